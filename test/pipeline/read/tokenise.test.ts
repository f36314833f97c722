import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { defaultLimits, type HeldRow, type Limits, Tokeniser } from '../../../pipeline/read/tokenise.js';
import { growth, linear } from '../../growth.js';

interface Cut {
  records: { line: number; lines: number; cells: string[] }[];
  held: HeldRow[];
  openQuote: number | null;
}

function cut(
  text: string,
  options: { chunk?: number; delimiter?: string; fields?: number; limits?: Limits } = {},
): Cut {
  const { chunk = text.length || 1, delimiter = ',', fields, limits = defaultLimits } = options;
  const records: Cut['records'] = [];
  const held: HeldRow[] = [];
  const tokeniser = new Tokeniser(
    delimiter,
    {
      record: (line, lines, cells) => records.push({ line, lines, cells }),
      held: (row) => held.push(row),
    },
    limits,
  );
  if (fields !== undefined) tokeniser.expectFields(fields);
  for (let at = 0; at < text.length; at += chunk) tokeniser.push(text.slice(at, at + chunk));
  return { records, held, ...tokeniser.end() };
}

const cellsOf = (text: string) => cut(text).records.map(({ cells }) => cells);
const rulesOf = (text: string) => cut(text).held.map(({ line, rule, column }) => [line, rule, column]);

