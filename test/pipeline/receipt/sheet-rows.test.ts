import { describe, expect, it } from 'vitest';
import { rowsOfFile } from '../../../pipeline/ask/receipt-rows.js';
import { ecmoRuns } from '../../../pipeline/cases/ecmo-runs.js';
import { headerDictionaries } from '../../../pipeline/mapping/dictionary.js';
import { sentRows } from '../../../pipeline/receipt/sent-rows.js';
import { failed, saved, styled, workbook } from '../read/workbook-fixture.js';

const header = ['病案号', '患者标识', '姓名', '支持模式', '上机时间', '年龄'];
const bytes = workbook({
  formats: ['yyyy-mm-dd hh:mm'],
  sheets: [
    { name: '说明', rows: [['请勿修改']] },
    {
      name: '病例 1',
      rows: [
        ['标题'],
        header,
        ['1', 'P1', '张三', 'VX', styled(46_300.5, 1), 57],
        ['2', 110_101_199_003_077_570, '李四', failed('#N/A'), '2026-10-05', 57],
        ['3', 'P3', '王五', 'VA', '2026-10-05', 57],
      ],
    },
  ],
});

const problem = (line: number, rule: string, fields: string[], position: number | null = null) => ({
  line,
  rule,
  fields,
  position,
  value: 'x',
  severity: 'error' as const,
  zh: '错',
  en: 'wrong',
  fix_zh: '',
  fix_en: '',
});

describe('rows of a workbook', () => {
  it('come back as texts, and blank where Excel has lost what was there', async () => {
    const wanted = new Map([['病例 1', new Set([3, 4])]]);
    const sent = (await sentRows(saved(bytes), headerDictionaries, true, wanted)).get('病例 1');
    if (!sent) throw new Error('no sheet');
    const problems = [problem(3, 'unknown-value', ['mode']), problem(4, 'excel-precision', [], 2)];
    const { rows, columns } = rowsOfFile(ecmoRuns, sent, problems, {
      sha256: 'ab'.repeat(32),
      sheet: '病例 1',
    });
    expect(columns.map((column) => column.header)).toEqual([
      '病案号',
      '患者标识',
      '支持模式',
      '上机时间',
      '年龄',
    ]);
    // 46300.5 is noon of 2026-10-05 (46023 is 2026-01-01, day 278 of the year is 5 October).
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['1', 'P1', 'VX', '2026-10-05 12:00', '57'],
      ['2', '', '', '2026-10-05', '57'],
    ]);
    expect(rows.map(({ marks }) => [...marks.keys()])).toEqual([[2], [1, 2]]);
    expect(rows.map(({ ref }) => ref)).toEqual(['abababababab-病例 1-3', 'abababababab-病例 1-4']);
    expect(rows[1]?.advice).toContain('原值不可靠');
  });

  it('cannot be left out without a word', async () => {
    const sent = await sentRows(saved(bytes), headerDictionaries, true, new Map([['病例 1', new Set([9])]]));
    const rows = sent.get('病例 1');
    if (!rows) throw new Error('no sheet');
    const from = { sha256: 'ab'.repeat(32), sheet: '病例 1' };
    expect(() => rowsOfFile(ecmoRuns, rows, [problem(9, 'required', ['mode'])], from)).toThrow(/line 9/);
  });
});
