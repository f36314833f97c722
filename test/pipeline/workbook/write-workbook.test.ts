import { createHash } from 'node:crypto';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { fitCell, LONGEST_CELL } from '../../../pipeline/workbook/cell-text.js';
import type { Cell, ColumnCheck, Sheet } from '../../../pipeline/workbook/sheet.js';
import { styleOf, stylesXml } from '../../../pipeline/workbook/styles.js';
import { LISTS, writeWorkbook } from '../../../pipeline/workbook/write-workbook.js';
import { HEADER } from '../read/fixture.js';
import { readBook } from '../read/workbook-fixture.js';
import { hasOffice, resaved } from './office.js';
import { partsOf } from './parts.js';

const header = HEADER.split(',');
/** A sheet of the reader's ECMO table with these names of patients. */
const book = (names: readonly string[]): Sheet => ({
  name: '病例',
  widths: [],
  rows: [header, ...names.map((name, at) => ['H001', `0${at}`, name, 'VV', '2026-03-05 14:30', ''])],
});
const namesIn = async (bytes: Uint8Array) =>
  (await readBook(bytes)).sheets[0]?.records.map(({ cells }) => cells[2]);

/** Texts that a spreadsheet, XML or a ZIP reader might take for something else. */
const hostile = [
  '=1+1',
  "=cmd|' /C calc'!A0",
  '+86 10',
  '-5',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1',
  '＝１',
  '＋1',
  '－1',
  '＠x',
  "'=1",
  "'",
  '<script>alert(1)</script>',
  ']]>&amp;"\'',
  '<f>1+1</f>',
  '_x003D_1+1',
  '_x000D_',
  'a_x005F_b',
  '110101199003077570',
  '00012',
  '1E5',
  'TRUE',
  '#N/A',
  ' 首尾有空格 ',
  'line 1\nline 2',
  'cr\r\nlf\rcr',
  'tab\tin',
  '𠮷🫀',
  '\u202Eabc',
  '\uFFFE\uFFFF',
  'http://example.org/',
  '合计',
];

