import { mkdtempSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { badInput } from './bad-input.js';
import { fullDisks } from './disk.js';
import { interrupts, kills } from './moments.js';
import { movedWorkspace, movingFiles, readOnlyInbox } from './places.js';
import { type Outcome, removeFolder, Stage } from './stage.js';
import { environmentsOf, withLimits } from './surroundings.js';
import { together } from './together.js';

/*
 * npm run trial:province [-- hospitals [anesthetics]] [--short] [--only kill:20,disk]
 * What a whole province's run must survive, tried with the built command line and the settings that users have: one line a trial with
 * its counts; exit 1 on a fault. `--short` takes a small province and few of each; `--only` names the trials, and how often.
 */

interface Trial {
  readonly name: string;
  readonly title: string;
  readonly times: number;
  readonly short: number;
  readonly run: (stage: Stage, times: number) => Promise<Outcome>;
  /** Whether it makes its own input and needs no province. */
  readonly alone?: boolean;
}

const trials: readonly Trial[] = [
  { name: 'kill', title: 'kill -9 at random moments', times: 100, short: 4, run: kills },
  { name: 'interrupt', title: 'Ctrl-C at random moments', times: 30, short: 3, run: interrupts },
  { name: 'together', title: 'two runs and three readers at once', times: 3, short: 1, run: together },
  { name: 'disk', title: 'disks that fill', times: 20, short: 2, run: fullDisks },
  { name: 'limits', title: 'limits and settings', times: 10, short: 2, run: withLimits },
  { name: 'moving', title: 'files that change while they are read', times: 4, short: 1, run: movingFiles },
  { name: 'readonly', title: 'an inbox that may only be read', times: 1, short: 1, run: readOnlyInbox },
  { name: 'environment', title: 'time zones and languages', times: 4, short: 1, run: environmentsOf },
  { name: 'moved', title: 'a workspace at another path', times: 2, short: 2, run: movedWorkspace },
  { name: 'input', title: 'input beyond measure', times: 5, short: 0, run: badInput, alone: true },
];

interface Asked {
  readonly hospitals: number;
  readonly anesthetics: number;
  /** What is to be tried, and how often. */
  readonly wanted: readonly (readonly [Trial, number])[];
}

/** @throws {Error} for a trial that there is not */
function asked(args: readonly string[]): Asked {
  const isShort = args.includes('--short');
  const only = args.includes('--only') ? (args[args.indexOf('--only') + 1] ?? '') : '';
  const sizes = args.filter((arg) => /^\d+$/.test(arg)).map(Number);
  const hospitals = sizes[0] ?? (isShort ? 12 : 60);
  const usual = (trial: Trial) => (isShort ? trial.short : trial.times);
  const named = (only === '' ? [] : only.split(',')).map((word): readonly [Trial, number] => {
    const [name, times] = word.split(':');
    const trial = trials.find((one) => one.name === name);
    if (!trial) throw new Error(`no trial ${name}; there are ${trials.map((one) => one.name).join(', ')}`);
    return [trial, times === undefined ? usual(trial) : Number(times)];
  });
  return {
    hospitals,
    anesthetics: sizes[1] ?? hospitals * (isShort ? 250 : 1000),
    wanted: named.length === 0 ? trials.map((trial) => [trial, usual(trial)] as const) : named,
  };
}

async function main(args: readonly string[]): Promise<number> {
  const say = (text: string) => process.stdout.write(`${text}\n`);
  const { hospitals, anesthetics, wanted } = asked(args);
  const work = mkdtempSync(join(tmpdir(), 'zhikong-trials-'));
  let faults = 0;
  try {
    const stage = new Stage(work, { hospitals, anesthetics });
    const prepared = wanted.every(([{ alone }]) => alone) ? 'no province' : await stage.prepare();
    say(`${prepared}, ${cpus().length} cores, Node ${process.versions.node}`);
    for (const [trial, times] of wanted) {
      if (times === 0) continue;
      const since = performance.now();
      const found = await trial.run(stage, times);
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
