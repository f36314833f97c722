import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { everything, run, type Step } from '../pipeline/batch/run.js';

export const month = '2026-10';

/** What one whole run took. */
export interface Ran {
  readonly seconds: Readonly<Record<string, number>>;
  /** Seconds of all cores, of the whole and of each phase: beside other work these compare. */
  readonly cpu: number;
  readonly cpuSeconds: Readonly<Record<string, number>>;
  readonly mb: number;
  readonly figures: number;
}

/** Of a run that is not the usual one, the month and how many of the indicators it computes. */
export interface Asked {
  readonly month?: string;
  readonly indicators?: number;
}

const cpuNow = () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6;

async function runOnce(inbox: string, workspace: string, asked: Asked): Promise<Ran> {
  const seconds: Record<string, number> = {};
  const cpuSeconds: Record<string, number> = {};
  let [phase, since, cpuSince] = ['read', performance.now(), cpuNow()];
  const next = (to: string) => {
    seconds[phase] = (seconds[phase] ?? 0) + (performance.now() - since) / 1000;
    cpuSeconds[phase] = (cpuSeconds[phase] ?? 0) + cpuNow() - cpuSince;
    [phase, since, cpuSince] = [to, performance.now(), cpuNow()];
  };
  const indicators = everything.indicators.slice(0, asked.indicators);
  const options = { month: asked.month ?? month, inbox, workspace };
  const progress = (step: Step) => step.phase !== phase && next(step.phase);
  const result = await run({ ...options, progress }, { ...everything, indicators });
  next('');
  return {
    seconds,
    cpu: cpuNow(),
    cpuSeconds,
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
export const ranOnce = (inbox: string, workspace: string, asked: Asked = {}) =>
  JSON.parse(inOwnProcess('--run', inbox, workspace, JSON.stringify(asked))) as Ran;

const [first, inbox, workspace, asked] = process.argv.slice(2);
if (first === '--run' && process.argv[1] === fileURLToPath(import.meta.url))
  process.stdout.write(
    `${JSON.stringify(await runOnce(inbox ?? '', workspace ?? '', JSON.parse(asked ?? '{}') as Asked))}\n`,
  );