describe('Tokeniser', () => {
  it('cuts cells at the delimiter and records at LF, CR and CRLF', () => {
    expect(cellsOf('a,b\nc,d\re,f\r\ng,h')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
      ['g', 'h'],
    ]);
  });

  it('keeps empty cells, and gives an empty line as one empty cell', () => {
    expect(cellsOf(',a,\n\n')).toEqual([['', 'a', ''], ['']]);
  });

  it('takes quotes away and undoubles those inside', () => {
    expect(cellsOf('"a","b ""c""",""\n"x""",y,"""z"\n')).toEqual([
      ['a', 'b "c"', ''],
      ['x"', 'y', '"z'],
    ]);
  });

  it('keeps delimiters and line breaks inside quotes, and counts physical lines', () => {
    expect(cut('a,"1\r\n2\n3,4"\nb,c\n').records).toEqual([
      { line: 1, lines: 3, cells: ['a', '1\r\n2\n3,4'] },
      { line: 4, lines: 1, cells: ['b', 'c'] },
    ]);
  });

  it.each([';', '\t', '|'])('cuts at %j when told so', (delimiter) => {
    expect(cut(`a${delimiter}"b,${delimiter}"\n`, { delimiter }).records[0]?.cells).toEqual([
      'a',
      `b,${delimiter}`,
    ]);
  });

  it('takes lines that begin with # as data', () => {
    expect(cellsOf('#a,b\n')).toEqual([['#a', 'b']]);
  });

  it('holds back a quote inside a cell, naming the column, and no other line', () => {
    expect(rulesOf('a,b\nc,d"e\nf,g\n')).toEqual([[2, 'stray-quote', 2]]);
    expect(cellsOf('a,b\nc,d"e\nf,g\n')).toHaveLength(2);
  });

  it('holds back text after a closing quote', () => {
    expect(rulesOf('"a"b,c\n')).toEqual([[1, 'stray-quote', 1]]);
  });

  it('holds back a blank before an opening quote, which is then inside the cell', () => {
    expect(rulesOf('a, "b"\n')).toEqual([[1, 'stray-quote', 2]]);
  });

  it('holds back only the opening line of a quote that meets another, and reads the next line afresh', () => {
    const found = cut('1,"abc\n2,def\n3,"x y"\n');
    expect(found.held.map(({ line, lines, column }) => [line, lines, column])).toEqual([[1, 1, 2]]);
    expect(found.records.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('holds back only the opening line of a quote that is never closed', () => {
    const found = cut('1,"abc\n2,def\n3,ghi\n', { fields: 2 });
    expect(found.held.map(({ line, found: what }) => [line, what])).toEqual([[1, 'not-closed']]);
    expect(found.records.map(({ line }) => line)).toEqual([2, 3]);
    expect(found.openQuote).toBeNull();
  });

  it('reports an open quote at the end after which no whole row comes', () => {
    expect(cut('1,2\n3,"abc', { fields: 2 }).openQuote).toBe(2);
    expect(cut('1,2\n3,"abc\nmore text', { fields: 2 }).openQuote).toBe(2);
  });

  it('holds back a pair of quotes that encloses whole rows, as both readings are possible', () => {
    const found = cut('1,",a\n2,",b\n3,4,5\n', { fields: 3 });
    expect(found.held.map(({ line, lines, found: what }) => [line, lines, what])).toEqual([
      [1, 2, 'whole-rows'],
    ]);
    expect(found.records.map(({ line }) => line)).toEqual([3]);
  });

  it('holds back only the opening line where the pair cannot be one row', () => {
    const found = cut('1,2,"abc\n4,5,6\n7",8,9\n1,2,3\n', { fields: 3 });
    expect(found.held.map(({ line, lines }) => `${line}+${lines}`)).toEqual(['1+1', '3+1']);
    expect(found.records.map(({ line }) => line)).toEqual([2, 4]);
  });

  it('accepts a remark of several lines, with delimiters in one of them', () => {
    expect(cut('1,2,"a\nb,c\nd"\n', { fields: 3 }).records).toHaveLength(1);
  });

  it.each(['\0', '\x01', '\x0B', '\x0C', '\x1A', '\x1B', '\x7F', '\x80', '\x85', '\x9F'])(
    'holds back the control character %j, also inside quotes',
    (char) => {
      expect(rulesOf(`a,b${char}\n`)).toEqual([[1, 'control-char', 2]]);
      expect(rulesOf(`a,b\n"x${char}",y\n`)).toEqual([[2, 'control-char', 1]]);
    },
  );

  it('accepts a tab inside a cell, and U+00A0, which is no control character', () => {
    expect(cellsOf('\t00123,b\u00A0\n')).toEqual([['\t00123', 'b\u00A0']]);
  });

  it('holds back a cell of 32,768 characters and accepts one of 32,767, quoted or not', () => {
    const longest = 'x'.repeat(32_767);
    expect(rulesOf(`a,${longest}\n"${longest}",b\n`)).toEqual([]);
    expect(rulesOf(`a,${longest}x\nb,"${longest}x"\nc,d\n`)).toEqual([
      [1, 'cell-too-long', 2],
      [2, 'cell-too-long', 2],
    ]);
  });

  it('takes a quoted cell beyond the limit that spans lines as a quote never closed', () => {
    const rows = `${'1,2\n'.repeat(10_000)}`;
    const found = cut(`0,"open\n${rows}`, { fields: 2 });
    expect(found.held.map(({ line, rule }) => [line, rule])).toEqual([[1, 'stray-quote']]);
    expect(found.records).toHaveLength(10_000);
  });

  it('holds back a line beyond the limit and reads the next one', () => {
    const limits = { cell: 100, line: 10, columns: 512 };
    const found = cut('aaaa,bbbb,c\na,b\naaaa,bbbb,\n', { limits });
    expect(found.held.map(({ line, rule, found: length }) => [line, rule, length])).toEqual([
      [1, 'line-too-long', '11'],
    ]);
    expect(found.records).toHaveLength(2);
  });

  it('takes a record over several lines that is longer than a line may be as a quote never closed', () => {
    const limits = { cell: 100, line: 20, columns: 512 };
    const wide = 'a,"b\nccccc","ddddddd",e\nf,g\n';
    expect(cut(wide).records).toHaveLength(2);
    const found = cut(wide, { limits });
    expect(found.held.map(({ line, lines, found: what }) => [line, lines, what])).toEqual([
      [1, 1, 'not-closed'],
      [2, 1, 'inside-cell'],
    ]);
    expect(cut('a,"b\nc",dddddddddddddd,e\nf,g\n', { limits }).held[0]?.found).toBe('not-closed');
    expect(cut(`a,"b\n${'c'.repeat(20)}"\nf,g\n`, { limits }).held[0]?.found).toBe('not-closed');
  });

  it('holds back a row of 513 cells and accepts one of 512', () => {
    expect(rulesOf(`${','.repeat(511)}\n`)).toEqual([]);
    expect(rulesOf(`${','.repeat(512)}\n`)).toEqual([[1, 'field-count', null]]);
  });

  it('tells whether the last row has a line end', () => {
    const ends: boolean[] = [];
    const receiver = {
      record: (_l: number, _n: number, _c: string[], t: boolean) => ends.push(t),
      held: () => {},
    };
    const tokeniser = new Tokeniser(',', receiver);
    tokeniser.push('a\nb\rc');
    tokeniser.end();
    expect(ends).toEqual([true, true, false]);
    expect(tokeniser.lineEnds).toEqual({ crlf: 0, lf: 1, cr: 1 });
  });

  it('gives the same whatever the chunks, for any text of the characters that matter', () => {
    const text = fc.array(fc.constantFrom('a', ',', '"', '""', '\n', '\r', '\r\n', '\0', ' ', 'bcdefghijk'), {
      maxLength: 60,
    });
    const limits = { cell: 9, line: 24, columns: 5 };
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 12 }), (parts, chunk) => {
        const joined = parts.join('');
        expect(cut(joined, { chunk, limits, fields: 3 })).toEqual(cut(joined, { limits, fields: 3 }));
      }),
      { numRuns: 5000, seed: 7 },
    );
  });

  it('gives every physical line to exactly one record, for any text', () => {
    const text = fc.array(fc.constantFrom('a', ',', '"', '\n', '\r', '\r\n', '\0'), { maxLength: 80 });
    fc.assert(
      fc.property(text, (parts) => {
        const joined = parts.join('');
        const { records, held } = cut(joined, { fields: 3 });
        const rows = [...records, ...held].sort((a, b) => a.line - b.line);
        let next = 1;
        for (const { line, lines } of rows) {
          expect(line).toBe(next);
          next += lines;
        }
        const ends = joined.match(/\r\n|\r|\n/g)?.length ?? 0;
        expect(next - 1).toBe(/[\r\n]$/.test(joined) || joined === '' ? ends : ends + 1);
      }),
      { numRuns: 5000, seed: 8 },
    );
  });

  it('agrees with papaparse on valid RFC 4180 text', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '0', '中', '𠮷', ',', '"', '\n', '\r\n', ' ', ';'),
      maxLength: 8,
    });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 6 }), { minLength: 1, maxLength: 8 });
    const settings = fc.record({
      newline: fc.constantFrom('\n', '\r\n'),
      quotes: fc.boolean(),
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      last: fc.boolean(),
    });
    fc.assert(
      fc.property(rows, settings, (data, { newline, quotes, delimiter, last }) => {
        const text = Papa.unparse(data, { newline, quotes, delimiter }) + (last ? newline : '');
        const peer = Papa.parse<string[]>(text, { newline, delimiter }).data;
        const peerRows = last ? peer.slice(0, -1) : peer;
        const own = cut(text, { delimiter });
        expect(own.held).toEqual([]);
        expect(own.records.map(({ cells }) => cells)).toEqual(data);
        expect(own.records.map(({ cells }) => cells)).toEqual(peerRows);
      }),
      { numRuns: 2000, seed: 9 },
    );
  });

  it.each([
    ['opening quotes on every line', 'a,"b\n'],
    ['doubled quotes', '1,"""x\n'],
    ['quotes only', '"'],
    ['lone carriage returns', '\r'],
    ['delimiters only', ','],
    ['one line without an end', 'x'],
    ['quoted rows without delimiters', '"a"\n'],
    ['quotes that close a line later', '1,",a\n'],
    ['a quote at the end of each line', 'a"\n'],
    ['a quoted and an open cell, with carriage returns only', '"a",b\r'],
    ['cells of two lines, with carriage returns only', '1,2,"a\rb"\r'],
    ['cells of two lines, each with another line end', '1,2,"a\rb"\n'],
    ['a whole row inside quotes, over and over', '1,2,"a\n3,4,b"\n'],
    ['an open quote and one that closes far below', `"a\n${'1,2,3\n'.repeat(5_000)}`],
  ])('takes time linear in the text: %s', async (_name, unit) => {
    const textOf = (size: number) => unit.repeat(Math.ceil(size / unit.length));
    const times = await growth(textOf, (text) => cut(text, { chunk: 262_144, fields: 3 }), 1_200_000);
    expect(times).toBeLessThan(linear);
  });
});
