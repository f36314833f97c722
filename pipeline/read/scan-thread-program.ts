import { parentPort } from 'node:worker_threads';
import { CarriedLines } from './carried-lines.js';
import type { FromScanThread, ToScanThread } from './scan-thread.js';

/* What runs in the thread of `ScanThread`. */

const lines = new CarriedLines();
const answer = (message: FromScanThread) => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToScanThread) => {
  if (message === 'end') {
    answer({ scan: lines.end() });
    return;
  }
  lines.push(Buffer.from(message.buffer), message.bytes);
  answer({ done: message.buffer });
});
