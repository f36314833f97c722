import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { endText } from './program.js';
import { isDone, type Outcome, removeFolder, type Stage } from './stage.js';

/**
 * Disks of several sizes, from nearly full to enough, that fill during the run: it ends with a sentence, what is published stays,
 * and with more room the same workspace goes on, to the report of an undisturbed run.
 */
export async function fullDisks(stage: Stage, sizes: number): Promise<Outcome> {
  const disk = join(stage.work, 'disk');
  mkdirSync(disk);
  const mount = (...options: readonly string[]) =>
    execFileSync('mount', [...options, disk], { stdio: 'ignore' });
  try {
    mount('-t', 'tmpfs', '-o', 'size=4g', 'tmpfs');
  } catch {
    return { tried: 0, faults: [], note: 'not tried: no disk may be mounted here' };
  }
  const faults: string[] = [];
  const resize = (mb: number) => mount('-o', `remount,size=${mb}m`);
  const used = (folder: string) =>
    Number(execFileSync('du', ['-sm', folder], { encoding: 'utf8' }).split('\t')[0]);
  try {
    const need = used(join(stage.work, 'reference')) + used(stage.base);
    let [tried, full] = [0, 0];
    const workspace = stage.copy('workspace', disk);
    const before = used(workspace);
    for (let n = 0; n < sizes; n += 1) {
      const room = 1 + Math.round((n / sizes) * need);
      resize(before + room);
      const ended = await stage.run(workspace);
      tried += 1;
      const what = `${room} MB of room: `;
      if (isDone(ended)) {
        resize(4096);
        faults.push(...stage.faultsOfRun(workspace, ended).map((text) => what + text));
        break;
      }
      full += 1;
      if (ended.code !== 3 || !ended.err.includes('[disk-full]')) faults.push(what + endText(ended));
      // Asking needs room of its own.
      resize(4096);
      faults.push(...(await stage.faultsOfAsking(workspace)).map((text) => what + text));
    }
    resize(4096);
    faults.push(...(await stage.faultsOfNextRun(workspace)));
    return { tried, faults, note: `${full} too small; ${need} MB would be enough` };
  } finally {
    execFileSync('umount', [disk]);
    removeFolder(disk);
  }
}
