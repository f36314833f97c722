import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { asText } from '../../../pipeline/message/notice.js';
import { heldRow } from '../../../pipeline/read/messages.js';
import { memorySource } from '../../../pipeline/read/source.js';
import { isArchive, readWorkbook } from '../../../pipeline/read/xlsx/read-workbook.js';
import { timesLonger } from '../../growth.js';
import { HEADER, ROW, read, refusalOf } from './fixture.js';
import {
  bookRefusal,
  type Cell,
  ecmoBook,
  failed,
  formula,
  parts,
  readBook,
  readFirst,
  rowsXml,
  saved,
  styled,
  workbook,
} from './workbook-fixture.js';

const header = HEADER.split(',');
const row: Cell[] = ROW.split(',');
const at = (column: number, cell: Cell): Cell[] => row.map((old, i) => (i === column ? cell : old));
const CASE_NO = 1;
const STARTED = 4;
const REMARK = 5;
const codesOf = (warnings: readonly { code: string }[]) => warnings.map(({ code }) => code);

/** What a cell in a column gives: its text, or the rule that holds it back. */
async function given(cell: Cell, column: number, book: Parameters<typeof ecmoBook>[1] = {}): Promise<string> {
  const { records, held } = await readFirst(ecmoBook([at(column, cell)], book));
  return records[0]?.cells[column] ?? `held: ${held[0]?.rule}`;
}

