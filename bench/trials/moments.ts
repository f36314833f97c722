import { setTimeout as wait } from 'node:timers/promises';
import { type Ended, endText, type Started } from './program.js';
import { leftIn, month, type Outcome, removeFolder, type Stage } from './stage.js';

/** How many runs are stopped in one workspace, one after the other, before one is let to its end. */
const perWorkspace = 5;

/** `kill -9` at random moments of the whole run: what is published is whole, commands answer, and the next run is not held up. */
export const kills = (stage: Stage, times: number): Promise<Outcome> =>
  atMoments(stage, times, 'SIGKILL', async (workspace) => stage.faultsOfAsking(workspace));

/** Ctrl-C at random moments: a sentence, no lock, and what is published is whole; the next run is not held up. */
export const interrupts = async (stage: Stage, times: number): Promise<Outcome> => {
  let slowest = 0;
  const outcome = await atMoments(stage, times, 'SIGINT', async (workspace, ended, waited) => {
    slowest = Math.max(slowest, waited);
    const isPublished = stage.isPublished(workspace);
    return [
      ...(ended.code === 130 && ended.err.includes('[interrupted]')
        ? []
        : [`no sentence: ${endText(ended)}`]),
      ...(isPublished && ended.err.includes('nothing was published') ? ['says nothing was published'] : []),
      ...leftIn(workspace),
      ...stage.faultsOfReports(workspace),
    ];
  });
  return { ...outcome, note: `${outcome.note}; the slowest to end took ${slowest.toFixed(1)} s` };
};

type Look = (workspace: string, ended: Ended, waited: number) => Promise<string[]>;

/**
 * Runs that a signal ends at a moment drawn evenly from the whole run; every fifth is drawn from the seconds of publishing, which
 * are few and where it matters. Several in one workspace, so that each starts from what the one before left behind.
 */
async function atMoments(
  stage: Stage,
  times: number,
  signal: 'SIGKILL' | 'SIGINT',
  look: Look,
): Promise<Outcome> {
  const random = stage.random(signal);
  const faults: string[] = [];
  const phases = new Map<string, number>();
  let [workspace, stopped, tried, late, wholeRuns] = ['', 0, 0, 0, 0];
  for (let attempt = 0; tried < times && attempt < 3 * times; attempt += 1) {
    if (workspace === '') [workspace, stopped] = [stage.copy(`${signal}-${attempt}`), 0];
    const started = stage.start(workspace, ['run', '--month', month]);
    const moment =
      attempt % 5 === 4
        ? await inPublishing(started, random.below(2_000))
        : await after(started, 300 + random.below(Math.round(stage.seconds * 1_000)));
    const phase = phaseOf(started.said());
    const sent = performance.now();
    started.child.kill(signal);
    const ended = await started.ended;
    const what = `${signal} after ${moment}: `;
    const wasStopped = ended.signal === 'SIGKILL' || ended.code === 130;
    if (wasStopped) {
      tried += 1;
      stopped += 1;
      phases.set(phase, (phases.get(phase) ?? 0) + 1);
      faults.push(
        ...(await look(workspace, ended, (performance.now() - sent) / 1000)).map((text) => what + text),
      );
    } else {
      late += 1;
      faults.push(...stage.faultsOfRun(workspace, ended).map((text) => what + text));
    }
    process.stderr.write(`${what}${phase}, ${tried} tried, ${faults.length} faults\n`);
    if (stopped < perWorkspace && tried < times && wasStopped && !stage.isPublished(workspace)) continue;
    if (wasStopped) {
      wholeRuns += 1;
      faults.push(...(await stage.faultsOfNextRun(workspace)).map((text) => `the run after ${what}${text}`));
    }
    removeFolder(workspace);
    workspace = '';
  }
  const shares = [...phases].map(([phase, count]) => `${phase} ${count}`).join(', ');
  return {
    tried,
    faults,
    note: `${shares}; ${wholeRuns} runs to the end; ${late} ended before their signal`,
  };
}

/** The last phase that was begun. */
const phaseOf = (said: string) => /(\S+)(?: \(\d+\))? …\n?$/.exec(said.trimEnd())?.[1] ?? 'start';

async function after(started: Started, ms: number): Promise<string> {
  await Promise.race([wait(ms), started.ended]);
  return `${(ms / 1000).toFixed(2)} s`;
}

async function inPublishing(started: Started, ms: number): Promise<string> {
  let isOver = false;
  void started.ended.then(() => {
    isOver = true;
  });
  while (!isOver && !started.said().includes('发布')) await wait(5);
  await Promise.race([wait(ms), started.ended]);
  return `publishing and ${(ms / 1000).toFixed(2)} s`;
}
