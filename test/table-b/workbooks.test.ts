import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Book,
  type Cell,
  failed,
  formula,
  type Sheet,
  styled,
  workbook,
} from '../pipeline/read/workbook-fixture.js';
import { Desk, HEADER, names, PATIENCE, row } from './fixture.js';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
});
afterAll(() => desk.close());

/** A sound row as cells of texts; cells are replaced by their column's letter. */
function cells(no: number, replaced: Readonly<Record<string, Cell>> = {}): Cell[] {
  return row(no)
    .split(',')
    .map((text, at) => replaced[String.fromCharCode(65 + at)] ?? (text === '' ? null : text));
}

const header: Cell[] = HEADER.split(',');
const book = (rows: readonly (readonly Cell[])[], more: Omit<Book, 'sheets'> = {}, sheet: Sheet = {}) =>
  workbook({ ...more, sheets: [{ ...sheet, rows: [header, ...rows] }] });
const send = (bytes: Uint8Array, name = 'ecmo.xlsx') => desk.send(bytes, name);

describe.concurrent('B28–B30, workbooks', { timeout: PATIENCE }, () => {
  it('B28 a number cell of more than fifteen digits holds its row back and says how to export it', async () => {
    const answer = await send(book([cells(1), cells(2, { B: { xml: '><v>110101199003077571</v>' } })]));
    expect(answer).toMatchObject({ status: 'accepted', told: ['3 B excel-precision'], stored: [2] });
    expect(answer.problems[0]).toMatchObject({ column: '患者标识', sheet: 'Sheet1' });
    expect(answer.problems[0]?.fix.zh).toContain('文本');
    expect(answer.problems[0]?.message.zh).not.toContain('1101011990');
  });

  it('B29 dates of the 1904 system are read as such', async () => {
    // 44838 days after 1904-01-01 is 2026-10-05; the 1900 system would say 2022-10-04.
    const answer = await send(
      book([cells(1, { D: styled(44838.25, 1) })], { date1904: true, formats: [22] }),
    );
    expect(answer).toMatchObject({ status: 'accepted', told: [], startedAt: ['2026-10-05 06:00:00'] });
  });

  it('B29 serial 60, an error cell and a formula without value hold their rows back, each at its cell', async () => {
    const answer = await send(
      book(
        [
          cells(1, { D: styled(60, 1) }),
          cells(2, { I: failed('#N/A') }),
          cells(3, { I: formula('A1', null) }),
          cells(4, { I: formula('30+30', '60') }),
        ],
        { formats: [22] },
      ),
    );
    expect(answer).toMatchObject({
      status: 'accepted',
      told: ['2 D excel-serial-60', '3 I error-cell', '4 I formula-without-value'],
      stored: [5],
    });
  });

  it('B29 a merged header refuses the file; hidden rows are read and told', async () => {
    const merged = await send(
      book([cells(1)], {}, { after: '<mergeCells count="1"><mergeCell ref="C1:D1"/></mergeCells>' }),
    );
    expect(merged).toMatchObject({ status: 'refused', told: ['1 * merged-header'], stored: [] });
    const shown = workbook({ sheets: [{ rows: [header, cells(1), cells(2)] }] });
    expect(await send(shown)).toMatchObject({ status: 'accepted', stored: [2, 3] });
    const hidden = await send(
      workbook({ sheets: [{ name: '隐藏', state: 'hidden', rows: [header, cells(1)] }] }),
    );
    expect(hidden).toMatchObject({ status: 'accepted', told: ['* * hidden-sheet'], stored: [2] });
  });

  it('B29 of several sheets those with a known header are read, the others named; with none the file is refused', async () => {
    const notes: Sheet = { name: '说明', rows: [['填报人', '张三']] };
    const both = await send(workbook({ sheets: [notes, { name: '十月', rows: [header, cells(1)] }] }));
    expect(both).toMatchObject({ status: 'accepted', told: ['* * unknown-sheet'], stored: [2] });
    expect(both.problems[0]?.message.zh).toContain('说明');
    const none = await send(workbook({ sheets: [notes] }));
    expect(none).toMatchObject({ status: 'refused', told: ['* * unknown-table'] });
  });

  it('B30 other formats are refused by their bytes, whatever their name, and say how to save them', async () => {
    const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    const html = '<html><table><tr><td>病案号</td></tr></table></html>';
    const zip = zipSync({ '病例.csv': strToU8(HEADER) });
    for (const [bytes, name] of [
      [ole, 'ecmo.xls'],
      [ole, 'ecmo.et'],
      [ole, 'ecmo.xlsx'],
      [Buffer.from(html), 'ecmo.xls'],
      [zip, 'ecmo.zip'],
      [Buffer.from('Rar!\x1a\x07\x00', 'latin1'), 'ecmo.rar'],
      [Buffer.from('%PDF-1.7\n'), 'ecmo.pdf'],
    ] as const) {
      const answer = await send(bytes, name);
      expect(answer, name).toMatchObject({ status: 'refused', stored: [] });
      expect(answer.problems[0]?.fix.zh, name).toMatch(/请/);
    }
  });

  it('B30 a workbook with macros is read, and its macros are not', async () => {
    const macros = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml';
    const answer = await send(
      book([cells(1)], { main: macros, extra: { 'xl/vbaProject.bin': new Uint8Array(100) } }),
      'ecmo.xlsm',
    );
    expect(answer).toMatchObject({ status: 'accepted', told: ['* * macros-ignored'], stored: [2] });
  });
});

describe.concurrent('B43, hostile workbooks', { timeout: PATIENCE }, () => {
  it('a bomb, a document type and too many parts are refused; others go on', async () => {
    const bomb = workbook({
      sheets: [{ rows: [header, cells(1)] }],
      extra: { 'xl/worksheets/sheet1.xml': new Uint8Array(500_000_000).fill(0x20) },
    });
    const doctype = workbook({
      sheets: [{ xml: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>' }],
    });
    const parts = workbook({
      sheets: [{ rows: [header, cells(1)] }],
      extra: Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`xl/x${i}`, new Uint8Array(1)])),
    });
    for (const bytes of [bomb, doctype, parts])
      expect(await send(bytes)).toMatchObject({ status: 'refused', stored: [] });
    expect(await send(book([cells(1)]))).toMatchObject({ status: 'accepted', stored: [2] });
  });

  it('a cell in the last corner of the sheet costs nothing and is told', async () => {
    const corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
    const sheet = { data: `${rowsOf([header, cells(1)])}${corner}` };
    const answer = await send(workbook({ sheets: [sheet] }));
    expect(answer.status).toBe('accepted');
    expect(answer.stored).toEqual([2]);
    expect(answer.told.join()).toContain('cells-outside');
  });
});

/** Rows as XML of inline texts. */
function rowsOf(rows: readonly (readonly Cell[])[]): string {
  expect(names).toHaveLength(11);
  return rows
    .map((of, at) => {
      const inner = of
        .map((cell, i) =>
          cell === null
            ? ''
            : `<c r="${String.fromCharCode(65 + i)}${at + 1}" t="inlineStr"><is><t>${String(cell)}</t></is></c>`,
        )
        .join('');
      return `<row r="${at + 1}">${inner}</row>`;
    })
    .join('');
}