describe('readWorkbook, a sheet as a CSV file', () => {
  const rows: Cell[][] = [
    ['ECMO 质控上报表'],
    [],
    header,
    row,
    at(REMARK, 'a,"b"\n;c'),
    [],
    [],
    header,
    at(CASE_NO, '00013'),
    ['合计', '3'],
    ['注：数据来自病案室'],
  ];
  const csv = rows
    .map((cells) =>
      Array.from({ length: 6 }, (_, i) => `"${String(cells[i] ?? '').replaceAll('"', '""')}"`).join(','),
    )
    .join('\n');

  it('gives the same records and skips as the same table as CSV', async () => {
    const sheet = await readFirst(workbook({ sheets: [{ rows }] }));
    const text = await read(`${csv.replace('\n;c', ';c')}\n`);
    expect(sheet.records.map(({ cells }) => cells.map((cell) => cell.replace('\n', '')))).toEqual(
      text.records.map(({ cells }) => cells),
    );
    expect(sheet.records.map(({ line }) => line)).toEqual(text.records.map(({ line }) => line));
    const { table, headerLine, columns, physicalLines, records, skipped, lines } = text.result;
    expect(sheet.result).toMatchObject({
      table,
      headerLine,
      columns,
      physicalLines,
      records,
      skipped,
      lines,
    });
    expect(sheet.skipped.map(({ line, lines: n, reason }) => [line, n, reason])).toEqual([
      [1, 1, 'title'],
      [2, 1, 'blank'],
      [6, 2, 'blank'],
      [8, 1, 'repeated-header'],
      [10, 1, 'total'],
      [11, 1, 'note'],
    ]);
  });

  it('keeps a text as it is: zeros, blanks, line breaks, what looks like a formula', async () => {
    for (const text of [
      '00012',
      ' x ',
      'a\nb',
      '=1+1',
      '2026-3-5',
      '1e5',
      '\t1',
      '１２',
      '<&>"',
      '__proto__',
    ]) {
      expect(await given(text, REMARK)).toBe(text);
    }
  });

  it('reads shared strings, rich text and Japanese reading aids, and decodes escapes', async () => {
    const strings =
      '<si><t>张三</t></si>' +
      '<si><r><rPr><b/></rPr><t xml:space="preserve">张 </t></r><r><t>三</t></r></si>' +
      '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>' +
      '<si><t>a_x000D_&#10;b</t></si><si><t> \n x </t></si><si><t xml:space="preserve"> y </t></si><si><t><![CDATA[<z>]]></t></si><si/>';
    const expected = ['张三', '张 三', '東京', 'a\r\nb', 'x', ' y ', '<z>', ''];
    for (const [index, text] of expected.entries()) {
      expect(await given({ xml: ` t="s"><v>${index}</v>` }, REMARK, { strings })).toBe(text);
    }
  });

  it('reads the strict variant, prefixed names, UTF-16 parts, and rows and cells without addresses', async () => {
    const text = (cells: Cell[]) =>
      cells.map((cell) => `<x:c t="inlineStr"><x:is><x:t>${cell}</x:t></x:is></x:c>`).join('');
    const xml = `<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row>${text(header)}</x:row><x:row>${text(row)}</x:row></x:sheetData></x:worksheet>`;
    const strict = (name: string) => (part: string) =>
      part.replaceAll(`http://schemas.openxmlformats.org/officeDocument/2006/relationships`, name);
    const files = parts({ sheets: [{ xml }] });
    for (const name of ['_rels/.rels', 'xl/_rels/workbook.xml.rels', 'xl/workbook.xml']) {
      const part = strict('http://purl.oclc.org/ooxml/officeDocument/relationships')(
        Buffer.from(files[name] ?? []).toString(),
      );
      files[name] = Buffer.from(part);
    }
    files['xl/worksheets/sheet1.xml'] = Buffer.from(`\uFEFF${xml}`, 'utf16le');
    const taken = await readFirst(zipSync(files));
    expect(taken.records).toEqual([{ line: 2, lines: 1, cells: row }]);
  });

  it('finds a table that begins lower and further right, with its physical rows and columns', async () => {
    const rows = [header, row, at(STARTED, failed('#N/A'))].map((cells) => [null, null, ...cells]);
    const taken = await readFirst(workbook({ sheets: [{ rows: [[], [], [], ...rows] }] }));
    expect(taken.result).toMatchObject({ headerLine: 4, records: 1, heldBack: 1 });
    expect(codesOf(taken.result.warnings)).toEqual(['unnamed-column']);
    expect(taken.held[0]).toMatchObject({ line: 6, column: 7, rule: 'error-cell', sheet: 'Sheet1' });
    expect(heldRow(taken.held[0] as never).message.zh).toContain('工作表“Sheet1”第 6 行 G 列');
    expect(heldRow(taken.held[0] as never).message.en).toContain('sheet "Sheet1", row 6, column G');
  });

  it('counts rows by cells that hold something, never by address or format', async () => {
    const blank = '<row r="900000"><c r="A900000" s="0"/></row>';
    const far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
    const taken = await readFirst(workbook({ sheets: [{ data: rowsXml([header, row]) + blank }] }));
    expect(taken.result.physicalLines).toBe(2);
    const sparse = await readFirst(workbook({ sheets: [{ data: rowsXml([header, row]) + blank + far }] }));
    expect(sparse.result).toMatchObject({ records: 1, physicalLines: 1_048_576, heldBack: 0 });
    expect(sparse.skipped).toHaveLength(2);
    const [warning] = sparse.result.warnings;
    expect(warning).toMatchObject({
      code: 'cells-outside',
      facts: { first: 'XFD1048576', columns: ['XFD'] },
    });
    const near = far.replaceAll('1048576', '4');
    const readWith = (data: string) =>
      readFirst(workbook({ sheets: [{ data: rowsXml([header, row]) + data }] }));
    const times = await timesLonger(
      () => readWith(near),
      () => readWith(far),
      4,
    );
    expect(times).toBeLessThan(4);
  });

  it('names cells outside the header, and holds back rows with too many', async () => {
    const taken = await readFirst(ecmoBook([[...row, 'x', null, 'y'], row]));
    expect(taken.records).toHaveLength(2);
    expect(taken.result.warnings[0]?.facts).toMatchObject({ count: 2, columns: ['G', 'I'], first: 'G2' });
    const wide = await readFirst(ecmoBook([[...row, ...Array(600).fill(1)], row]));
    expect(wide.records).toHaveLength(1);
    expect(wide.held[0]).toMatchObject({ rule: 'field-count', expected: '<= 512', found: '606' });
  });

  it('holds back overlong cells, overlong rows and control characters', async () => {
    expect(await given('x'.repeat(32_767), REMARK)).toHaveLength(32_767);
    expect(await given('x'.repeat(32_768), REMARK)).toBe('held: cell-too-long');
    expect(await given('a_x0007_b', REMARK)).toBe('held: control-char');
    const long = Array(40).fill('x'.repeat(30_000));
    const taken = await readFirst(ecmoBook([[...row, ...long], row]));
    expect([taken.records.length, taken.held[0]?.rule]).toEqual([1, 'line-too-long']);
  });

  it('takes a file with a header alone, and refuses cases above the header and a missing column', async () => {
    const empty = await readFirst(ecmoBook([]));
    expect([empty.result.records, codesOf(empty.result.warnings)]).toEqual([0, ['no-rows']]);
    const above = await bookRefusal(workbook({ sheets: [{ rows: [row, header, row] }] }));
    expect([above.code, above.line, above.facts['sheet']]).toEqual(['data-above-header', 1, 'Sheet1']);
    const missing = await bookRefusal(
      workbook({ sheets: [{ rows: [header.filter((name) => name !== '上机时间'), row] }] }),
    );
    expect(missing).toMatchObject({ code: 'missing-column', line: 1, facts: { missing: ['started_at'] } });
    expect(missing.texts.zh).toContain('工作表“Sheet1”：');
    const twice = await bookRefusal(workbook({ sheets: [{ rows: [[...header, '住院号'], row] }] }));
    expect(twice.code).toBe('duplicate-column');
    const many = await bookRefusal(ecmoBook([row, row]), { maxRows: 1 });
    expect(many.code).toBe('too-many-rows');
  });

  it('warns of odd characters with their row', async () => {
    const taken = await readFirst(ecmoBook([row, at(REMARK, '\uFFFD')]));
    expect(taken.result.warnings[0]).toMatchObject({ code: 'replacement-char', line: 3 });
  });

  it('waits for a slow taker', async () => {
    let waiting = 0;
    let drained = 0;
    const path = saved(ecmoBook(Array(5000).fill(row)));
    await readWorkbook(path, (await import('./workbook-fixture.js')).dictionaries, {}, () => ({
      record: () => expect(waiting).toBe(0),
      held: () => undefined,
      skipped: () => undefined,
      drain: async () => {
        waiting += 1;
        await new Promise((resolve) => setTimeout(resolve, 1));
        waiting -= 1;
        drained += 1;
      },
    }));
    expect(drained).toBeGreaterThan(3);
  });
});

