import { describe, expect, it } from 'vitest';
import { gb18030, HEADER, read, refusalOf, utf16 } from './fixture.js';

const rows = [
  'H001,00012,张三,VV,2026-03-05 14:30,平稳',
  'H001,00013,李四,VA,2026-03-06 14:30,',
  'H001,00014,王五,VA,2026-03-07 14:30,',
];
const file = (lines: readonly string[], end = '\r\n') => `${lines.join(end)}${end}`;
const plain = [HEADER, ...rows];
const cellsOf = async (content: string | Uint8Array, chunk?: number) =>
  (await read(content, {}, chunk)).records.map(({ cells }) => cells);

describe('a separator too many behind every row', () => {
  it.each([
    ['one', rows.map((row) => `${row},`), 1],
    ['three', rows.map((row) => `${row},,,`), 3],
    [
      'one, with a total, a note and a blank line',
      [...rows.map((row) => `${row},`), '', '合计,3,,,,,', '注：完'],
      1,
    ],
    ['one, with a blank behind it', rows.map((row) => `${row}, `), 1],
  ])('is left out and told once: %s', async (_, lines, surplus) => {
    const content = file([HEADER, ...lines]);
    for (const chunk of [7, 64, 1 << 16]) {
      const taken = await read(content, {}, chunk);
      expect(taken.records.map(({ cells }) => cells)).toEqual(await cellsOf(file(plain)));
      expect(taken.held).toEqual([]);
      expect(taken.result.warnings.map(({ code, facts }) => [code, facts['surplus']])).toEqual([
        ['trailing-separators', surplus],
      ]);
    }
  });

  it('is left out where the header has it too', async () => {
    const content = file(plain.map((line) => `${line},`));
    expect((await cellsOf(content)).map((cells) => cells.slice(0, 6))).toEqual(await cellsOf(file(plain)));
    expect((await read(content)).result.warnings.map(({ code }) => code)).toEqual(['unnamed-column']);
  });

  it('is no reason to trust rows when only some have it, or one has something there', async () => {
    const some = await read(file([HEADER, `${rows[0]},`, `${rows[1]},`, rows[2] ?? '']));
    expect(some.held.map(({ line, rule }) => `${line} ${rule}`)).toEqual(['2 field-count', '3 field-count']);
    const filled = [HEADER, ...rows.map((row) => `${row},`), 'H001,00015,赵六,VA,,2026-03-08 14:30,平稳'];
    expect((await refusalOf(file(filled))).code).toBe('header-width');
  });

  it('is refused under a header with an unknown name, which may be two that ran together', async () => {
    const header = HEADER.replace('姓名,支持模式', '姓名,支持模式,上机备注');
    const longer = rows.map((row) => `${row},,`);
    expect((await refusalOf(file([header, ...longer]))).code).toBe('header-width');
  });

  it('does not hide that the last row was cut', async () => {
    const cut = file([HEADER, ...rows.map((row) => `${row},`)]).slice(0, -3);
    expect((await refusalOf(cut)).code).toBe('truncated');
  });

  it('leaves a row with a width of its own to its fate', async () => {
    const many = Array.from({ length: 12 }, (_, i) => `H001,1${i},张三,VV,2026-03-05 14:30,,`);
    const taken = await read(file([HEADER, ...many, 'H001,99,张三,VV,2026-03-05 14:30,,,,']));
    expect(taken.records).toHaveLength(12);
    expect(taken.held.map(({ line, rule }) => `${line} ${rule}`)).toEqual(['14 field-count']);
  });
});

