import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPublished } from '../../pipeline/batch/open-published.js';
import { run } from '../../pipeline/batch/run.js';
import { verify } from '../../pipeline/batch/verify.js';
import { isLong, patience } from '../long.js';
import { drive, endOf } from './drive.js';
import { smallBatch } from './driver.js';
import {
  binPath,
  compileDriver,
  copyWorkspace,
  filesOf,
  makeWorkspace,
  newPlace,
} from './small-workspace.js';

const month = '2026-10';

let place = '';
let template = '';
let disk = '';
/** Whether we may make a disk of any size; else files are kept from growing, which fails in the same places. */
let isDisk = false;
let clean: Record<string, string> = {};
/** KiB of the workspace before the run, and what the run needs beside. */
let size = 0;

beforeAll(async () => {
  compileDriver();
  place = newPlace();
  template = join(place, 'template');
  disk = join(place, 'disk');
  mkdirSync(disk);
  await makeWorkspace(template);
  const undisturbed = join(place, 'undisturbed');
  copyWorkspace(template, undisturbed);
  await run({ month, workspace: undisturbed }, smallBatch);
  clean = filesOf(join(undisturbed, 'reports/2026-10'));
  size = Number(execFileSync('du', ['-sk', template], { encoding: 'utf8' }).split('\t')[0]);
  isDisk = mount('size=64m');
});
afterAll(() => {
  if (isDisk) execFileSync('umount', [disk]);
  rmSync(place, { recursive: true, force: true });
});

function mount(options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const resize = (kib: number) =>
  isDisk && execFileSync('mount', ['-o', `remount,size=${kib}k`, disk], { stdio: 'ignore' });

describe('a disk that is too small', () => {
  const count = isLong ? 25 : 4;

  it(
    'ends the run with a message, leaves September as it was, and once there is room the run gives the same',
    async () => {
      let full = 0;
      for (let n = 0; n < count; n += 1) {
        const workspace = join(disk, `w${n}`);
        copyWorkspace(template, workspace);
        const before = filesOf(join(workspace, 'reports'));
        // From nearly nothing to about what a run needs.
        const room = 8 + Math.round((n / count) * (size + 400));
        resize(size + room);
        const end = await drive({ workspace, month }, isDisk ? {} : { limit: Math.max(8, room) });
        resize(65_536);
        if (end.code !== 0) {
          full += 1;
          expect(end.code, end.said).toBe(3);
          expect(end.said).toMatch(/ENOSPC|EFBIG|No space left on device|File too large|no space/i);
          expect(filesOf(join(workspace, 'reports'))).toEqual(before);
        }
        const months = await withPublished(workspace, (database) =>
          database.rows<{ month: string }>('SELECT month FROM batches ORDER BY month'),
        );
        expect(months.map((row) => row.month)).toContain('2026-09');
        await run({ month, workspace }, smallBatch);
        expect(filesOf(join(workspace, 'reports/2026-10'))).toEqual(clean);
        expect((await verify(workspace)).ok).toBe(true);
        rmSync(workspace, { recursive: true });
      }
      expect(full).toBeGreaterThanOrEqual(count / 2);
      if (isLong)
        process.stdout.write(
          `disk sizes: ${count} by ${isDisk ? 'tmpfs' : 'ulimit -f'}, ${full} too small, 0 rows lost\n`,
        );
    },
    patience,
  );

  it('is named by the command line in both languages, with 3', async () => {
    const workspace = join(disk, 'command');
    copyWorkspace(template, workspace);
    const [room, limit] = [40, 40];
    resize(size + room);
    const args = [binPath, 'run', '--month', month, '--workspace', workspace];
    const end = isDisk
      ? await endOf(process.execPath, args, process.env)
      : await endOf(
          'bash',
          ['-c', `ulimit -f ${limit}; exec "$0" "$@"`, process.execPath, ...args],
          process.env,
        );
    resize(65_536);
    expect(end.code, end.said).toBe(3);
    expect(end.said).toContain('磁盘已满');
    expect(end.said).toContain('The disk is full');
    expect(existsSync(join(workspace, 'reports/2026-10'))).toBe(false);
    expect(statSync(join(workspace, 'zhikong.duckdb')).size).toBe(
      statSync(join(template, 'zhikong.duckdb')).size,
    );
    expect(
      readFileSync(join(workspace, 'zhikong.duckdb')).equals(readFileSync(join(template, 'zhikong.duckdb'))),
    ).toBe(true);
  });
});
