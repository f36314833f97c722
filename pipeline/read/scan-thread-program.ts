import { parentPort, workerData } from 'node:worker_threads';
import { CarriedLines } from './carried-lines.js';
import type { FromScanThread, ToScanThread } from './scan-thread.js';

/* What runs in the thread of `ScanThread`. */

const slots = (workerData as readonly SharedArrayBuffer[]).map((buffer) => Buffer.from(buffer));
const lines = new CarriedLines();
const answer = (message: FromScanThread) => parentPort?.postMessage(message);

parentPort?.on('message', (message: ToScanThread) => {
  if (message === 'end') {
    answer({ scan: lines.end() });
    return;
  }
  lines.push(slots[message.slot] as Buffer, message.bytes);
  answer({ done: message.slot });
});