describe('readWorkbook, cells', () => {
  it('holds back formulas without a value, and takes cached ones', async () => {
    expect(await given(formula('A1', null), REMARK)).toBe('held: formula-without-value');
    expect(await given(formula('A1', ''), REMARK)).toBe('held: formula-without-value');
    expect(await given(formula('A1', null, 'str'), REMARK)).toBe('held: formula-without-value');
    expect(await given(formula('A1', '', 'str'), REMARK)).toBe('');
    expect(await given(formula('A1', 'x_x000A_y', 'str'), REMARK)).toBe('x\ny');
    expect(await given(formula('A1', '37.299999999999997'), REMARK)).toBe('37.3');
  });

  it('holds back a row of formulas that were never calculated, and skips such a total', async () => {
    const never = formula('B9', null);
    const taken = await readFirst(
      ecmoBook([header.map(() => never), ['合计', never], [null, null, never], row]),
    );
    expect(taken.held.map(({ line, rule, column }) => [line, rule, column])).toEqual([
      [2, 'formula-without-value', 1],
      [4, 'formula-without-value', 3],
    ]);
    expect(taken.skipped.map(({ line, reason }) => [line, reason])).toEqual([[3, 'total']]);
  });

  it.each(['#N/A', '#DIV/0!', '#REF!', '#NAME?', '#VALUE!'])('holds back the error %s', async (code) => {
    const taken = await readFirst(ecmoBook([at(STARTED, failed(code)), row]));
    expect(taken.held).toHaveLength(1);
    expect(taken.held[0]).toMatchObject({ line: 2, column: 5, rule: 'error-cell', found: code });
    expect(taken.records).toHaveLength(1);
  });

  it('does not mind faults in columns that are not loaded, nor the word #N/A as text', async () => {
    const rows = [
      [...header, '床号'],
      [...row, failed('#N/A')],
      [...row, 1.1e17],
      [...at(REMARK, '#N/A'), formula('A1', null)],
    ];
    expect((await readFirst(workbook({ sheets: [{ rows }] }))).records).toHaveLength(3);
  });

  it('holds back numbers whose digits are lost, and says how to export them', async () => {
    for (const number of ['110101199003077571', '1.1010119900307757E+17', '1E15', '-1000000000000000']) {
      expect(await given({ xml: `><v>${number}</v>` }, CASE_NO)).toBe('held: excel-precision');
    }
    expect(await given({ xml: '><v>999999999999999</v>' }, CASE_NO)).toBe('999999999999999');
    expect(await given('110101199003077571', CASE_NO)).toBe('110101199003077571');
    const { held } = await readFirst(ecmoBook([at(CASE_NO, { xml: '><v>110101199003077571</v>' })]));
    const texts = asText(heldRow(held[0] as never));
    expect(texts.zh).toMatch(/15 位.*18 位.*“文本”/);
    expect(texts.en).toMatch(/15 digits.*18;.*Text/);
    expect(texts.zh).not.toContain('110101');
  });

  it.each([
    [45_000, '45000'],
    ['0.30000000000000004', '0.3'],
    ['37.5', '37.5'],
    ['1.5E-3', '0.0015'],
    ['-0', '0'],
    ['+5', '5'],
  ])('writes the number %s plainly', async (number, text) => {
    expect(await given({ xml: `><v>${number}</v>` }, REMARK)).toBe(text);
  });

  it.each(['abc', '1e999', '0x10', 'NaN', '1,5', '9'.repeat(500)])(
    'holds back %s as a number',
    async (number) => {
      expect(await given({ xml: `><v>${number}</v>` }, REMARK)).toBe('held: error-cell');
    },
  );

  it('writes percentages, zeros of the format, truth values and date cells', async () => {
    const book = { formats: ['0%', '00000', '0" %"'] };
    expect(await given(styled(0.4, 1), REMARK, book)).toBe('40%');
    expect(await given(styled(0.405, 1), REMARK, book)).toBe('40.5%');
    expect(await given(styled(12, 2), CASE_NO, book)).toBe('00012');
    expect(await given(styled(0.4, 3), REMARK, book)).toBe('0.4');
    expect(await given({ xml: ' t="b"><v>1</v>' }, REMARK)).toBe('true');
    expect(await given({ xml: ' t="b"><v>0</v>' }, REMARK)).toBe('false');
    expect(await given({ xml: ' t="d"><v>2026-03-05T14:30:00</v>' }, STARTED)).toBe('2026-03-05 14:30');
    expect(await given({ xml: ' t="d"><v>2026-03-05T14:30:07.000</v>' }, STARTED)).toBe(
      '2026-03-05 14:30:07',
    );
    expect(await given({ xml: ' t="d"><v>2026-03-05</v>' }, STARTED)).toBe('2026-03-05');
  });
});

