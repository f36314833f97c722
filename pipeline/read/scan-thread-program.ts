import { parentPort, workerData } from 'node:worker_threads';
import { PlainText } from './plain-text.js';
import type { FromScanThread, ToScanThread } from './scan-threads.js';

/* The program of each thread of `ScanThreads`: applies the grammar to the stretches of lines that this thread is given. */

const slots = (workerData as readonly SharedArrayBuffer[]).map((buffer) => Buffer.from(buffer));
let utf8: readonly Buffer[] = [];
let text = new PlainText();
const answer = (message: FromScanThread) => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToScanThread) => {
  if (message === 'end') answer({ blanks: text.grammar.blanks, wide: text.grammar.wide });
  else if ('header' in message) {
    utf8 = message.utf8.map((buffer) => Buffer.from(buffer));
    text = new PlainText();
    text.take(Buffer.from(message.header), 0, message.header.length);
  } else {
    const { slot, segment, from, to } = message;
    const { grammar } = text;
    const before = grammar.lines;
    const out = utf8[slot];
    if (out !== undefined) text.writeTo(out);
    const fault = text.take(slots[slot] as Buffer, from, to);
    answer({ slot, segment, lines: grammar.lines - before, utf8: text.utf8.length, fault });
  }
});
