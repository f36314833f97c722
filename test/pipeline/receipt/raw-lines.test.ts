import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../../pipeline/read/source.js';
import { rawLines } from '../../../pipeline/receipt/raw-lines.js';

const source = (text: string, chunk = 1 << 20) => memorySource(Buffer.from(text), chunk);

describe('rawLines', () => {
  it('gives lines whole and without the end of the last, whatever ends them', () => {
    const text = 'a\r\nb\rc\nd\n\ne';
    const spans = [1, 2, 3, 4, 5, 6].map((line) => ({ line, lines: 1 }));
    expect([...rawLines(source(text), 'utf-8', spans, 100).values()].map((raw) => raw.text)).toEqual([
      'a',
      'b',
      'c',
      'd',
      '',
      'e',
    ]);
    const two = [
      { line: 2, lines: 2 },
      { line: 5, lines: 2 },
    ];
    expect([...rawLines(source(text), 'utf-8', two, 100)]).toEqual([
      [2, { text: 'b\rc', length: 3 }],
      [5, { text: '\ne', length: 2 }],
    ]);
  });

  it('leaves out the byte order mark and knows the encoding', () => {
    const spans = [{ line: 1, lines: 1 }];
    expect(rawLines(source('\ufeff病'), 'utf-8', spans, 9).get(1)?.text).toBe('病');
    const wide = memorySource(Buffer.from('\ufeff病\n例', 'utf16le'));
    expect(rawLines(wide, 'utf-16le', [{ line: 2, lines: 1 }], 9).get(2)?.text).toBe('例');
    const gb = memorySource(Buffer.from([0xb2, 0xa1, 0x0a, 0xc0, 0xfd]));
    expect(rawLines(gb, 'gb18030', [{ line: 2, lines: 1 }], 9).get(2)?.text).toBe('例');
  });

  it('gives the start of what is longer than the limit, and how long it is', () => {
    const of = (text: string, chunk: number) =>
      rawLines(source(text, chunk), 'utf-8', [{ line: 1, lines: 2 }], 3).get(1);
    for (const chunk of [1, 2, 100]) {
      expect(of('abc\nef\n', chunk)).toEqual({ text: 'abc', length: 6 });
      expect(of('a\nb\n', chunk)).toEqual({ text: 'a\nb', length: 3 });
    }
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
          expect(found.get(line)?.text ?? '').toBe(wanted);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
