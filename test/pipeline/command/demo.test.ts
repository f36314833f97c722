import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newFolder, remove, writeFiles } from '../fixture.js';
import { type Said, zhikong } from './buffer.js';

let folder = '';
beforeAll(() => {
  folder = newFolder();
});
afterAll(() => remove(folder));

describe('zhikong demo', () => {
  let out = '';
  let said: Said;
  beforeAll(async () => {
    out = join(folder, 'my demo');
    said = await zhikong(['demo', '--out', out, '--lang', 'en']);
  });

  // data-samples/flaws.csv: H0101 has three rows to correct, H0102 two, H0201 one; a file of H0105 breaks off. With the centre's four lists
  // these hospitals send 18 files.
  it('runs the month of four hospitals, exits with 0 and says where the report lies', () => {
    expect(said.exit).toBe(0);
    expect(said.out).toContain('Batch 2026-10 done (data to 2026-10-31');
    expect(said.out).toContain('18 files: 1 refused, 0 unchanged; 6 rows held back');
    expect(said.out).toContain('This was a month of 4 invented hospitals.');
    expect(said.out).toContain(join('my demo', 'reports', '2026-10', 'centre', 'index.html'));
    expect(existsSync(join(out, 'reports/2026-10/centre/index.html'))).toBe(true);
    expect(said.err).toBe(
      'read (18) …\ncompute …\ncompare with what was published …\nclauses …\nreport …\npublish …\n',
    );
  });

  it('gives figures of these hospitals alone', () => {
    const [header = '', ...rows] = readFileSync(
      join(out, 'reports/2026-10/centre/figures.csv'),
      'utf8',
    ).split('\n');
    const [level, unit] = ['level', 'unit'].map((name) => header.split(',').indexOf(name));
    const hospitals = rows.map((row) => row.split(',')).filter((cells) => cells[level ?? 0] === 'hospital');
    expect([...new Set(hospitals.map((cells) => cells[unit ?? 0]))].sort()).toEqual([
      'H0101',
      'H0102',
      'H0105',
      'H0201',
    ]);
  });

  it('names two commands that work as they stand', async () => {
    const lines = [...said.out.matchAll(/^ {4}(?:npx )?zhikong (.*)$/gm)].map(([, line = '']) => line);
    expect(lines).toHaveLength(2);
    const [explain, check] = lines.map((line) =>
      [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? ''),
    );
    // Figures of H0102 add up case by case; H0201 has a row to correct.
    expect(await zhikong(explain ?? [])).toMatchObject({
      exit: 0,
      out: expect.stringContaining('ECMO-01'),
      err: '',
    });
    expect(await zhikong(check ?? [])).toMatchObject({
      exit: 1,
      out: expect.stringContaining('H0201'),
      err: '',
    });
  });

  it('leaves a workspace that is whole', async () => {
    expect((await zhikong(['verify', '--workspace', out])).exit).toBe(0);
  });

  it('runs again in its folder, with the inbox as somebody has changed it', async () => {
    const broken = join(out, 'inbox/2026-10/H0105/麻醉病例.csv');
    const bytes = readFileSync(broken);
    writeFileSync(broken, bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1));
    const again = await zhikong(['demo', '--out', out, '--json']);
    expect(again.exit).toBe(0);
    expect(JSON.parse(again.out)).toMatchObject({
      folder: out,
      next: [expect.stringContaining('explain ECMO-01'), expect.stringContaining('check ')],
      run: { month: '2026-10', files: 18, unchanged: 17, refused: 0, heldBack: 6 },
    });
  });
});

describe('what is no folder of a demo', () => {
  it('is left untouched, and told with 2', async () => {
    const other = join(folder, 'other');
    writeFiles(other, { 'notes.txt': 'mine', 'inbox/2026-10/a.csv': 'mine' });
    const said = await zhikong(['demo', '--out', other]);
    expect({ exit: said.exit, out: said.out }).toEqual({ exit: 2, out: '' });
    expect(said.err).toContain('里已有别的内容：inbox、notes.txt。没有改动任何内容');
    expect(said.err).toContain('holds something else: inbox, notes.txt. Nothing was changed.');
    expect(said.err).toContain('[not-a-demo]');
    expect(existsSync(join(other, 'zhikong-demo.txt'))).toBe(false);
  });

  it('as a file, is told with 2', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const said = await zhikong(['demo', '--out', file]);
    expect({ exit: said.exit, out: said.out }).toEqual({ exit: 2, out: '' });
    expect(said.err).toContain('[no-folder]');
  });

  it('cannot be where no folder can be made', async () => {
    const said = await zhikong(['demo', '--out', join(folder, 'file', 'below')]);
    expect({ exit: said.exit, out: said.out }).toEqual({ exit: 2, out: '' });
    expect(said.err).toContain('[cannot-write]');
  });
});
