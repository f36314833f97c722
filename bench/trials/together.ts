import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { endText } from './program.js';
import { filesOf, hashOf, isDone, month, type Outcome, removeFolder, type Stage } from './stage.js';

/** Questions that readers ask, by a folder that must be new. */
const questions: readonly (readonly [name: string, args: (out: string) => readonly string[]])[] = [
  ['export', (out) => ['export', '--format', 'csv', '--cases', '--out', out]],
  ['explain', () => ['explain', 'ECMO-01', '--unit', 'H2001', '--period', '2026-09']],
  ['status', () => ['status', '--month', month]],
];

/**
 * A run, a second run and three readers at once, as often as asked: the second run says that another is at work; every answer is
 * that of before or that of after.
 */
export async function together(stage: Stage, rounds: number): Promise<Outcome> {
  const faults: string[] = [];
  let [tried, asked] = [0, 0];
  const answers = new Map<string, Set<string>>();
  for (let round = 0; round < rounds; round += 1) {
    const workspace = stage.copy(`together-${round}`);
    let isOver = false;
    let n = 0;
    const ask = async (name: string, args: (out: string) => readonly string[]): Promise<string> => {
      const out = join(stage.work, `asked-${round}-${name}-${n++}`);
      const ended = await stage.start(workspace, args(out)).ended;
      if (!isDone(ended)) faults.push(`${name}: ${endText(ended)}`);
      const files = [...filesOf(out)].join();
      removeFolder(out);
      // Where it was written is no part of the answer.
      return hashOf(ended.out.replaceAll(/asked-\S+?\//g, '') + files);
    };
    const askAll = async () => {
      for (const [name, args] of questions)
        answers.set(name, (answers.get(name) ?? new Set<string>()).add(await ask(name, args)));
    };
    if (round === 0) await askAll();
    const seen: (readonly [string, string])[] = [];
    const first = stage.start(workspace, ['run', '--month', month]);
    const second = stage.start(workspace, ['run', '--month', month]);
    const readers = questions.map(async ([name, args]) => {
      while (!isOver) {
        seen.push([name, await ask(name, args)]);
        await wait(50);
      }
    });
    const ends = await Promise.all([first.ended, second.ended]);
    isOver = true;
    await Promise.all(readers);
    await askAll();
    tried += 1;
    asked += seen.length;
    const lost = ends.filter(({ code, err }) => code === 2 && err.includes('[run-in-progress]'));
    const won = ends.filter(isDone);
    if (lost.length !== 1 || won.length !== 1)
      faults.push(`not one winner and one refused: ${ends.map(endText).join(' / ')}`);
    for (const [name, answer] of seen)
      if (!answers.get(name)?.has(answer)) faults.push(`${name} answered neither as before nor as after`);
    if (won[0]) faults.push(...stage.faultsOfRun(workspace, won[0]));
    removeFolder(workspace);
  }
  return { tried, faults, note: `${asked} questions asked meanwhile` };
}
