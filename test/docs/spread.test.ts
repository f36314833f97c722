import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

it('appends lists one entry at a time: a hundred hospitals have more figures than a call may have arguments', () => {
  const figures: number[] = [];
  expect(() => figures.push(...new Array(1_000_000).fill(0))).toThrow(RangeError);
  const sources = readdirSync(join(root, 'pipeline'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(root, 'pipeline', name));
  expect(sources.length).toBeGreaterThan(150);
  const spread = sources.filter((path) => /\.push\((?:\w+, )*\s*\.\.\./.test(readFileSync(path, 'utf8')));
  expect(spread.map((path) => relative(root, path))).toEqual([]);
});
