import { FileRefusal } from '../refusal.js';
import type { ProgramTask } from './apart.js';
import type { WorkbookMessage } from './message.js';
import { refuseDamaged } from './messages.js';
import { readParts } from './read-parts.js';

/* The program of the process of `readApart`: reads one workbook and writes its messages to the output. */

const { path, limits } = JSON.parse(process.argv[2] ?? '') as ProgramTask;

function write(message: WorkbookMessage): Promise<void> | void {
  if (process.stdout.write(`${JSON.stringify(message)}\n`)) return;
  return new Promise((resolve) => process.stdout.once('drain', resolve));
}

try {
  for await (const message of readParts(path, limits)) await write(message);
} catch (error) {
  // Any failure in this process is the file's fault, and ends with the process.
  const known = error instanceof FileRefusal ? error : refuseDamaged('reader-stopped', String(error));
  const { code, notice, line, facts } = known;
  await write({ kind: 'refused', code, notice, line, facts });
}
