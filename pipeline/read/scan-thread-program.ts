import { parentPort, workerData } from 'node:worker_threads';
import { CarriedLines } from './plain-scan.js';
import type { FromScanThread, ToScanThread } from './scan-thread.js';

/* What runs in the thread of `ScanThread`. */

const lines = new CarriedLines((workerData as { chunk: number }).chunk);
const answer = (message: FromScanThread) => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToScanThread) => {
  if (message === 'end') {
    answer({ scan: lines.end() });
    return;
  }
  lines.push(new Uint8Array(message.buffer, 0, message.bytes));
  answer({ done: message.buffer });
});