describe('readWorkbook, dates', () => {
  const formats = [14, 22, 31, 'yyyy"年"m"月"', '[h]:mm', 20];

  it('turns serials in a date format into text, in any column', async () => {
    expect(await given(styled(46_086, 1), REMARK, { formats })).toBe('2026-03-05');
    expect(await given(styled(46_086, 2), STARTED, { formats })).toBe('2026-03-05 00:00');
    expect(await given(styled('46086.604166666664', 1), STARTED, { formats })).toBe('2026-03-05 14:30');
    expect(await given(styled(46_086, 3), STARTED, { formats })).toBe('2026-03-05');
    expect(await given(styled(0.604166666666667, 6), REMARK, { formats })).toBe('14:30');
    expect(await given(styled(1.5, 5), REMARK, { formats })).toBe('36:00:00');
    expect(await given(styled('46086.5', 5), STARTED, { formats })).toBe('2026-03-05 12:00');
  });

  it('shows a month where a month is shown, unless the column holds days', async () => {
    expect(await given(styled(46_082, 4), REMARK, { formats })).toBe('2026-03');
    expect(await given(styled(46_082, 4), STARTED, { formats })).toBe('2026-03-01');
  });

  it('takes a bare number for a date only in a date column and a plausible range', async () => {
    expect(await given(46_086, STARTED)).toBe('2026-03-05');
    expect(await given(46_086.5, STARTED)).toBe('2026-03-05 12:00');
    expect(await given(46_086, REMARK)).toBe('46086');
    expect(await given(46_086, CASE_NO)).toBe('46086');
    expect(await given('46086', STARTED)).toBe('46086');
    for (const number of [2026, 202_603, 20_260_305, 60, -46_086]) {
      expect(await given(number, STARTED)).toBe(String(number));
    }
  });

  it('honours 1904, and holds back the day that never was and days outside the calendar', async () => {
    expect(await given(styled(44_624, 1), STARTED, { formats, date1904: true })).toBe('2026-03-05');
    expect(await given(44_624, STARTED, { formats, date1904: true })).toBe('2026-03-05');
    expect(await given(styled(60, 1), STARTED, { formats })).toBe('held: excel-serial-60');
    expect(await given(styled(60, 1), STARTED, { formats, date1904: true })).toBe('1904-03-01');
    expect(await given(styled(61, 1), STARTED, { formats })).toBe('1900-03-01');
    expect(await given(styled(-5, 1), STARTED, { formats })).toBe('held: excel-serial');
    expect(await given(styled(20_260_305, 1), STARTED, { formats })).toBe('held: excel-serial');
    expect(await given(styled(0, 1), STARTED, { formats })).toBe('held: excel-serial');
  });

  it('does not depend on the time zone of the machine', async () => {
    const zone = process.env['TZ'];
    try {
      for (const name of ['America/New_York', 'Pacific/Apia', 'Asia/Shanghai']) {
        process.env['TZ'] = name;
        expect(await given(styled('46089.125', 1), STARTED, { formats })).toBe('2026-03-08 03:00');
      }
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });
});

describe('readWorkbook, sheets', () => {
  const vad = [
    ['医院编码', '病案号', '装置类型', '植入日期'],
    ['H001', '7', '植入式', styled(46_086, 1)],
  ];

  it('reads several tables and several sheets of one table, and names the others', async () => {
    const { result, sheets } = await readBook(
      workbook({
        formats: [14],
        sheets: [
          { name: '上半年', rows: [header, row] },
          { name: 'VAD', rows: vad },
          { name: '说明', rows: [['请勿修改']] },
          { name: '下半年', rows: [header, row, row] },
          { name: 'Sheet5' },
        ],
      }),
    );
    expect(result.sheets.map(({ sheet, table, records }) => [sheet, table, records])).toEqual([
      ['上半年', 'ecmo_runs', 1],
      ['VAD', 'vad_implants', 1],
      ['下半年', 'ecmo_runs', 2],
    ]);
    expect(sheets[1]?.records[0]?.cells).toEqual(['H001', '7', '植入式', '2026-03-05']);
    expect(result.warnings).toMatchObject([
      { code: 'unknown-sheet', facts: { sheet: '说明', hidden: false } },
    ]);
  });

  it('refuses a workbook without a known table, listing its sheets, and an empty one', async () => {
    const found = await bookRefusal(
      workbook({
        sheets: [
          { name: '说明', rows: [['请勿修改']] },
          { name: '数据', rows: [['病案号', 'x', 'y', 'z'], ['1']] },
        ],
      }),
    );
    expect(found).toMatchObject({
      code: 'unknown-table',
      facts: { sheets: ['说明', '数据'], matched: 1 },
    });
    expect(found.texts.zh).toMatch(/说明、数据.*“数据”/);
    expect((await bookRefusal(workbook({ sheets: [{}, { rows: [['']] }] }))).code).toBe('empty-file');
    const merges = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>';
    expect((await bookRefusal(workbook({ sheets: [{ after: merges }] }))).code).toBe('empty-file');
    expect((await bookRefusal(workbook({ sheets: [] }))).code).toBe('empty-file');
  });

  it('loads hidden sheets, rows and columns with a warning that names them', async () => {
    const data = rowsXml([header, row, row, row, row])
      .replace('<row r="3"', '<row hidden="1" r="3"')
      .replace('<row r="5"', '<row hidden="true" r="5"');
    const taken = await readFirst(
      workbook({
        sheets: [
          {
            name: '病例',
            state: 'veryHidden',
            data,
            before: '<cols><col min="3" max="3" hidden="1"/><col min="8" max="16384" hidden="1"/></cols>',
            after: '<autoFilter ref="A1:F5"/>',
          },
          { name: '字典', state: 'hidden', rows: [['x']] },
        ],
      }),
    );
    expect(taken.records).toHaveLength(4);
    expect(taken.result.warnings).toMatchObject([
      { code: 'hidden-sheet', facts: { sheet: '病例' } },
      { code: 'hidden-rows', facts: { count: 2, rows: '3, 5', filter: 'A1:F5' } },
      { code: 'hidden-columns', facts: { columns: ['C'] } },
    ]);
    expect(taken.warnings).toMatchObject([{ code: 'unknown-sheet', facts: { sheet: '字典', hidden: true } }]);
    const plain = await readFirst(
      workbook({ sheets: [{ data: rowsXml([header, row]), after: '<autoFilter ref="A1:F5"/>' }] }),
    );
    expect(plain.result.warnings).toEqual([]);
  });

  it('warns once a column of identifiers that are numbers, which keep no leading zeros', async () => {
    const numbers = [
      header,
      row,
      at(CASE_NO, 1200),
      at(CASE_NO, 1201),
      at(CASE_NO, 12.5),
      at(STARTED, 46000),
    ];
    const taken = await readFirst(workbook({ sheets: [{ rows: numbers }] }));
    expect(taken.records.map(({ cells }) => cells[CASE_NO])).toEqual([
      row[CASE_NO],
      '1200',
      '1201',
      '12.5',
      row[CASE_NO],
    ]);
    expect(taken.result.warnings).toMatchObject([
      { code: 'number-identifiers', line: null, facts: { header: header[CASE_NO], count: 2, first: 'B3' } },
    ]);
    // A format of zeros writes them.
    const zeros = workbook({
      sheets: [{ rows: [header, at(CASE_NO, styled(1200, 1))] }],
      formats: ['0000000000'],
    });
    expect((await readFirst(zeros)).result.warnings).toEqual([]);
  });

  it('refuses merged cells in the header, lets titles be merged, and warns of merged rows', async () => {
    const rows = [['2026 年上报表'], header, row, row, ['注：x']];
    const merged = (...refs: string[]) => ({
      rows,
      after: `<mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`,
    });
    for (const ref of ['A2:B2', 'A1:A2', 'F2:F3', 'F2:Z2']) {
      const found = await bookRefusal(workbook({ sheets: [merged('A1:F1', ref)] }));
      expect(found).toMatchObject({ code: 'merged-header', line: 2, facts: { range: ref, sheet: 'Sheet1' } });
    }
    const fine = await readFirst(workbook({ sheets: [merged('A1:F1', 'A5:F5', 'H2:I2', 'C2:C2')] }));
    expect(fine.result.warnings).toEqual([]);
    const body = await readFirst(workbook({ sheets: [merged('A3:A4', 'B3:C3', 'A5:F5')] }));
    expect(body.result.warnings).toMatchObject([
      { code: 'merged-cells', facts: { count: 2, first: 'A3:A4' } },
    ]);
    const unknown = await readBook(
      workbook({
        sheets: [
          { rows: [header, row] },
          { rows: [['x', 'y']], after: '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>' },
        ],
      }),
    );
    expect(unknown.result.sheets).toHaveLength(1);
  });

  it('reads .xlsm without its macros, with a warning', async () => {
    const taken = await readFirst(
      workbook({
        sheets: [{ rows: [header, row] }],
        main: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
        extra: { 'xl/vbaProject.bin': new Uint8Array([1, 2, 3]) },
      }),
    );
    expect(codesOf(taken.warnings)).toEqual(['macros-ignored']);
    expect(taken.records).toHaveLength(1);
  });
});

describe('readWorkbook, other files in a ZIP', () => {
  const of = (...names: string[]) =>
    zipSync(Object.fromEntries(names.map((name) => [name, Buffer.from('x')])));
  it.each([
    ['xlsb', of('[Content_Types].xml', 'xl/workbook.bin'), '另存为'],
    ['docx', of('[Content_Types].xml', 'word/document.xml'), '另存为'],
    ['pptx', of('[Content_Types].xml', 'ppt/presentation.xml'), '另存为'],
    ['ods', of('mimetype', 'content.xml', 'META-INF/manifest.xml'), '另存为'],
    ['numbers', of('Index/Document.iwa'), '另存为'],
    ['ofd', of('OFD.xml', 'Doc_0/Document.xml'), '另存为'],
    ['zip', of('病例.csv', '病例.xlsx'), '解压'],
  ])('refuses %s with advice', async (format, bytes, advice) => {
    const found = await bookRefusal(bytes);
    expect([found.code, found.facts['format']]).toEqual(['unsupported-format', format]);
    expect(found.texts.zh).toContain(advice);
    expect(isArchive(memorySource(bytes))).toBe(true);
  });

  it('tells a workbook with a password from an old one', async () => {
    const ole = Buffer.alloc(2048);
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(ole);
    const old = await refusalOf(ole);
    Buffer.from('EncryptedPackage', 'utf16le').copy(ole, 1024);
    const locked = await refusalOf(ole);
    expect([old.facts['format'], locked.facts['format']]).toEqual(['ole', 'ole-encrypted']);
    expect(locked.texts.zh).toContain('密码');
    expect(isArchive(memorySource(ole))).toBe(false);
  });
});