describe('the mark of DOS at the end of a file', () => {
  it.each([
    ['on a line of its own', `${file(plain)}\u001A`],
    ['behind the last row', `${plain.join('\r\n')}\r\n\u001A\u001A\u001A`],
    ['with a line end', `${file(plain)}\u001A\r\n`],
  ])('is no text: %s', async (_, content) => {
    for (const chunk of [1, 13, 1 << 16]) {
      const taken = await read(content, {}, chunk);
      expect(taken.records.map(({ cells }) => cells)).toEqual(await cellsOf(file(plain)));
      expect(taken.held).toEqual([]);
      expect(taken.result.warnings).toEqual([]);
      expect(taken.result.physicalLines).toBe(4);
    }
  });

  it('in the last cell leaves the row as if the file ended there', async () => {
    const taken = await read(`${plain.join('\r\n')}\u001A`);
    expect(taken.records.map(({ cells }) => cells)).toEqual(await cellsOf(file(plain)));
    expect(taken.result.warnings.map(({ code }) => code)).toEqual(['no-final-newline']);
  });

  it('is the same in other encodings', async () => {
    const expected = await cellsOf(file(plain));
    expect(await cellsOf(gb18030(`${file(plain)}\u001A`))).toEqual(expected);
    expect(await cellsOf(utf16(`${file(plain)}\u001A`, 'le'))).toEqual(expected);
  });

  it('anywhere else is held with its row', async () => {
    const taken = await read(file([HEADER, (rows[0] ?? '').replace('平稳', '平\u001A稳'), rows[1] ?? '']));
    expect(taken.held.map(({ line, rule, found }) => `${line} ${rule} ${found}`)).toEqual([
      '2 control-char U+001A',
    ]);
    expect(taken.records).toHaveLength(1);
  });
});

describe('a header that something spoils', () => {
  const names = HEADER.split(',');
  const spoilt = (at: number, name: string) => file([names.with(at, name).join(','), ...rows]);
  it.each([
    ['a quote behind a name', 2, '姓名"'],
    ['a quote inside a name', 2, '姓"名'],
    ['a quote before a name', 2, '"姓名'],
    ['a quote before the first', 0, '"医院编码'],
    ['a quote behind the last', 5, '备注"'],
    ['text behind a quoted name', 3, '"支持"模式'],
  ])('is refused at its line, and the quote is named: %s', async (_, at, name) => {
    for (const content of [spoilt(at, name), gb18030(spoilt(at, name)), `报表,,,,,\r\n${spoilt(at, name)}`]) {
      const refusal = await refusalOf(content);
      expect([refusal.code, refusal.line]).toEqual([
        'spoilt-header',
        typeof content === 'string' && content.startsWith('报') ? 2 : 1,
      ]);
      expect(refusal.facts).toMatchObject({ kind: 'quote', column: at + 1 });
      expect(refusal.texts.zh).toContain('引号');
    }
  });

  it('is found where its open quote meets one in a row below', async () => {
    const header = names.with(2, '"姓名').join(',');
    const refusal = await refusalOf(file([header, ...rows, 'H001,00015,"赵,六",VA,2026-03-08 14:30,平稳']));
    expect([refusal.code, refusal.line]).toEqual(['spoilt-header', 1]);
    // Here the quotes come in order, so that header and rows are one record for the tokeniser.
    const joined = await refusalOf(file([header, ...rows, 'H001,00015,",VA,2026-03-08 14:30,平稳']));
    expect([joined.code, joined.line]).toEqual(['spoilt-header', 1]);
  });

  it('shows a control character by its code', async () => {
    const refusal = await refusalOf(spoilt(2, '姓名\u0007'));
    expect([refusal.code, refusal.line]).toEqual(['spoilt-header', 1]);
    expect(refusal.texts.zh).toContain('姓名<U+0007>');
  });

  it('does not matter in a title above a sound header', async () => {
    expect(await cellsOf(`某院"报表\r\n${file(plain)}`)).toEqual(await cellsOf(file(plain)));
  });
});

describe('a guard of a spreadsheet', () => {
  it.each(['="00012"', '＝"00012"', ' ="00012"', '"="00012""'])(
    'outside a quoted cell is named: %s',
    async (cell) => {
      const taken = await read(file([HEADER, (rows[0] ?? '').replace('00012', cell), rows[1] ?? '']));
      expect(taken.held.map(({ line, rule, found }) => `${line} ${rule} ${found}`)).toEqual([
        '2 stray-quote guard',
      ]);
    },
  );

  it('written as CSV asks for is a cell like others', async () => {
    const taken = await read(file([HEADER, (rows[0] ?? '').replace('00012', '"=""00012"""')]));
    expect(taken.records[0]?.cells[1]).toBe('="00012"');
  });
});
