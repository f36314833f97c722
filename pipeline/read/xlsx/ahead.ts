import { readApart } from './apart.js';
import { workbookLimits } from './limits.js';
import type { WorkbookMessage } from './message.js';

/** How many workbooks are read in advance. */
export const workbooksAhead = 1;
/** Bytes from which a workbook is not read in advance, because its rows are kept in memory. */
const largest = 2_000_000;

/** Workbooks read in advance: each has a process of its own, so that the next can be read while the rows of one are taken in. */
export class WorkbooksAhead {
  readonly #begun = new Map<string, AsyncGenerator<WorkbookMessage>>();

  /** Starts reading a workbook of `bytes`, unless it is too large or already started. Errors are thrown when it is taken. */
  begin(path: string, bytes: number): void {
    if (bytes >= largest || this.#begun.has(path)) return;
    this.#begun.set(path, begun(readApart({ path, limits: workbookLimits })));
  }

  /** All messages of a workbook's reader; undefined for a workbook that was not started. */
  take(path: string): AsyncGenerator<WorkbookMessage> | undefined {
    const messages = this.#begun.get(path);
    this.#begun.delete(path);
    return messages;
  }
}

/** The same messages, requested at once and kept until they are taken. */
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
