import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HEADER, ROW, refusalOf } from './fixture.js';
import { bookRefusal, type Cell, formula, readBook, rowsXml, styled, workbook } from './workbook-fixture.js';

const hasOffice = spawnSync('soffice', ['--version']).status === 0;

/** A second opinion on the format: LibreOffice reads a workbook and writes it in its own way. */
describe.skipIf(!hasOffice)('readWorkbook, as LibreOffice writes it', () => {
  const header = HEADER.split(',');
  const row: Cell[] = ROW.split(',');
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'office-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function convert(bytes: Uint8Array, kind: string): string {
    const from = join(folder, 'book.xlsx');
    writeFileSync(from, bytes);
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
    const to = join(folder, kind);
    execFileSync('soffice', [profile, '--headless', '--convert-to', kind, '--outdir', to, from], {
      stdio: 'ignore',
      timeout: 540_000,
    });
    return join(to, `book.${kind}`);
  }

  const book = (date1904: boolean) =>
    workbook({
      date1904,
      formats: [14, 'yyyy-mm-dd hh:mm:ss', '0%', '00000'],
      sheets: [
        {
          name: '病例',
          data: rowsXml([
            ['ECMO 质控上报表'],
            [],
            header,
            row,
            ['H001', styled(13, 4), ' 李四\n"x" ', 'VA', styled('46086.604212962964', 2), styled(0.405, 3)],
            ['H001', '00014', '王五', 'VA', styled(46_086, 1), formula('1+2', '3')],
            ['H001', '00015', '𠮷', 'VA', 46_086.5, 37.3],
            ['H001', '00016', '赵六', 'VA', '2026-03-05', 110_101_199_003_077_570],
            ['合计', 5],
          ]).replace('<row r="6"', '<row hidden="1" r="6"'),
          after: '<mergeCells><mergeCell ref="A1:F1"/></mergeCells>',
        },
        { name: '说明', rows: [['请勿修改']] },
      ],
    });

  it.each([false, true])('gives the same records, holds and warnings (1904: %s)', async (date1904) => {
    const ours = await readBook(book(date1904));
    const theirs = await readBook(convert(book(date1904), 'xlsx'));
    const seen = ({ sheets, result }: typeof ours) => ({
      sheets: sheets.map(({ records, held, skipped }) => ({
        records,
        skipped,
        held: held.map(({ line, column, rule }) => [line, column, rule]),
      })),
      codes: result.sheets.map(({ warnings }) => warnings.map(({ code }) => code)),
      unknown: result.warnings,
    });
    expect(seen(theirs)).toEqual(seen(ours));
    expect(ours.sheets[0]?.records.map(({ cells }) => cells.slice(1))).toEqual(
      [
        ['00012', '张三', 'VV', '2026-03-05 14:30', '平稳'],
        ['00013', ' 李四\n"x" ', 'VA', '2026-03-05 14:30:04', '40.5%'],
        ['00014', '王五', 'VA', '2026-03-05', '3'],
        ['00015', '𠮷', 'VA', '2026-03-05 12:00', '37.3'],
      ].map((cells) =>
        date1904 ? cells.map((cell, at) => (at === 3 && cells[0] !== '00012' ? later(cell) : cell)) : cells,
      ),
    );
  });

  it('refuses its other formats with advice', async () => {
    expect((await bookRefusal(convert(book(false), 'ods'))).facts['format']).toBe('ods');
    expect((await refusalOf(readFileSync(convert(book(false), 'xls')))).facts['format']).toBe('ole');
  });
});

/** The same serial in the 1904 system: 1,462 days later. */
function later(text: string): string {
  const day = new Date(Date.parse(`${text.slice(0, 10)}T00:00:00Z`) + 1_462 * 86_400_000);
  return day.toISOString().slice(0, 10) + text.slice(10);
}
