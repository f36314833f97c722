import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../../data-samples/generator/cli.js';

const committed = join(import.meta.dirname, '../../data-samples');
let made = '';

beforeAll(() => {
  made = mkdtempSync(join(tmpdir(), 'samples-'));
  generate(['--out', made]);
});
afterAll(() => rmSync(made, { recursive: true, force: true }));

describe('the committed samples', () => {
  it('are byte for byte what the generator writes', () => {
    expect(listFiles(join(committed, 'inbox'))).toEqual(listFiles(join(made, 'inbox')));
    const differing = listFiles(join(made, 'inbox')).filter(
      (path) => !readFileSync(join(made, 'inbox', path)).equals(readFileSync(join(committed, 'inbox', path))),
    );
    expect(differing).toEqual([]);
    for (const name of ['flaws.csv', 'README.md']) expect(text(committed, name)).toBe(text(made, name));
  });

  it('stay below 4.5 MB', () => {
    const sizes = listFiles(join(committed, 'inbox')).map(
      (path) => statSync(join(committed, 'inbox', path)).size,
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(4_500_000);
  });

  it('list the same flaws in the README as in flaws.csv', () => {
    const section = text(committed, 'README.md').split('## 瑕疵 · Flaws\n')[1]?.split('\n## ')[0] ?? '';
    const table = section
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| 文件'))
      .map((line) =>
        line
          .slice(2, -2)
          .split(' | ')
          .map((cell) => cell.trim().replaceAll('`', '')),
      );
    const csv = text(committed, 'flaws.csv').trimEnd().split('\n').slice(1).map(splitCsv);
    expect(table).toEqual(csv);
    expect(csv.length).toBeGreaterThanOrEqual(35);
  });

  it('name only files and lines that exist', () => {
    for (const [file = '', line = ''] of text(committed, 'flaws.csv')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map(splitCsv)) {
      const bytes = readFileSync(join(committed, 'inbox/2026-10', file));
      expect(Number(line), file).toBeLessThanOrEqual(bytes.filter((byte) => byte === 0x0a).length + 1);
    }
  });
});

describe('generate', () => {
  it('gives other bytes for another seed', () => {
    const other = mkdtempSync(join(tmpdir(), 'samples-'));
    generate(['--out', other, '--seed', '7']);
    const path = 'inbox/2026-10/H0101/ECMO病例.csv';
    expect(readFileSync(join(other, path)).equals(readFileSync(join(made, path)))).toBe(false);
    rmSync(other, { recursive: true, force: true });
  });

  it('writes another month under that month', () => {
    const other = mkdtempSync(join(tmpdir(), 'samples-'));
    generate(['--out', other, '--month', '2027-02']);
    expect(readdirSync(join(other, 'inbox'))).toEqual(['2027-02']);
    rmSync(other, { recursive: true, force: true });
  });

  it.each([
    [[], '--out is missing'],
    [['--out', 'x', '--month', '2026-13'], 'a month must look like 2026-10'],
    [['--out', 'x', '--seed', 'a'], '--seed must be a whole number'],
  ])('refuses %j', (args, message) => {
    expect(() => generate(args)).toThrow(message);
  });
});

function listFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

function text(root: string, name: string): string {
  return readFileSync(join(root, name), 'utf8');
}

function splitCsv(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  );
}
