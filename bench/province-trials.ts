import { mkdtempSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { badInput } from './trials/bad-input.js';
import { fullDisks } from './trials/disk.js';
import { interrupts, kills } from './trials/moments.js';
import { movedWorkspace, movingFiles, readOnlyInbox } from './trials/places.js';
import { type Outcome, removeFolder, Stage } from './trials/stage.js';
import { environmentsOf, withLimits } from './trials/surroundings.js';
import { together } from './trials/together.js';

/*
 * npm run trial:province [-- hospitals [anesthetics]] [--short] [--only kill,disk] [--times 20]
 * What a whole province's run must survive, tried with the built command line and the settings that users have: one line a trial with
 * its counts; exit 1 on a fault. `--short` takes a small province and few of each; `--only` names the trials, `--times` how often.
 */

interface Trial {
  readonly name: string;
  readonly title: string;
  readonly times: number;
  readonly short: number;
  readonly run: (stage: Stage, times: number) => Promise<Outcome>;
}

const trials: readonly Trial[] = [
  { name: 'kill', title: 'kill -9 at random moments', times: 100, short: 4, run: kills },
  { name: 'interrupt', title: 'Ctrl-C at random moments', times: 30, short: 3, run: interrupts },
  { name: 'together', title: 'two runs and three readers at once', times: 3, short: 1, run: together },
  { name: 'disk', title: 'disks that fill', times: 20, short: 2, run: fullDisks },
  { name: 'limits', title: 'limits and settings', times: 9, short: 2, run: withLimits },
  { name: 'moving', title: 'files that change while they are read', times: 4, short: 1, run: movingFiles },
  { name: 'readonly', title: 'an inbox that may only be read', times: 1, short: 1, run: readOnlyInbox },
  { name: 'environment', title: 'time zones and languages', times: 4, short: 1, run: environmentsOf },
  { name: 'moved', title: 'a workspace at another path', times: 2, short: 2, run: movedWorkspace },
  { name: 'input', title: 'input beyond measure', times: 5, short: 0, run: badInput },
];

interface Asked {
  readonly hospitals: number;
  readonly anesthetics: number;
  readonly isShort: boolean;
  readonly only: readonly string[];
  readonly times: number | null;
}

function asked(args: readonly string[]): Asked {
  const given = (flag: string) => (args.includes(flag) ? (args[args.indexOf(flag) + 1] ?? '') : null);
  const isShort = args.includes('--short');
  const sizes = args.filter((arg, i) => /^\d+$/.test(arg) && args[i - 1] !== '--times').map(Number);
  const hospitals = sizes[0] ?? (isShort ? 12 : 60);
  const times = given('--times');
  return {
    hospitals,
    anesthetics: sizes[1] ?? hospitals * (isShort ? 250 : 1000),
    isShort,
    only: given('--only')?.split(',') ?? [],
    times: times === null ? null : Number(times),
  };
}

async function main(args: readonly string[]): Promise<number> {
  const say = (text: string) => process.stdout.write(`${text}\n`);
  const { hospitals, anesthetics, isShort, only, times } = asked(args);
  const unknown = only.filter((name) => !trials.some((trial) => trial.name === name));
  if (unknown.length > 0)
    throw new Error(
      `no such trial: ${unknown.join(', ')}; there are ${trials.map(({ name }) => name).join(', ')}`,
    );
  const work = mkdtempSync(join(tmpdir(), 'zhikong-trials-'));
  let faults = 0;
  try {
    const stage = new Stage(work, { hospitals, anesthetics });
    say(`${await stage.prepare()}, ${cpus().length} cores, Node ${process.versions.node}`);
    for (const trial of trials) {
      if (only.length > 0 ? !only.includes(trial.name) : isShort && trial.short === 0) continue;
      const since = performance.now();
      const found = await trial.run(stage, times ?? (isShort ? trial.short : trial.times));
      faults += found.faults.length;
      const minutes = ((performance.now() - since) / 60_000).toFixed(1);
      say(
        `${trial.title}: ${found.tried} tried, ${found.faults.length} faults, ${minutes} min${found.note ? ` (${found.note})` : ''}`,
      );
      for (const fault of found.faults) say(`  ${fault}`);
    }
  } finally {
    removeFolder(work);
  }
  return faults === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
