import { parentPort, workerData } from 'node:worker_threads';
import { PlainGrammar } from './plain-grammar.js';
import type { FromScanThread, ToScanThread } from './scan-threads.js';

/* What runs in each thread of `ScanThreads`: the grammar, over whichever stretches of lines this thread is given. */

const slots = (workerData as readonly SharedArrayBuffer[]).map((buffer) => Buffer.from(buffer));
const grammar = new PlainGrammar();
const answer = (message: FromScanThread) => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToScanThread) => {
  if (message === 'end') answer({ blanks: grammar.blanks });
  else if ('header' in message) grammar.take(Buffer.from(message.header), 0, message.header.length);
  else {
    const before = grammar.lines;
    const fault = grammar.take(slots[message.slot] as Buffer, message.from, message.to);
    answer({ slot: message.slot, segment: message.segment, lines: grammar.lines - before, fault });
  }
});
