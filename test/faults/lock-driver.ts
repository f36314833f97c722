import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from '../../pipeline/workspace/lock.js';

/**
 * Takes and leaves a lock as often as it can, with `ZHIKONG_LOCK=<folder>|<rounds>|<seed>`: gives it back, or leaves it
 * behind as a process would that died. Exit 9 when two are inside at once.
 */
function contend(folder: string, rounds: number, seed: number): void {
  const [path, inside] = [join(folder, 'zhikong.lock'), join(folder, 'inside')];
  let random = seed;
  for (let won = 0; won < rounds; ) {
    let release: () => void;
    try {
      release = takeLock(path, folder);
    } catch (error) {
      if ((error as { code?: unknown }).code === 'run-in-progress') continue;
      throw error;
    }
    won += 1;
    try {
      closeSync(openSync(inside, 'wx'));
    } catch {
      process.exit(9);
    }
    random = (random * 1103515245 + 12345) % 2147483648;
    const isLeft = random % 3 > 0;
    rmSync(inside);
    if (isLeft) {
      // In one step, as a death is one moment.
      const dead = { pid: 2 ** 22 + won, start: '1', boot: '', host: '', since: `${seed}-${won}` };
      const beside = join(folder, `dead-${process.pid}`);
      writeFileSync(beside, JSON.stringify({ ...dead, ...JSON.parse(process.env['ZHIKONG_DEAD'] ?? '{}') }));
      renameSync(beside, path);
    } else release();
  }
}

const [folder, rounds, seed] = (process.env['ZHIKONG_LOCK'] ?? '').split('|');
if (folder) contend(folder, Number(rounds), Number(seed));
