import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { findIndicator } from '../../pipeline/ask/explain.js';
import { purge } from '../../pipeline/batch/purge.js';
import { type BatchContents, run } from '../../pipeline/batch/run.js';
import { effectsSoFar } from '../../pipeline/effects/effects.js';

/** Two indicators and two plain pages: what is tested is the way to the disk, not what is drawn. */
export const smallBatch: BatchContents = {
  indicators: ['ECMO-01', 'ECMO-N01'].map((code) => findIndicator(code)),
  norms: [],
  standards: () => ({ norms: [], questions: [], qualifications: [], scoring: null }),
  render: async function* (data) {
    for (const path of ['centre/index.html', 'hospitals/H1/index.html'])
      yield { path, html: `<p>${path} ${data.batch}</p>\n`, of: 2 };
  },
};

/** What a driver is told, as JSON in `ZHIKONG_DRIVER`. */
export interface Task {
  readonly workspace: string;
  readonly month: string;
  /** Deletes the cases before this day instead of running the month. */
  readonly purge?: string;
  /** A file for the number of effects. */
  readonly count?: string;
  /** Says in the file `<barrier>-<pid>` that it is ready and waits for the file `barrier`. */
  readonly barrier?: string;
}

/**
 * Runs one small month in a process of its own. Exit 0; 2 when another run is in progress; 3 when it fails, with the
 * error and the milliseconds it took on standard error.
 */
async function drive({ workspace, month, purge: before, count, barrier }: Task): Promise<void> {
  process.umask(0o077);
  if (barrier !== undefined) {
    writeFileSync(`${barrier}-${process.pid}`, '');
    while (!existsSync(barrier)) await wait(1);
  }
  const begun = performance.now();
  try {
    if (before === undefined) await run({ month, workspace }, smallBatch);
    else await purge({ workspace, before, reason: '期满' });
  } catch (error) {
    const { code, name, message } = error as Error & { code?: string };
    process.stderr.write(`${code ?? name}: ${message} [${Math.round(performance.now() - begun)} ms]\n`);
    process.exitCode = code === 'run-in-progress' ? 2 : 3;
  }
  if (count !== undefined) writeFileSync(count, String(effectsSoFar()));
}

const task = process.env['ZHIKONG_DRIVER'];
if (task) await drive(JSON.parse(task) as Task);
