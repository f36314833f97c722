import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeDemo } from '../../data-samples/generator/demo.js';

const committed = join(import.meta.dirname, '../../data-samples/inbox/2026-10');
const { files, checked, explained, month } = makeDemo();
const hospitalOf = (path: string) => path.split('/', 1)[0] ?? '';

it('sends what four hospitals send in the sample month, byte for byte', () => {
  const sent = [...files].filter(([path]) => path.includes('/'));
  for (const [path, bytes] of sent)
    expect(readFileSync(join(committed, path)).equals(bytes), path).toBe(true);
  expect([...new Set(sent.map(([path]) => hospitalOf(path)))].sort()).toEqual([
    'H0101',
    'H0102',
    'H0105',
    'H0201',
  ]);
  expect(sent).toHaveLength(14);
  expect(month).toBe('2026-10');
  expect(files.has(checked.file)).toBe(true);
  expect(hospitalOf(checked.file)).toBe(checked.hospital);
  expect(sent.some(([path]) => hospitalOf(path) === explained)).toBe(true);
});

it("keeps of the centre's lists the header and the rows of these hospitals", () => {
  for (const [name, encoding] of [
    ['医疗机构名录.csv', 'utf-8'],
    ['人员名册.csv', 'utf-8'],
    ['专家评分.csv', 'utf-8'],
    ['月度手工填报.csv', 'gb18030'],
  ] as const) {
    const lines = (bytes: Uint8Array | undefined) =>
      new TextDecoder(encoding).decode(bytes).split('\r\n').filter(Boolean);
    const [header = '', ...rows] = lines(readFileSync(join(committed, name)));
    const column = header.split(',').indexOf('医院编码');
    const wanted = rows.filter((row) =>
      ['H0101', 'H0102', 'H0105', 'H0201'].includes(row.split(',')[column] ?? ''),
    );
    expect(wanted.length, name).toBeGreaterThan(0);
    expect(wanted.length, name).toBeLessThan(rows.length);
    expect(lines(files.get(name)), name).toEqual([header, ...wanted]);
  }
});
