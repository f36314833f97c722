import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../../pipeline/batch/verify.js';
import { thisProcess } from '../../pipeline/effects/process-identity.js';
import { takeLock } from '../../pipeline/workspace/lock.js';
import { isLong, patience } from '../long.js';
import { newFolder, remove } from '../pipeline/fixture.js';
import { drive, endOf } from './drive.js';
import {
  compileDriver,
  copyWorkspace,
  filesOf,
  lockDriverPath,
  makeWorkspace,
  newPlace,
} from './small-workspace.js';

let place = '';
let template = '';
beforeAll(async () => {
  compileDriver();
  place = newPlace();
  template = join(place, 'template');
  await makeWorkspace(template);
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

describe('runs that start together', () => {
  const rounds = isLong ? 50 : 2;

  it(
    'have one winner; the others end at once, with 2 and who is at work; the result is that of one run',
    async () => {
      const alone = join(place, 'alone');
      copyWorkspace(template, alone);
      expect((await drive({ workspace: alone, month: '2026-10' })).code).toBe(0);
      const report = filesOf(join(alone, 'reports/2026-10'));
      for (let round = 0; round < rounds; round += 1) {
        const count = round % 2 === 0 ? 2 : 8;
        const workspace = join(place, `round-${round}`);
        copyWorkspace(template, workspace);
        const barrier = join(place, `barrier-${round}`);
        const ends = Array.from({ length: count }, () => drive({ workspace, month: '2026-10', barrier }));
        const ready = () => readdirSync(place).filter((name) => name.startsWith(`barrier-${round}-`)).length;
        while (ready() < count) await wait(5);
        const begun = performance.now();
        writeFileSync(barrier, '');
        const all = await Promise.all(
          ends.map((end) => end.then((one) => ({ ...one, after: performance.now() - begun }))),
        );
        const winner = all.find(({ code }) => code === 0)?.after;
        expect(all.map(({ code }) => code).sort()).toEqual([0, ...Array(count - 1).fill(2)]);
        for (const { said } of all.filter(({ code }) => code === 2)) {
          const found = /^run-in-progress: .*process (\d+), since (\S+)\. .*\[(\d+) ms\]$/m.exec(said);
          expect(found, said).not.toBeNull();
          // Whoever waits for the other to end takes as long as it.
          expect(Number(found?.[3])).toBeLessThan(Number(winner));
        }
        expect(filesOf(join(workspace, 'reports/2026-10'))).toEqual(report);
        expect((await verify(workspace)).ok).toBe(true);
        rmSync(workspace, { recursive: true });
      }
      if (isLong) process.stdout.write(`concurrent starts: ${rounds} rounds of 2 and 8, one winner each\n`);
    },
    patience,
  );
});

describe('the lock', () => {
  let folder = '';
  beforeAll(() => {
    folder = newFolder();
  });
  afterAll(() => remove(folder));
  const path = () => join(folder, 'zhikong.lock');
  const write = (holder: object) =>
    writeFileSync(path(), JSON.stringify({ ...thisProcess(), since: '2026-10-01T00:00:00.000Z', ...holder }));

  it('of a process that runs is refused, with its number and since when', () => {
    write({});
    expect(() => takeLock(path(), folder)).toThrow(
      `process ${process.pid}, since 2026-10-01T00:00:00.000Z. Wait for it to end.`,
    );
  });

  it.skipIf(process.platform !== 'linux')('of an earlier process with the same number is taken over', () => {
    write({ start: '1' });
    takeLock(path(), folder)();
    expect(existsSync(path())).toBe(false);
  });

  it.skipIf(process.platform !== 'linux')('from before the machine was started is taken over', () => {
    write({ boot: 'another' });
    takeLock(path(), folder)();
    expect(existsSync(path())).toBe(false);
  });

  it('that lost its words is taken over', () => {
    writeFileSync(path(), '');
    takeLock(path(), folder)();
    expect(existsSync(path())).toBe(false);
  });

  it('of another machine is refused, with what to do when that machine is gone', () => {
    write({ host: 'elsewhere', pid: 1 });
    expect(() => takeLock(path(), folder)).toThrow(/process 1 on elsewhere .* delete zhikong\.lock/);
    rmSync(path());
  });

  it('whose taking over was itself left half done is taken over', () => {
    write({ start: '1', since: 'a' });
    for (let round = 0; round < 3; round += 1) {
      const left = readdirSync(folder).find((name) => name.startsWith('zhikong.lock.'));
      expect(left).toBeUndefined();
      takeLock(path(), folder);
      write({ start: '1', since: `${round}` });
    }
    rmSync(path());
  });

  it(
    'is never held by two, however many find it left behind at the same time',
    async () => {
      const [processes, rounds] = isLong ? [8, 2000] : [4, 150];
      const contest = newFolder();
      const dead = JSON.stringify({ host: hostname(), boot: thisProcess().boot });
      const ends = await Promise.all(
        Array.from({ length: processes }, (_, seed) =>
          endOf(process.execPath, [lockDriverPath], {
            ...process.env,
            ZHIKONG_LOCK: `${contest}|${rounds}|${seed + 1}`,
            ZHIKONG_DEAD: dead,
          }),
        ),
      );
      expect(ends).toEqual(Array(processes).fill({ code: 0, signal: null, said: '' }));
      expect(readdirSync(contest).filter((name) => name !== 'zhikong.lock')).toEqual([]);
      remove(contest);
    },
    patience,
  );
});
