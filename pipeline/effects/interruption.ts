import type { Bilingual } from '../message/errors.js';

/** Ctrl-C, a termination request, and a closed terminal; Windows sends the first and, on closing, the last. */
const signals = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 } as const;

const pending = new Set<() => void>();

/**
 * Registers what must still be done if the process is told to stop: release a lock, remove a folder. The last one registered runs first. It
 * must be synchronous.
 *
 * @returns a function that cancels the registration
 */
export function whenInterrupted(act: () => void): () => void {
  pending.add(act);
  return () => void pending.delete(act);
}

let hasPublished = false;

/** Notes that this process has published something, which no later signal undoes. */
export const notePublication = (): void => {
  hasPublished = true;
};

/** Runs what is registered; a failure does not stop the rest. */
export function interrupt(): void {
  for (const act of [...pending].reverse()) {
    pending.delete(act);
    try {
      act();
    } catch {
      // Such as for a folder on a missing disk: the next command cleans up.
    }
  }
}

/**
 * Makes signals end this process with a message and no leftovers, with the exit code that shells expect: 128 plus the signal's number, so
 * 130 for Ctrl-C. A second signal ends it at once.
 *
 * A publication has no pause in which a signal could be handled, so it is complete or absent. A signal during one is handled when the
 * command is over: a message says so, and the command keeps its own exit code.
 */
export function endOnSignals(say: (text: string) => void): void {
  for (const [name, number] of Object.entries(signals))
    process.once(name, () => {
      const ended = pending.size === 0 ? process.exitCode : undefined;
      interrupt();
      const { zh, en } = ended !== undefined ? tooLate(name) : interrupted(name);
      say(`\n${zh}\n${en}\n[${ended !== undefined ? 'already-done' : 'interrupted'}]\n`);
      process.exit(ended ?? 128 + number);
    });
}

const interrupted = (signal: string): Bilingual =>
  hasPublished
    ? {
        zh: `已按要求中断（${signal}）：此前已完成的发布有效，其后没有发布任何内容，锁和临时文件都已清除。可随时重新运行。`,
        en: `Interrupted as told (${signal}): what was published until now stands, nothing was published after it, lock and temporary files are gone. Run again when you like.`,
      }
    : {
        zh: `已按要求中断（${signal}）：没有发布任何内容，已发布的结果没有改动，锁和临时文件都已清除。可随时重新运行。`,
        en: `Interrupted as told (${signal}): nothing was published, what is published was not touched, lock and temporary files are gone. Run again when you like.`,
      };

const tooLate = (signal: string): Bilingual => ({
  zh: `收到中断（${signal}）时命令已经完成，结果有效，不必重新运行。`,
  en: `The command was complete when it was told to stop (${signal}): its result stands, no new run is needed.`,
});
