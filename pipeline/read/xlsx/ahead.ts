import { readApart } from './apart.js';
import { workbookLimits } from './limits.js';
import type { WorkbookMessage } from './message.js';

/** How many workbooks are read beside the one whose turn it is. */
export const workbooksAhead = 1;
/** Bytes from which a workbook waits for its turn: what is read ahead lies in memory. */
const largest = 2_000_000;

/**
 * Workbooks whose reading begins before their turn comes: each is read in a process of its own, so that the next can be read while the
 * rows of one are taken in.
 */
export class WorkbooksAhead {
  readonly #begun = new Map<string, AsyncGenerator<WorkbookMessage>>();

  /** Begins to read a workbook of `bytes`, unless it is too large or has begun. What is wrong with it is told when it is taken. */
  begin(path: string, bytes: number): void {
    if (bytes >= largest || this.#begun.has(path)) return;
    this.#begun.set(path, begun(readApart({ path, limits: workbookLimits })));
  }

  /** What the reader of a workbook tells, from its beginning; undefined for one that was not begun. */
  take(path: string): AsyncGenerator<WorkbookMessage> | undefined {
    const messages = this.#begun.get(path);
    this.#begun.delete(path);
    return messages;
  }
}

/** The same messages, asked for at once and kept until somebody takes them. */
function begun(messages: AsyncGenerator<WorkbookMessage>): AsyncGenerator<WorkbookMessage> {
  const told: WorkbookMessage[] = [];
  let failed: { readonly error: unknown } | null = null;
  let hasEnded = false;
  let wake = (): void => undefined;
  const listen = async () => {
    try {
      for await (const message of messages) {
        told.push(message);
        wake();
      }
    } catch (error) {
      failed = { error };
    }
    hasEnded = true;
    wake();
  };
  void listen();
  return (async function* () {
    for (;;) {
      for (let message = told.shift(); message !== undefined; message = told.shift()) yield message;
      if (failed !== null) throw (failed as { readonly error: unknown }).error;
      if (hasEnded) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  })();
}
