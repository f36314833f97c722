import { writeFileSync } from 'node:fs';
import { effectsSoFar } from '../../pipeline/effects.js';
import { findIndicator } from '../../pipeline/explain.js';
import { type Making, run } from '../../pipeline/run.js';

/** Two indicators and two plain pages: what is tested is the way to the disk, not what is drawn. */
export const smallMaking: Making = {
  indicators: ['ECMO-01', 'ECMO-N01'].map((code) => findIndicator(code)),
  norms: [],
  render: async (data) =>
    new Map(['index.html', 'hospitals/H1.html'].map((name) => [name, `<p>${name} ${data.batch}</p>\n`])),
};

/**
 * Runs one small month in a process of its own, with `ZHIKONG_DRIVER=<workspace>|<month>|<file for the count of effects>`.
 * Exit 0; 2 when another run is in progress; 3 when it fails, with the error on standard error.
 */
async function drive(workspace: string, month: string, count: string | undefined): Promise<void> {
  process.umask(0o077);
  try {
    await run({ month, workspace }, smallMaking);
  } catch (error) {
    const { code, name, message } = error as Error & { code?: string };
    process.stderr.write(`${code ?? name}: ${message}\n`);
    process.exitCode = code === 'run-in-progress' ? 2 : 3;
  }
  if (count) writeFileSync(count, String(effectsSoFar()));
}

const [workspace, month, count] = (process.env['ZHIKONG_DRIVER'] ?? '').split('|');
if (workspace && month) await drive(workspace, month, count);
