import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../pipeline/read/source.js';
import { rawLines } from '../../pipeline/receipt/raw-lines.js';

const source = (text: string, chunk = 1 << 20) => memorySource(Buffer.from(text), chunk);

describe('rawLines', () => {
  it('gives lines whole and without the end of the last, whatever ends them', () => {
    const text = 'a\r\nb\rc\nd\n\ne';
    const spans = [1, 2, 3, 4, 5, 6].map((line) => ({ line, lines: 1 }));
    expect([...rawLines(source(text), 'utf-8', spans, 100).values()]).toEqual(['a', 'b', 'c', 'd', '', 'e']);
    const two = [
      { line: 2, lines: 2 },
      { line: 5, lines: 2 },
    ];
    expect([...rawLines(source(text), 'utf-8', two, 100)]).toEqual([
      [2, 'b\rc'],
      [5, '\ne'],
    ]);
  });

  it('leaves out the byte order mark and knows the encoding', () => {
    const spans = [{ line: 1, lines: 1 }];
    expect(rawLines(source('\ufeff病'), 'utf-8', spans, 9).get(1)).toBe('病');
    const wide = memorySource(Buffer.from('\ufeff病\n例', 'utf16le'));
    expect(rawLines(wide, 'utf-16le', [{ line: 2, lines: 1 }], 9).get(2)).toBe('例');
    const gb = memorySource(Buffer.from([0xb2, 0xa1, 0x0a, 0xc0, 0xfd]));
    expect(rawLines(gb, 'gb18030', [{ line: 2, lines: 1 }], 9).get(2)).toBe('例');
  });

  it('gives one character more than the limit of what is longer', () => {
    expect(rawLines(source('abcdef\n'), 'utf-8', [{ line: 1, lines: 1 }], 3).get(1)).toBe('abcd');
    expect(rawLines(source('abc\n'), 'utf-8', [{ line: 1, lines: 1 }], 3).get(1)).toBe('abc');
  });

  it('gives the same as cutting the whole text, whatever the chunks', () => {
    const piece = fc.constantFrom('a', '病', '"', ',', '\r', '\n', '\r\n');
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 3 }),
        (pieces, chunk, line, lines) => {
          const text = pieces.join('');
          const all = text.split(/(\r\n|\r|\n)/); // line, end, line, end, … line
          const wanted = all.slice((line - 1) * 2, (line - 1 + lines) * 2 - 1).join('');
          const found = rawLines(source(text, chunk), 'utf-8', [{ line, lines }], 1_000);
          expect(found.get(line) ?? '').toBe(wanted);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
