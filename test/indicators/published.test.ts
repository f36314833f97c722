import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { indicators } from '../../indicators/index.js';
import { editionOf, formerReading } from '../../pipeline/define/index.js';

/*
 * What decides the value of a published definition is locked by its hash. A change of it is a new version, with dates of
 * its own, or a corrected reading (`2022-r2`), which judges all dates; the line of the old one stays. A new definition,
 * version or reading is added to the list with
 *
 *   PUBLISH_DEFINITIONS=1 npx vitest run test/indicators/published.test.ts
 *
 * which only ever adds lines: nothing in this repository changes a line that is there.
 *
 * Once the hash itself was taken anew, of declarations instead of SQL (decision 0065): `former_hash` is what a line said until then, and the
 * figures of that time carry. What those lines were is locked by `formerLines`.
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

/** The digest of the list as it stood when hashes were of SQL. */
const formerLines = '72669fa9ca28d04685c5ed3570eb892bb346ac0f47fbee16f56e1442de1c0bf7';

describe('published definitions', () => {
  it('stand in a list of code, version and hash', () => {
    expect(header).toBe('code,version,hash,former_hash');
    expect(published.size).toBe(lines.length);
    expect(lines.filter((line) => !/^[A-Z0-9-]+,[^,]+,[0-9a-f]{16},([0-9a-f]{16})?$/.test(line))).toEqual([]);
  });

  it('say what each of them was called before hashes were of declarations', () => {
    const former = lines.flatMap((line) => {
      const [code, version, , hash] = line.split(',');
      return hash === '' ? [] : [`${code},${version},${hash}`];
    });
    const text = `${['code,version,hash', ...former].join('\n')}\n`;
    expect(createHash('sha256').update(text).digest('hex')).toBe(formerLines);
  });

  it('keep their hash where no definition is left to take it of, and nowhere else', () => {
    const known = new Set(indicators.map(nameOf));
    const kept = lines.flatMap((line) => {
      const [code = '', version = '', hash, former] = line.split(',');
      return hash === former ? [nameOf({ code, version })] : [];
    });
    expect(kept).not.toEqual([]);
    expect(kept.filter((name) => known.has(name))).toEqual([]);
  });

  it.each(indicators)('$code $version counts what it counted when it was published', (indicator) => {
    const locked = published.get(nameOf(indicator));
    if (locked === undefined) return;
    expect(
      indicator.hash,
      `${nameOf(indicator)} is published and must not change what it counts: make a new version of it with effectiveFrom and end this one, or a corrected reading of it, see \`revises\``,
    ).toBe(locked);
  });

  it('are never taken off the list', () => {
    const known = new Set(indicators.map(nameOf));
    const editions = new Set(indicators.map(({ code, version }) => `${code},${editionOf(version)}`));
    const revised = (name: string) => {
      const [code = '', version = ''] = name.split(',');
      return editions.has(`${code},${editionOf(version)}`);
    };
    expect([...published.keys()].filter((name) => !known.has(name) && !revised(name))).toEqual([]);
  });

  const revisions = indicators.flatMap((of) => (of.revises ? [{ ...of, revises: of.revises }] : []));
  it.each(revisions)('$code $version corrects a reading that is on the list', ({ code, revises }) => {
    expect([...published.keys()]).toContain(`${code},${revises.version}`);
  });

  it.each(revisions.filter(({ revises }) => revises.former !== undefined && !revises.facts))(
    '$code $version can still count as it did before',
    (definition) => {
      const former = formerReading(definition);
      expect(former?.hash).toBe(published.get(`${definition.code},${definition.revises.version}`));
    },
  );

  it('are all of them: a definition that is not listed is not locked', () => {
    const missing = indicators.filter((indicator) => !published.has(nameOf(indicator)));
    if (adds && missing.length > 0) {
      const more = missing.map((indicator) => `${nameOf(indicator)},${indicator.hash},`);
      writeFileSync(path, `${[header, ...lines, ...more].join('\n')}\n`);
      return;
    }
    expect(missing.map(nameOf), 'add them with PUBLISH_DEFINITIONS=1, see the head of this file').toEqual([]);
  });
});
