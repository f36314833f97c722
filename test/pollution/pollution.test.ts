import { describe, expect, it } from 'vitest';
import { isLong } from '../long.js';
import { seeded } from '../pipeline/read/fixture.js';
import { type Document, makeDocument } from './document.js';
import { judge } from './judge.js';
import { loadByUs } from './our-loader.js';
import { pollute } from './polluter.js';
import { count, isRight, newTally, type Tally } from './tally.js';
import { type Variant, variants, Writer } from './write.js';

interface Run {
  readonly tally: Tally;
  /** Files dealt with wrongly, by kind and place. */
  readonly wrong: readonly string[];
  readonly untellable: number;
}

async function run(
  document: Document,
  variant: Variant,
  choose: (kind: string) => boolean = () => true,
): Promise<Run> {
  const writer = new Writer(variant);
  const tally = newTally();
  const wrong: string[] = [];
  let untellable = 0;
  for (const file of pollute(document)) {
    if (!choose(file.kind)) continue;
    const written = writer.write(file);
    if (written === null) continue;
    if (file.tellable === false) {
      untellable += 1;
      continue;
    }
    const verdict = judge(written, await loadByUs(written.bytes), document.rows);
    count(tally, verdict);
    if (!isRight(verdict)) wrong.push(`${file.kind} row ${file.row} column ${file.column}`);
  }
  return { tally, wrong, untellable };
}

describe('our reader and contract', () => {
  it('deal rightly with every pollution of a short list at every row and column', async () => {
    const { tally, wrong } = await run(makeDocument(1, isLong ? 84 : 16), {
      encoding: 'UTF-8',
      lineEnd: 'LF',
    });
    expect(wrong).toEqual([]);
    expect(tally.files).toBeGreaterThan(4_000);
    expect(tally).toMatchObject({
      silent: 0,
      accounted: tally.files,
      rightRow: tally.withRows,
      refused: tally.toRefuse,
      collateralRows: 0,
    });
  });

  it.each(variants)('deal rightly with a sample of 84 rows in $encoding with $lineEnd', async (variant) => {
    const random = seeded(84);
    const share = isLong ? 1 : 1 / 90;
    const choose = () => random() < share;
    const { tally, wrong } = await run(makeDocument(), variant, choose);
    expect(wrong).toEqual([]);
    expect(tally.files).toBeGreaterThan(150);
    expect(tally.silent).toBe(0);
  });

  it.each(variants)(
    'name the line of a header that is spoilt, in $encoding with $lineEnd',
    async (variant) => {
      const writer = new Writer(variant);
      const spoilt = ['header-quote', 'header-control-byte'];
      const found = new Map<string, number>();
      for (const file of pollute(makeDocument(1, 12))) {
        if (!spoilt.includes(file.kind)) continue;
        const written = writer.write(file);
        if (written === null) continue;
        const { refused } = await loadByUs(written.bytes);
        const said = `${file.kind} at line ${refused?.line ?? '-'}`;
        found.set(said, (found.get(said) ?? 0) + 1);
      }
      // Three places of a quote in each of eleven names, and a control byte behind each.
      expect(Object.fromEntries(found)).toEqual({
        'header-quote at line 1': 33,
        'header-control-byte at line 1': 11,
      });
    },
  );

  it('refuse a file whose header has another width than its rows', async () => {
    const width = ['header-separator-added', 'header-separator-lost', 'header-other-delimiter'];
    const { tally, wrong } = await run(makeDocument(), { encoding: 'UTF-8', lineEnd: 'CRLF' }, (kind) =>
      width.includes(kind),
    );
    expect(wrong).toEqual([]);
    expect(tally).toMatchObject({ files: 26, refused: 26, toRefuse: 26 });
  });
});

describe('pollute', () => {
  it('makes the same files each time, at least 2,290 in each encoding', () => {
    const digest = () => {
      const writer = new Writer({ encoding: 'UTF-16LE-BOM', lineEnd: 'CRLF' });
      let files = 0;
      let bytes = 0;
      let sum = 0;
      for (const file of pollute(makeDocument())) {
        const written = writer.write(file);
        if (written === null) continue;
        files += 1;
        bytes += written.bytes.length;
        sum = (sum * 31 + (written.bytes[bytes % written.bytes.length] ?? 0)) % 1_000_003;
      }
      return { files, bytes, sum };
    };
    const first = digest();
    expect(digest()).toEqual(first);
    expect(first.files).toBeGreaterThan(2_290);
  });

  it('calls only shifts into the last columns untellable', () => {
    const untellable = [...pollute(makeDocument())].filter(({ tellable }) => tellable === false);
    expect([...new Set(untellable.map(({ kind }) => kind))]).toEqual(['shifted-right', 'shifted-left']);
    expect(Math.min(...untellable.map(({ column }) => column ?? 0))).toBeGreaterThanOrEqual(8);
  });
});
