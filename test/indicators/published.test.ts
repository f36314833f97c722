import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { indicators } from '../../indicators/index.js';

/*
 * What decides the value of a published definition is locked by its hash. A change of it is a new version, with dates of
 * its own; the old one stays. A new definition or version is added to the list with
 *
 *   PUBLISH_DEFINITIONS=1 npx vitest run test/indicators/published.test.ts
 *
 * which only ever adds lines: nothing in this repository changes a line that is there.
 */
const path = fileURLToPath(new URL('../../indicators/published.csv', import.meta.url));
const adds = process.env['PUBLISH_DEFINITIONS'] === '1';

const nameOf = ({ code, version }: { code: string; version: string }) => `${code},${version}`;
const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
const published = new Map(
  lines.map((line) => {
    const [code = '', version = '', hash = ''] = line.split(',');
    return [nameOf({ code, version }), hash];
  }),
);

describe('published definitions', () => {
  it('stand in a list of code, version and hash', () => {
    expect(header).toBe('code,version,hash');
    expect(published.size).toBe(lines.length);
  });

  it.each(indicators)('$code $version counts what it counted when it was published', (indicator) => {
    const locked = published.get(nameOf(indicator));
    if (locked === undefined) return;
    expect(
      indicator.hash,
      `${nameOf(indicator)} is published and must not change what it counts: make a new version of it with effectiveFrom, and end this one`,
    ).toBe(locked);
  });

  it('are never taken off the list', () => {
    const known = new Set(indicators.map(nameOf));
    // A corrected reading takes the place of the one before and is its revision: 2022 and 2022-r2.
    const isRevised = (name: string) => [...known].some((other) => other.startsWith(`${name}-r`));
    expect([...published.keys()].filter((name) => !known.has(name) && !isRevised(name))).toEqual([]);
  });

  it('are all of them: a definition that is not listed is not locked', () => {
    const missing = indicators.filter((indicator) => !published.has(nameOf(indicator)));
    if (adds && missing.length > 0) {
      const more = missing.map((indicator) => `${nameOf(indicator)},${indicator.hash}`);
      writeFileSync(path, `${[header, ...lines, ...more].join('\n')}\n`);
      return;
    }
    expect(missing.map(nameOf), 'add them with PUBLISH_DEFINITIONS=1, see the head of this file').toEqual([]);
  });
});
