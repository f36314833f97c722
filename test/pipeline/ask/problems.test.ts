import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problemEntries } from '../../../pipeline/ask/problem-entries.js';
import { csv, ecmoRun, Province } from '../fixture.js';

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

const month = '2026-10';
const entries = () => problemEntries(province.database, month);

describe('a problem', () => {
  it('has the number of its row among the accepted and the held-back ones', async () => {
    const run = (no: string) =>
      `${no},P${no},VA,2026-10-05 08:00,2026-10-10 08:00,心肺功能改善,2026-10-24 10:00,好转`;
    const header = 'case_no,patient_id,mode,started_at,ended_at,end_reason,discharged_at,discharge_status';
    const lines = [
      '某医院ECMO登记表', // 1: title
      header, // 2
      run('1'), // 3: row 1
      '', // 4: blank
      `2,P2,VA`, // 5: row 2, too few cells
      run('3').replace('VA', 'XX'), // 6: row 3
      '合计,3,,,,,,', // 7: total
      `${run('4').replace('P4', '"P\n4"')}`, // 8, 9: row 4
      run('5').replace('2026-10-10', '2026-09-10'), // 10: row 5, ended before it began
      run('1'), // 11: row 6, the first one again
      `7,P"7,VA,,,,,`, // 12: row 7
    ];
    await province.send(month, {
      'H1/ecmo.csv': `${lines.join('\n')}\n`,
      'H2/ecmo.csv': csv([ecmoRun('1', { mode: '' })]),
    });
    expect((await entries()).map(({ file, line, record, rule }) => [file, line, record, rule])).toEqual([
      // The line break inside the patient's number is taken off, which is told once of the column.
      ['H1/ecmo.csv', null, null, 'identifier-blank'],
      ['H1/ecmo.csv', 5, 2, 'field-count'],
      ['H1/ecmo.csv', 6, 3, 'unknown-value'],
      ['H1/ecmo.csv', 10, 5, 'end-before-start'],
      ['H1/ecmo.csv', 11, 6, 'duplicate-row'],
      ['H1/ecmo.csv', 12, 7, 'stray-quote'],
      ['H2/ecmo.csv', 2, 1, 'required'],
    ]);
  });

  it('has no such number where it is about a column or the whole file', async () => {
    await province.send(month, {
      'H1/ecmo.csv': csv([ecmoRun('1', { 自定义: 'x' })]),
      'H2/ecmo.csv': 'case_no,mode\n1,VA\n',
    });
    expect((await entries()).map(({ rule, line, record }) => [rule, line, record])).toEqual([
      ['unknown-column', 1, null],
      ['missing-column', 1, null],
    ]);
  });

  it('shows cells as they were sent, and at most 100 characters of each', async () => {
    const long = '字'.repeat(101);
    await province.send(month, {
      'H1/ecmo.csv': csv([
        ecmoRun('1', { weight_kg: '４５０.50' }),
        ecmoRun('2', { started_at: '2026年10月5日 8时30分', ended_at: '2026/10/4' }),
        ecmoRun('3', { mode: long }),
        ecmoRun('4', { mode: long.slice(1) }),
      ]),
    });
    const [range, order, clipped, whole] = await entries();
    expect(range).toMatchObject({ rule: 'out-of-range', value: '４５０.50', column: 'weight_kg' });
    expect(range?.message.zh).toBe('“weight_kg” 应在 0.3–400 kg 之间，但为“４５０.50”。');
    expect(order).toMatchObject({ rule: 'end-before-start', value: '2026年10月5日 8时30分 | 2026/10/4' });
    expect(order?.fix).toEqual({ zh: '请核对原始病历后更正。', en: 'Check the chart and correct them.' });
    expect(clipped?.value).toBe(`${'字'.repeat(100)}…`);
    expect(whole?.value).toBe('字'.repeat(100));
  });

  it('of conflicting rows names the cells in which they differ, except personal ones', async () => {
    await province.send(month, {
      'H1/ecmo.csv': csv([
        ecmoRun('1', { weight_kg: '60', indication: `心源性\n休克${'x'.repeat(40)}`, operator_id: 'A12345' }),
        ecmoRun('2'),
        ecmoRun('1', { weight_kg: '61.0', indication: '', operator_id: 'B67890' }),
      ]),
    });
    const [first, second] = await entries();
    const cells = `体重(kg): 60 | 61.0; 适应证: 心源性 休克${'x'.repeat(34)}… | `;
    expect(first?.value).toBe(`2, 5 — ${cells}`);
    expect(first?.message.zh).toBe(
      `同一病例只能有一行，但第 2, 5 行内容不同（不同的列：“weight_kg”、“indication”、“operator_id”；${cells}），均待更正（暂不计入）。`,
    );
    expect(first?.message.en).toContain('rows 2, 5 differ');
    expect(first?.fix.zh).toBe('请保留正确的一行。');
    expect(second).toMatchObject({ line: 5, record: 3, value: first?.value });
    expect(JSON.stringify([first, second])).not.toMatch(/A12345|B67890/);
  });

  it('of rows that differ in personal cells only names the column and no cell', async () => {
    await province.send(month, {
      'H1/ecmo.csv': csv([ecmoRun('1', { operator_id: 'A12345' }), ecmoRun('1', { operator_id: 'B67890' })]),
    });
    const [first] = await entries();
    expect(first?.value).toBe('2, 3');
    expect(first?.message.en).toBe(
      'A case must have one row, but rows 2, 3 differ (in “operator_id”); all are held back.',
    );
  });

  it('stands where its content puts it, whenever it was told', async () => {
    await province.send(month, { 'H1/ecmo.csv': csv([ecmoRun('1')]) });
    const tell = async (...texts: string[]) => {
      await province.database.run("DELETE FROM problems WHERE rule = 'left-the-list'");
      for (const zh of texts)
        await province.database.run(
          `INSERT INTO problems (file_id, fields, rule, severity, zh, en, fix_zh, fix_en)
           SELECT file_id, [], 'left-the-list', 'warning', $zh, '', '', '' FROM files`,
          { zh },
        );
      return (await entries()).map(({ message }) => message.zh);
    };
    expect(await tell('二', '一', '三')).toEqual(await tell('三', '二', '一'));
  });
});
