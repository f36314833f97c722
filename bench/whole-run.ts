import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { run } from '../pipeline/run.js';

export const month = '2026-10';

/** What one whole run took. */
export interface Ran {
  readonly seconds: Readonly<Record<string, number>>;
  /** Seconds of all cores. */
  readonly cpu: number;
  readonly mb: number;
  readonly figures: number;
}

/** Runs in a process of its own, with the settings that users have. */
async function runOnce(inbox: string, workspace: string): Promise<Ran> {
  const seconds: Record<string, number> = {};
  let [phase, since] = ['read', performance.now()];
  const next = (to: string) => {
    seconds[phase] = (seconds[phase] ?? 0) + (performance.now() - since) / 1000;
    [phase, since] = [to, performance.now()];
  };
  const result = await run({
    month,
    inbox,
    workspace,
    progress: (step) => step.phase !== phase && next(step.phase),
  });
  next('');
  return {
    seconds,
    cpu: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
    mb: Math.round(process.resourceUsage().maxRSS / 1024),
    figures: result.data.figures.length,
  };
}

function inOwnProcess(...args: string[]): string {
  const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...args], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`the run failed:\n${child.stderr}${child.stdout}`);
  return child.stdout.trim().split('\n').at(-1) ?? '';
}

/** The whole monthly run of an inbox in a process of its own, with the settings that users have. */
export const ranOnce = (inbox: string, workspace: string) =>
  JSON.parse(inOwnProcess('--run', inbox, workspace)) as Ran;

const [first, inbox, workspace] = process.argv.slice(2);
if (first === '--run' && process.argv[1] === fileURLToPath(import.meta.url))
  process.stdout.write(`${JSON.stringify(await runOnce(inbox ?? '', workspace ?? ''))}\n`);