describe('writeWorkbook', () => {
  it('gives every text back as it was', async () => {
    const { bytes, warnings } = writeWorkbook([book(hostile)]);
    expect(warnings).toEqual([]);
    expect(await namesIn(bytes)).toEqual(hostile);
  });

  it('writes no formula, link or name', () => {
    const parts = partsOf(writeWorkbook([book(hostile)]).bytes);
    expect(Object.keys(parts)).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    const xml = Object.values(parts).join('');
    expect(xml).not.toMatch(/<f[ >/]|<hyperlink|<definedName|TargetMode|oleObject/);
    // Each text cell says that it is one.
    const cells = [...(parts['xl/worksheets/sheet1.xml'] ?? '').matchAll(/<c [^>]*>/g)].map(([cell]) => cell);
    expect(cells.length).toBeGreaterThan(hostile.length);
    expect(cells.every((cell) => cell.includes('t="inlineStr"') || cell.endsWith('/>'))).toBe(true);
  });

  it('keeps what begins like a formula a text when it is edited', () => {
    const xml = partsOf(writeWorkbook([book(hostile)]).bytes)['xl/worksheets/sheet1.xml'] ?? '';
    const styleAt = (row: number) => new RegExp(`<c r="C${row}" s="(\\d+)"`).exec(xml)?.[1];
    for (const [at, text] of hostile.entries()) {
      const isRisky = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', "'"].includes(text.charAt(0));
      expect([text, styleAt(at + 2)]).toEqual([text, String(styleOf('text', isRisky))]);
    }
    const xfs = [...stylesXml().matchAll(/<xf [^>]*>/g)].map(([xf]) => xf).slice(1); // the first is the style's
    expect(xfs[styleOf('text', true)]).toContain('numFmtId="49"');
    expect(xfs[styleOf('text', true)]).toContain('quotePrefix="1"');
    expect(xfs[styleOf('text', false)]).not.toContain('quotePrefix');
  });

  it('leaves control characters out and says so', async () => {
    const { bytes, warnings } = writeWorkbook([book(['a\x00b\x07c', 'x\x9Fy\x7F'])]);
    expect(await namesIn(bytes)).toEqual(['abc', 'xy']);
    expect(warnings).toEqual([
      { sheet: '病例', cell: 'C2', kind: 'control-characters', count: 2 },
      { sheet: '病例', cell: 'C3', kind: 'control-characters', count: 2 },
    ]);
  });

  it('keeps 32,767 characters of a cell and cuts a longer one with a mark', async () => {
    const { bytes, warnings } = writeWorkbook([book(['甲'.repeat(32_767), '甲'.repeat(32_768)])]);
    const [whole, cut] = (await namesIn(bytes)) ?? [];
    expect(whole).toBe('甲'.repeat(32_767));
    expect(cut).toHaveLength(32_767);
    expect(cut).toMatch(/^甲+…【已截断，原有 32768 个字符 \/ cut, had 32768 characters】$/);
    expect(warnings).toEqual([{ sheet: '病例', cell: 'C3', kind: 'cut', count: 32_768 }]);
  });

  it('does not cut a character in half', () => {
    for (const shift of ['', 'x']) {
      const { text } = fitCell(shift + '𠮷'.repeat(20_000));
      expect(text.length).toBeLessThanOrEqual(LONGEST_CELL);
      expect(text).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
    }
  });

  it('gives the same bytes every time, with a fixed date', () => {
    const hash = () =>
      createHash('sha256')
        .update(writeWorkbook([book(hostile)]).bytes)
        .digest('hex');
    expect(hash()).toBe(hash());
    const { bytes } = writeWorkbook([book([])]);
    // DOS date of the first local file header: 1980-01-01 is 0x0021.
    expect([bytes[12], bytes[13]]).toEqual([0x21, 0x00]);
  });

  it('orders the elements of a sheet as the format does', () => {
    const sheet: Sheet = {
      ...book(['x']),
      widths: [10, 20],
      frozen: { rows: 1, columns: 1 },
      fitsPage: true,
      checks: [{ column: 1, list: ['a', 'b'], title: 't', prompt: 'p' }],
    };
    const names: string[] = [];
    let depth = 0;
    const parser = new SaxesParser();
    parser.on('opentag', ({ name }) => {
      depth += 1;
      if (depth === 2) names.push(name);
    });
    parser.on('closetag', () => {
      depth -= 1;
    });
    parser.write(partsOf(writeWorkbook([sheet]).bytes)['xl/worksheets/sheet1.xml'] ?? '').close();
    // ECMA-376 part 1, 18.3.1.99: the sequence of CT_Worksheet.
    expect(names).toEqual([
      'sheetPr',
      'sheetViews',
      'sheetFormatPr',
      'cols',
      'sheetData',
      'dataValidations',
      'pageMargins',
      'pageSetup',
      'ignoredErrors',
    ]);
  });

  it('puts a short list into its check, and a long one on a hidden sheet', async () => {
    const long = Array.from({ length: 40 }, (_, at) => `选项${at},`);
    const check = (column: number, list: readonly string[]): ColumnCheck => ({
      column,
      list,
      title: 't',
      prompt: 'p',
    });
    const { bytes } = writeWorkbook([
      {
        ...book(['x']),
        frozen: { rows: 1, columns: 0 },
        checks: [check(4, ['VV', '"VA']), check(5, ['VV', 'VA']), check(6, long)],
      },
    ]);
    const parts = partsOf(bytes);
    const sheet = parts['xl/worksheets/sheet1.xml'] ?? '';
    const sources = [...sheet.matchAll(/sqref="([^"]+)"><formula1>([^<]*)<\/formula1>/g)].map(
      ([, at, of]) => [at, of],
    );
    expect(sources).toEqual([
      ['D2:D1048576', `'${LISTS}'!$A$1:$A$2`],
      ['E2:E1048576', '&quot;VV,VA&quot;'],
      ['F2:F1048576', `'${LISTS}'!$B$1:$B$40`],
    ]);
    expect(parts['xl/workbook.xml']).toContain(`<sheet name="${LISTS}" sheetId="2" state="hidden"`);
    const { result } = await readBook(bytes);
    expect(result.warnings.map(({ code, facts }) => [code, facts['sheet']])).toEqual([
      ['unknown-sheet', LISTS],
    ]);
  });

  it('tells a list of 255 characters from one of 256', () => {
    const sourceOf = (list: readonly string[]) => {
      const check = { column: 1, list, title: 't', prompt: 'p' };
      const xml = partsOf(writeWorkbook([{ ...book([]), checks: [check] }]).bytes)[
        'xl/worksheets/sheet1.xml'
      ];
      return /<formula1>(.*)<\/formula1>/.exec(xml ?? '')?.[1];
    };
    expect(sourceOf(['a'.repeat(127), 'b'.repeat(127)])).toMatch(/^&quot;a+,b+&quot;$/);
    expect(sourceOf(['a'.repeat(127), 'b'.repeat(128)])).toBe(`'${LISTS}'!$A$1:$A$2`);
  });

  it.each(['', 'a/b', 'a'.repeat(32), "'a", 'a:b', 'a\nb'])('refuses the sheet name %j', (name) => {
    expect(() => writeWorkbook([{ ...book([]), name }])).toThrow(RangeError);
  });

  it('refuses two sheets that differ in case only, and numbers that are none', () => {
    const named = (name: string, rows: Cell[][] = []): Sheet => ({ name, widths: [], rows });
    expect(() => writeWorkbook([named('a'), named('A')])).toThrow(RangeError);
    expect(() => writeWorkbook([named('a', [[{ value: Number.NaN, look: 'text' }]])])).toThrow(RangeError);
  });

  it.skipIf(!hasOffice)('says to LibreOffice what it says to us', async () => {
    // LibreOffice makes a line feed of a carriage return and leaves noncharacters out.
    const texts = hostile.filter((text) => !/[\r\uFFFE]/.test(text));
    const [saved = new Uint8Array()] = resaved([writeWorkbook([book(texts)]).bytes]);
    expect(await namesIn(saved)).toEqual(texts);
    expect(partsOf(saved)['xl/worksheets/sheet1.xml']).not.toMatch(/<f[ >]/);
  });
});
