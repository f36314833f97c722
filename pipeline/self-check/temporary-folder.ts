import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder, random, remove } from '../effects/effects.js';
import { whenInterrupted } from '../effects/interruption.js';

/**
 * Runs `work` with a temporary folder, for its owner only, and removes it afterwards: on a result, on an error, and when the process is
 * told to stop.
 */
export async function withTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(tmpdir(), `zhikong-${random(8)}`);
  makeFolder(folder);
  const clear = () => remove(folder);
  const taken = whenInterrupted(clear);
  process.on('exit', clear);
  try {
    return await work(folder);
  } finally {
    taken();
    process.off('exit', clear);
    clear();
  }
}
