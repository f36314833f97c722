import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ended, endText, type Surroundings } from './program.js';
import { isDone, type Outcome, removeFolder, type Stage } from './stage.js';

const limited = (words: string): Surroundings => ({
  under: ['bash', '-c', `${words}; exec "$0" "$@"`],
});

interface Limit {
  readonly name: string;
  readonly around?: Surroundings;
  readonly settings?: object;
  /** Node or a library itself ends the process where it gets no memory: nothing can be said then, but everything must stay whole. */
  readonly mayDie?: boolean;
}

const limits: readonly Limit[] = [
  { name: '64 open files', around: limited('ulimit -n 64') },
  { name: '512 open files', around: limited('ulimit -n 512') },
  { name: 'memory 200MB', settings: { memory: '200MB' } },
  { name: 'memory 100MB', settings: { memory: '100MB' } },
  { name: 'memory 10MB', settings: { memory: '10MB' } },
  { name: 'memory 100MB, 8 threads', settings: { memory: '100MB', threads: 8 } },
  { name: '4 GB of addresses', around: limited('ulimit -v 4194304') },
  { name: '2 GB of addresses', around: limited('ulimit -v 2097152'), mayDie: true },
  { name: 'a heap of 256 MB', around: { env: { NODE_OPTIONS: '--max-old-space-size=256' } } },
  { name: 'a heap of 96 MB', around: { env: { NODE_OPTIONS: '--max-old-space-size=96' } }, mayDie: true },
];

/**
 * Limits and settings that cannot quite be met: the run works and gives the same, or ends with a sentence that says what it needs;
 * what is published stays either way, and without the limit the workspace goes on.
 */
export async function withLimits(stage: Stage, times: number): Promise<Outcome> {
  const faults: string[] = [];
  const ways: string[] = [];
  const tried = limits.slice(0, times);
  for (const { name, around = {}, settings, mayDie = false } of tried) {
    const workspace = stage.copy(`limit-${name.replaceAll(/\W/g, '-')}`);
    const config = join(workspace, 'zhikong.config.json');
    if (settings) writeFileSync(config, JSON.stringify(settings));
    const ended = await stage.run(workspace, around);
    const isDead = mayDie && ended.signal !== null;
    ways.push(
      `${name}: ${isDone(ended) ? 'works' : isDead ? 'ended by the system' : 'refused'}, ${ended.seconds.toFixed(0)} s, ${ended.mb.toFixed(0)} MB`,
    );
    const told = isDone(ended) ? stage.faultsOfRun(workspace, ended) : isDead ? [] : faultsOfFailure(ended);
    faults.push(...[...told, ...stage.faultsOfReports(workspace)].map((text) => `${name}: ${text}`));
    if (!isDone(ended)) {
      if (settings) writeFileSync(config, '{}');
      faults.push(...(await stage.faultsOfAsking(workspace)).map((text) => `${name}, asked: ${text}`));
      faults.push(...(await stage.faultsOfNextRun(workspace)).map((text) => `${name}, then: ${text}`));
    }
    removeFolder(workspace);
  }
  return { tried: tried.length, faults, note: ways.join('; ') };
}

/** A failure must say what it was: by a code of ours, in both languages, and not the words of a library alone. */
const faultsOfFailure = (ended: Ended): string[] =>
  ended.code === 2 || ended.code === 3
    ? /\n\[[a-z-]+\]\n$/.test(ended.err)
      ? []
      : [`no sentence of ours: ${endText(ended)}`]
    : [`died: ${endText(ended)}`];

const environments: readonly NodeJS.ProcessEnv[] = [
  { TZ: 'America/New_York', LANG: 'C', LC_ALL: 'C' },
  { TZ: 'Asia/Shanghai', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  { TZ: 'Pacific/Kiritimati', LANG: 'zh_CN.GB18030', LC_ALL: 'zh_CN.GB18030' },
  { TZ: 'UTC', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
];

/** Time zones and languages of the machine: the same bytes. */
export async function environmentsOf(stage: Stage, times: number): Promise<Outcome> {
  const faults: string[] = [];
  const tried = environments.slice(0, times);
  for (const env of tried) {
    const workspace = stage.copy(`environment-${tried.indexOf(env)}`);
    const found = await stage.faultsOfNextRun(workspace, { env });
    faults.push(...found.map((text) => `${env['TZ']}, ${env['LANG']}: ${text}`));
    removeFolder(workspace);
  }
  return { tried: tried.length, faults };
}
