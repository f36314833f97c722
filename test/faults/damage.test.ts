import { cpSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPublished } from '../../pipeline/batch/open-published.js';
import { run } from '../../pipeline/batch/run.js';
import { verify } from '../../pipeline/batch/verify.js';
import { InputError } from '../../pipeline/message/errors.js';
import { isLong, patience } from '../long.js';
import { zhikong } from '../pipeline/command/buffer.js';
import { smallBatch } from './driver.js';
import { copyWorkspace, filesOf, makeWorkspace, newPlace, seeded } from './small-workspace.js';

const month = '2026-10';

let place = '';
let sound = '';
/** A copy to damage; what is damaged in it is put back after each try. */
let workspace = '';
beforeAll(async () => {
  place = newPlace();
  sound = join(place, 'sound');
  workspace = join(place, 'workspace');
  await makeWorkspace(sound);
  await run({ month, workspace: sound }, smallBatch);
  copyWorkspace(sound, workspace);
  expect((await verify(workspace)).ok).toBe(true);
  rmSync(workspace, { recursive: true });
  copyWorkspace(sound, workspace);
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

const failed = async () => (await verify(workspace)).checks.filter(({ ok }) => !ok).map(({ code }) => code);
const putBack = (name: string) => cpSync(join(sound, name), join(workspace, name), { recursive: true });

/** Everything the figures of both months hold, by a reader that reads every value. */
const readAll = () =>
  withPublished(workspace, (database) => database.rows('SELECT * FROM figures ORDER BY rowid'));

function flip(name: string, random: () => number): string {
  const path = join(workspace, name);
  const bytes = readFileSync(path);
  const [at, bit] = [Math.floor(random() * bytes.length), Math.floor(random() * 8)];
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
  writeFileSync(path, bytes);
  return `${name} byte ${at} bit ${bit}`;
}

const files = [
  'zhikong.duckdb',
  'publication.json',
  'history.json',
  'reports/2026-10/manifest.json',
  'reports/2026-10/centre/figures.csv',
  'reports/2026-09/centre/figures.parquet',
  'audit.jsonl',
  'audit.jsonl.head',
];

describe('one flipped bit', () => {
  it(
    'in the warehouse, a manifest, a report or the audit log is found by verify',
    async () => {
      const random = seeded(23);
      const unseen: string[] = [];
      const count = isLong ? 1000 : 40;
      for (let n = 0; n < count; n += 1) {
        // Every other one in the warehouse.
        const name = n % 2 === 0 ? 'zhikong.duckdb' : (files[1 + ((n >> 1) % (files.length - 1))] ?? '');
        const where = flip(name, random);
        if ((await failed()).length === 0) unseen.push(where);
        putBack(name);
      }
      expect(unseen).toEqual([]);
      if (isLong) process.stdout.write(`bit flips: ${count}, all found by verify\n`);
    },
    patience,
  );

  it(
    "in the warehouse is never an answer other than the true one, nor the database's own error",
    async () => {
      const truth = JSON.stringify(await readAll());
      const random = seeded(29);
      for (let n = 0; n < (isLong ? 300 : 12); n += 1) {
        const where = flip('zhikong.duckdb', random);
        try {
          expect(JSON.stringify(await readAll()), where).toBe(truth);
        } catch (error) {
          expect(error, where).toBeInstanceOf(InputError);
          expect(error, where).toMatchObject({ code: 'damaged-warehouse', exit: 3 });
        }
        putBack('zhikong.duckdb');
      }
    },
    patience,
  );
});

describe('a warehouse cut short', () => {
  it('at any of 100 places is found by verify and by every command, which say what to do', async () => {
    const random = seeded(31);
    const size = statSync(join(sound, 'zhikong.duckdb')).size;
    for (let n = 0; n < (isLong ? 100 : 8); n += 1) {
      truncateSync(join(workspace, 'zhikong.duckdb'), n === 0 ? 0 : Math.floor(random() * size));
      await expect(readAll()).rejects.toMatchObject({ code: 'damaged-warehouse' });
      expect(await failed()).toContain('warehouse-hash');
      putBack('zhikong.duckdb');
    }
    truncateSync(join(workspace, 'zhikong.duckdb'), 100_000);
    for (const args of [
      ['run', '--month', month],
      ['status', '--month', month],
      ['explain', 'ECMO-01', '--unit', 'H1', '--period', '2026'],
    ]) {
      const { exit, out, err } = await zhikong([...args, '--workspace', workspace]);
      expect({ exit, out }, args[0]).toEqual({ exit: 3, out: '' });
      expect(err, args[0]).toContain('请从备份恢复 zhikong.duckdb；若无备份，请删除它再运行');
      expect(err, args[0]).toContain('Restore zhikong.duckdb from a backup; without one, delete it and run');
    }
    putBack('zhikong.duckdb');
  });
});

describe('a write-ahead log beside the warehouse', () => {
  it('is found by verify and never replayed by a question', async () => {
    writeFileSync(join(workspace, 'zhikong.duckdb.wal'), 'anything');
    expect(await failed()).toEqual(['warehouse-hash']);
    await expect(readAll()).rejects.toMatchObject({ code: 'damaged-warehouse' });
    rmSync(join(workspace, 'zhikong.duckdb.wal'));
  });
});

describe('verify', () => {
  it('finds a file of the vault that is changed or gone, a report with a file too many or too few, and a report on no list', async () => {
    expect(await failed()).toEqual([]);
    const [name = ''] = Object.keys(filesOf(join(workspace, 'vault')));
    writeFileSync(join(workspace, 'vault', name), 'other');
    expect(await failed()).toEqual(['vault']);
    rmSync(join(workspace, 'vault', name));
    expect(await failed()).toEqual(['vault-complete']);
    putBack(`vault/${name}`);
    writeFileSync(join(workspace, 'reports/2026-10/extra.txt'), '');
    expect(await failed()).toEqual(['report']);
    rmSync(join(workspace, 'reports/2026-10/extra.txt'));
    rmSync(join(workspace, 'reports/2026-10/centre/index.html'));
    expect(await failed()).toEqual(['report']);
    putBack('reports/2026-10/centre/index.html');
    cpSync(join(workspace, 'reports/2026-10'), join(workspace, 'reports/2026-11'), { recursive: true });
    expect(await failed()).toEqual(['reports']);
    rmSync(join(workspace, 'reports/2026-11'), { recursive: true });
    rmSync(join(workspace, 'publication.json'));
    expect(await failed()).toEqual(['publication']);
    putBack('publication.json');
    rmSync(join(workspace, 'audit.jsonl'));
    rmSync(join(workspace, 'audit.jsonl.head'));
    expect(await failed()).toEqual(['audit', 'publication']);
    putBack('audit.jsonl');
    putBack('audit.jsonl.head');
    expect(await failed()).toEqual([]);
  });

  it('says each check in both languages, with 0 when all are sound and 3 when one is not', async () => {
    const good = await zhikong(['verify', '--workspace', workspace]);
    expect(good.exit).toBe(0);
    expect(good.out).toContain('全部完好 / everything is sound');
    expect(JSON.parse((await zhikong(['verify', '--workspace', workspace, '--json'])).out).ok).toBe(true);
    writeFileSync(join(workspace, 'reports/2026-10/centre/figures.csv'), 'x');
    const bad = await zhikong(['verify', '--workspace', workspace]);
    expect(bad.exit).toBe(3);
    expect(bad.out).toContain('figures.csv 与发布时不符');
    expect(bad.out).toContain('figures.csv is not what was published');
    putBack('reports/2026-10/centre/figures.csv');
  });

  it('refuses a workspace that has published nothing', async () => {
    await expect(verify(join(place, 'nothing'))).rejects.toMatchObject({ code: 'no-publication' });
  });
});

describe('a warehouse that is gone', () => {
  it('is made anew by the next run from the vault and the published reports, to the same figures', async () => {
    rmSync(join(workspace, 'zhikong.duckdb'));
    const again = await run({ month, workspace }, smallBatch);
    expect(again.files.map(({ status }) => status)).toEqual([
      'unchanged',
      'refused',
      'unchanged',
      'unchanged',
    ]);
    for (const report of ['reports/2026-09', 'reports/2026-10'])
      expect(filesOf(join(workspace, report)), report).toEqual(filesOf(join(sound, report)));
    expect(await failed()).toEqual([]);
    expect(existsSync(join(workspace, 'reports/archive'))).toBe(false);
  });

  it('is not made anew without what it was published from', async () => {
    rmSync(join(workspace, 'zhikong.duckdb'));
    rmSync(join(workspace, 'reports/2026-09/centre/figures.parquet'));
    await expect(run({ month, workspace }, smallBatch)).rejects.toMatchObject({ code: 'lost-history' });
    putBack('reports/2026-09/centre/figures.parquet');
    await run({ month, workspace }, smallBatch);
    expect(await failed()).toEqual([]);
  });
});
