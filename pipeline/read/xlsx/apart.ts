import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { start } from '../../effects/effects.js';
import { whenInterrupted } from '../../effects/interruption.js';
import { FileRefusal } from '../refusal.js';
import type { WorkbookLimits } from './limits.js';
import type { WorkbookMessage } from './message.js';
import { refuseDamaged, refuseLimit } from './messages.js';
import { readParts } from './read-parts.js';

const program = fileURLToPath(new URL('./program.js', import.meta.url));

/** The task of the reading process; its only argument, in JSON. */
export interface ProgramTask {
  readonly path: string;
  readonly limits: WorkbookLimits;
}

/** Node's arguments to start the reading process. */
export function programArguments(task: ProgramTask): string[] {
  return [`--max-old-space-size=${task.limits.heapMegabytes}`, program, JSON.stringify(task)];
}

/**
 * Reads a workbook in a process of its own, so that no file can crash the caller or exhaust its memory.
 *
 * Without a compiled program the file is read in this process, under the same limits except for memory.
 *
 * @throws {FileRefusal} what the reader refuses; `workbook-limit` when it runs out of time or memory
 */
export async function* readApart(task: ProgramTask): AsyncGenerator<WorkbookMessage> {
  if (!existsSync(program)) {
    yield* withinTime(readParts(task.path, task.limits), task.limits.seconds);
    return;
  }
  const child = start(process.execPath, programArguments(task), {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: environment(),
    windowsHide: true,
  });
  const ended = endOf(child);
  const stopped = whenInterrupted(() => child.kill('SIGKILL'));
  try {
    for await (const message of withinTime(messagesOf(child), task.limits.seconds)) {
      if (message.kind === 'refused') {
        throw new FileRefusal(message.code, message.notice, message.line, message.facts);
      }
      yield message;
      if (message.kind === 'done') return;
    }
    throw refuseEnd(await ended, task.limits);
  } finally {
    stopped();
    child.kill('SIGKILL');
  }
}

/** Only the environment variables that Node needs on Windows. */
function environment(): NodeJS.ProcessEnv {
  const root = process.env['SystemRoot'];
  return root === undefined ? {} : { SystemRoot: root };
}

interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

function endOf(child: ChildProcess): Promise<End> {
  const ended = new Promise<End>((resolve, reject) => {
    child.on('error', reject); // It could not be started, which is no fault of the file.
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  ended.catch(() => undefined);
  return ended;
}

/** Node aborts when its heap is full. */
function refuseEnd({ code, signal }: End, limits: WorkbookLimits): FileRefusal {
  const isAbort = signal === 'SIGABRT' || code === 134;
  if (isAbort || signal === 'SIGKILL') return refuseLimit('memory', limits.heapMegabytes);
  return refuseDamaged('reader-stopped', `${code ?? ''}${signal ?? ''}`);
}

/** One message per line, in JSON. */
async function* messagesOf(child: ChildProcess): AsyncGenerator<WorkbookMessage> {
  if (child.stdout === null) return;
  let pieces: string[] = [];
  for await (const chunk of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
    let from = 0;
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', from)) {
      pieces.push(chunk.slice(from, end));
      from = end + 1;
      yield JSON.parse(pieces.join('')) as WorkbookMessage;
      pieces = [];
    }
    if (from < chunk.length) pieces.push(chunk.slice(from));
  }
}

/** Passes messages on as long as the total waiting time stays within some seconds. */
async function* withinTime(
  messages: AsyncGenerator<WorkbookMessage>,
  seconds: number,
): AsyncGenerator<WorkbookMessage> {
  let left = seconds * 1000;
  try {
    for (;;) {
      const asked = performance.now();
      const answer = await orNothing(messages.next(), left);
      left -= performance.now() - asked;
      if (answer === null) throw refuseLimit('seconds', seconds);
      if (answer.done === true) return;
      yield answer.value;
    }
  } finally {
    void messages.return(undefined).catch(() => undefined); // Not awaited, because it may be the one that hangs.
  }
}

/** The value of a promise, or null when it takes longer. */
function orNothing<T>(promise: Promise<T>, milliseconds: number): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), Math.max(0, milliseconds));
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
