import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectReceipts } from '../../../pipeline/ask/collect-receipts.js';
import { receiptCsv } from '../../../pipeline/receipt/receipt-csv.js';
import { receiptWorkbook } from '../../../pipeline/receipt/receipt-workbook.js';
import { Province } from '../fixture.js';
import { hasOffice, resaved } from '../workbook/office.js';
import { edited } from '../workbook/parts.js';
import { file, row } from './fixture.js';

const sentIn = (month: string) =>
  file([
    row('1', { 备注: month }),
    row('00002', { 支持模式: '心脏', 患者标识: '110101199003077570' }),
    row('3', { 撤机时间: '2026-10-04 08:00' }),
  ]);

/** A receipt that goes out, is corrected, and comes back: only its rows are read anew. */
describe('a corrected receipt', () => {
  let province: Province;
  beforeAll(async () => {
    province = await Province.open();
  });
  afterAll(() => province.close());

  /** Sends the file, corrects its receipt, sends that beside it; the cases stored before and after, and what is left. */
  async function corrected(
    month: string,
    correct: (csv: string, workbook: Uint8Array) => [string, string | Uint8Array],
  ) {
    const stored = async () =>
      (
        await province.database.rows<{ mode: string; ended: string }>(
          `SELECT mode, CAST(CAST(ended_at AS DATE) AS VARCHAR) AS ended FROM ecmo_runs JOIN submissions s USING (file_id)
           WHERE s.live AND s.month = $month ORDER BY ALL`,
          { month },
        )
      ).map(({ mode, ended }) => `${mode} ${ended}`);
    const sent = sentIn(month);
    await province.send(month, { 'H1/e.csv': sent });
    const before = await stored();
    const [receipt] = await collectReceipts(province.database, province.vault, month);
    const [table] = receipt?.tables ?? [];
    if (!receipt || !table) throw new Error('no receipt');
    const [name, content] = correct(receiptCsv(table), receiptWorkbook(receipt));
    const outcomes = await province.send(month, { 'H1/e.csv': sent, [name]: content });
    const left = (await collectReceipts(province.database, province.vault, month)).map(({ tables }) =>
      tables.map(({ rows }) => rows.map(({ cells }) => cells)),
    );
    return { before, after: await stored(), left, outcomes };
  }

  const fixed = ['VA 2026-10-10', 'VA 2026-10-10', 'VA 2026-10-11'];

  it('as CSV completes the submission', async () => {
    const { before, after, left, outcomes } = await corrected('2026-11', (csv) => [
      'H1/receipt.csv',
      csv.replace('"心脏"', '"VA"').replace(`"'2026-10-04 08:00"`, '"2026-10-11 08:00"'),
    ]);
    expect(before).toEqual(['VA 2026-10-10']);
    expect(outcomes['H1/receipt.csv']).toBe('accepted');
    expect(after).toEqual(fixed);
    expect(left).toEqual([]);
  });

  it.skipIf(!hasOffice)('as a workbook saved by LibreOffice completes the submission', async () => {
    const { before, after, left } = await corrected('2026-12', (_, workbook) => {
      const typed = edited(workbook, 'xl/worksheets/sheet1.xml', (xml) =>
        xml.replace('>心脏<', '>VA<').replace('>2026-10-04 08:00<', '>2026-10-11 08:00<'),
      );
      const [saved = new Uint8Array()] = resaved([typed]);
      return ['H1/receipt.xlsx', saved];
    });
    expect(before).toEqual(['VA 2026-10-10']);
    expect(after).toEqual(fixed);
    expect(left).toEqual([]);
  });

  it('that is still wrong in a row leaves that row, and goes out again', async () => {
    const { after, left } = await corrected('2027-01', (csv) => [
      'H1/receipt.csv',
      csv.replace('"心脏"', '"VA"'),
    ]);
    expect(after).toEqual(['VA 2026-10-10', 'VA 2026-10-10']);
    expect(left.flat(2).map((cells) => [cells[0], cells[5]])).toEqual([['3', '2026-10-04 08:00']]);
  });
});
