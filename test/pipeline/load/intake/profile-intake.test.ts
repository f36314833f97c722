import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chongqing2011 } from '../../../../indicators/norms/chongqing-anesthesia-2011.js';
import { ecmo2022 } from '../../../../indicators/norms/ecmo-2022.js';
import { problemEntries } from '../../../../pipeline/ask/problem-entries.js';
import { loadHoldings } from '../../../../pipeline/comply/load-holdings.js';
import { type ClauseSet, itemsOf, type Norm } from '../../../../pipeline/define/index.js';
import { profileForm, reviewForm } from '../../../../pipeline/template/norm-form.js';
import { type Cells, csv, Province } from '../../fixture.js';
import { edited, partsOf } from '../../workbook/parts.js';

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

function setOf({ clauseSet }: Norm): ClauseSet {
  if (!clauseSet) throw new Error('no clauses');
  return clauseSet;
}

const month = '2026-10';
const statement = (item: string, value: string, more: Cells = {}): Cells => ({
  医院编码: 'H1',
  填报日期: '2026-09-30',
  条款项目: item,
  数值: value,
  证明材料: '',
  ...more,
});
const review = (clause: string, verdict: string, score: string, more: Cells = {}): Cells => ({
  医院编码: 'H1',
  评审日期: '2026-09-30',
  条款: clause,
  结论: verdict,
  得分: score,
  评审人: '专家甲',
  ...more,
});

/** Sends one file and gives its problems, each as rule, line, columns and value. */
async function problemsOf(rows: readonly Cells[]) {
  await province.send(month, { 'file.csv': csv(rows) });
  return (await problemEntries(province.database, month)).map((p) => ({
    rule: p.rule,
    line: p.line,
    column: p.column,
    value: p.value,
    severity: p.severity,
    zh: p.message.zh,
    fix: p.fix.zh,
  }));
}
const accepted = (table: string) => province.database.number(`SELECT count(*) FROM ${table}`);

describe('a profile', () => {
  const sound = statement('E22-011', '是');

  it.each<[string, Cells, string, string, RegExp]>([
    ['an unknown item', statement('E22-999', '是'), 'unknown-item', 'E22-999', /编号/],
    ['an item of another spelling', statement('e22-012', '是'), 'unknown-item', 'e22-012', /模板/],
    [
      'a number where yes or no is asked',
      statement('E22-012', '12'),
      'value-not-yes-or-no',
      'E22-012 | 12',
      /是 或 否/,
    ],
    ['yes where a number is asked', statement('E22-058', '是'), 'value-not-a-number', 'E22-058 | 是', /数字/],
    [
      'a number with five decimals',
      statement('E22-058', '1.23456'),
      'value-not-a-number',
      'E22-058 | 1.23456',
      /四位小数/,
    ],
    [
      'a number out of range',
      statement('E22-058', '2001'),
      'value-not-within-0-2000',
      'E22-058 | 2001',
      /0–2000/,
    ],
    ['a negative number', statement('E22-058', '-1'), 'value-not-within-0-2000', 'E22-058 | -1', /0–2000/],
    [
      'a day that is not there',
      statement('E22-053.notice', '2026-02-30'),
      'value-not-a-date',
      'E22-053.notice | 2026-02-30',
      /日期/,
    ],
    ['no day', statement('E22-012', '是', { 填报日期: '' }), 'required', '', /必填/],
    [
      'a day after the as-of day',
      statement('E22-012', '是', { 填报日期: '2026-11-01' }),
      'stated-after-as-of',
      '2026-11-01',
      /截止日/,
    ],
    ['no item', statement('', '是'), 'required', '', /必填/],
    [
      'the answer over the words of the form',
      statement('E22-012', '', { 允许的回答: '是', 单位: '' }),
      'answer-in-other-column',
      'E22-012 |  | 是 |  | ',
      /允许的回答/,
    ],
    [
      'a number for an answer in the column of units',
      statement('E22-058', '', { 允许的回答: '数字，0 – 2000', 单位: '20' }),
      'answer-in-other-column',
      'E22-058 |  | 数字，0 – 2000 | 20 | ',
      /单位/,
    ],
    [
      'yes in the column of proofs',
      statement('E22-012', '', { 证明材料: '有' }),
      'answer-in-other-column',
      'E22-012 |  |  |  | 有',
      /证明材料/,
    ],
  ])(
    'with %s is told so, with line, value and what to do, and the row is held back',
    async (_, row, rule, value, zh) => {
      const [problem, ...others] = await problemsOf([sound, row]);
      expect(others).toEqual([]);
      expect(problem).toMatchObject({ rule, line: 3, severity: 'error' });
      expect(problem?.value ?? '').toBe(value);
      expect(problem?.zh).toMatch(zh);
      expect(problem?.fix).not.toBe('');
      expect(await accepted('profile_items')).toBe(1);
    },
  );

  it('of two rows that differ holds both back', async () => {
    const problems = await problemsOf([statement('E22-058', '20'), statement('E22-058', '21'), sound]);
    expect(problems.map(({ rule, line }) => [rule, line])).toEqual([
      ['conflicting-rows', 2],
      ['conflicting-rows', 3],
    ]);
  });

  it('left blank, form and all, states nothing and breaks nothing', async () => {
    const blank = ['E22-012', 'E22-058', 'E22-053.notice'].map((item, i) =>
      statement(item, '', {
        允许的回答: ['是 / 否', '数字，0 – 2000', '日期，如 2026-03-05'][i] ?? '',
        单位: i === 1 ? '张' : '',
        证明材料: i === 2 ? '文件1.pdf' : '',
      }),
    );
    expect(await problemsOf(blank)).toEqual([]);
  });

  it('in two files that differ names both', async () => {
    await province.send(month, {
      'H1/表.csv': csv([statement('E22-058', '20')]),
      'H1/表（修改版）.csv': csv([sound, statement('E22-058', '21')]),
    });
    const [problem] = await problemEntries(province.database, month);
    expect(problem?.message.zh).toContain('第 2（H1/表.csv）, 3（H1/表（修改版）.csv） 行内容不同');
  });

  it('is read in any spelling that other tables are read in', async () => {
    const rows = [
      statement('E22-009', '有'),
      statement('E22-010', '√'),
      statement('E22-011', 'Ｎ'),
      statement('E22-058', '１，２００'),
      statement('E22-053.notice', '2026年3月2日'),
    ];
    expect(await problemsOf(rows)).toEqual([]);
    const stored = (await loadHoldings(province.database, { month, on: '2026-10-31', figures: [] })).get(
      'H1',
    );
    expect([...(stored?.statements.values() ?? [])].map(({ item, value }) => [item, value]).sort()).toEqual([
      ['E22-009', true],
      ['E22-010', true],
      ['E22-011', false],
      ['E22-053.notice', '2026-03-02'],
      ['E22-058', 1200],
    ]);
  });

  it('with a blank value is taken in and says nothing', async () => {
    expect(await problemsOf([statement('E22-011', '不详'), statement('E22-012', '')])).toEqual([]);
    expect(await accepted('profile_items')).toBe(2);
    const stored = (await loadHoldings(province.database, { month, on: '2026-10-31', figures: [] })).get(
      'H1',
    );
    expect(stored?.statements.size ?? 0).toBe(0);
  });
});

describe('a review', () => {
  const sound = review('A11-004', '达标', '12');
  it.each<[string, Cells, string, RegExp]>([
    ['an unknown clause', review('A11-200', '达标', '1'), 'unknown-clause', /编号/],
    ['a clause that nobody reviews', review('E22-009', '达标', ''), 'unknown-clause', /编号/],
    ['a score above its cap', review('A11-005', '达标', '9'), 'score-above-8', /满分 8 分/],
    ['a verdict of other words', review('A11-005', '很好', '8'), 'unknown-value', /达标、基本达标/],
    ['no day', review('A11-005', '达标', '8', { 评审日期: '' }), 'required', /必填/],
    [
      'a day after the as-of day',
      review('A11-005', '达标', '8', { 评审日期: '2026-11-01' }),
      'reviewed-after-as-of',
      /截止日/,
    ],
  ])('with %s is told so and held back', async (_, row, rule, zh) => {
    const [problem, ...others] = await problemsOf([sound, row]);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ line: 3, severity: 'error' });
    expect(problem?.rule).toBe(rule);
    expect(problem?.zh).toMatch(zh);
    expect(problem?.fix).not.toBe('');
    expect(await accepted('reviews')).toBe(1);
  });

  it('at the cap is taken in; a score where there are no points is not used, and that is said', async () => {
    const problems = await problemsOf([sound, review('E22-004', '达标', '5')]);
    expect(problems.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['score-without-points', 'warning'],
    ]);
    expect(await accepted('reviews')).toBe(2);
  });

  it('keeps no name of the reviewer', async () => {
    await problemsOf([sound]);
    const columns = await province.database.rows<{ column_name: string }>(
      "SELECT column_name FROM duckdb_columns() WHERE table_name = 'reviews'",
    );
    expect(columns.map(({ column_name }) => column_name)).not.toContain('reviewer');
  });
});

describe('the staff list', () => {
  it('with an authorisation that ends before it begins is told so and held back', async () => {
    const person = { hospital_id: 'H1', staff_id: 'D1', technique: 'ECMO', authorized_from: '2026-03-01' };
    const [problem] = await problemsOf([
      { ...person, authorized_to: '2026-02-28' },
      { ...person, staff_id: 'D2', authorized_to: '2026-03-01' },
    ]);
    expect(problem).toMatchObject({ rule: 'authorised-until-before-from', line: 2 });
    expect(problem?.zh).toContain('授权终止日期不得早于授权起始日期');
    expect(problem?.fix).toContain('授权文件');
    expect(await accepted('staff')).toBe(1);
  });
});

describe('the blank forms', () => {
  const set = setOf(ecmo2022);
  const rowsOf = (xml: string) => [...xml.matchAll(/<row r="(\d+)"[^>]*>/g)].length;
  const sheet = 'xl/worksheets/sheet1.xml';

  it('have a row for every question of the norm, and for every clause that is reviewed', () => {
    const questions = new Set(set.clauses.flatMap(({ rule }) => itemsOf(rule)));
    const profile = partsOf(profileForm(set, {}).bytes)[sheet] ?? '';
    expect(rowsOf(profile)).toBe(1 + questions.size);
    expect(profile).toContain('心血管内科实际开放多少张床位');
    expect(profile).toContain('数字，0 – 5000');
    // 是 and 否 are offered, and a number is not.
    expect(profile).toMatch(/sqref="H2:H\d+[^"]*"[^>]*><formula1>&quot;是,否&quot;/);
    const sheets = partsOf(reviewForm(setOf(chongqing2011), {}).bytes)[sheet] ?? '';
    expect(sheets).toContain('A11-035');
    expect(sheets).toContain('不计分');
  });

  it('come back as they were filled in, without a problem', async () => {
    const blank = profileForm(set, { hospital: 'H7', asOf: '2026-10-15' }).bytes;
    const answer = (xml: string, item: string, value: string) =>
      xml.replace(
        new RegExp(`(<row (?:(?!</row>).)*?<t[^>]*>${item}</t>(?:(?!</row>).)*)</row>`),
        (_, row: string) => {
          const number = /r="(\d+)"/.exec(row)?.[1];
          return `${row}<c r="H${number}" t="inlineStr"><is><t>${value}</t></is></c></row>`;
        },
      );
    const filled = edited(blank, sheet, (xml) =>
      answer(answer(answer(xml, 'E22-009', '是'), 'E22-058', '36'), 'E22-053\\.report', '2026-03-05'),
    );
    expect(await province.send(month, { 'H7/机构条件.xlsx': filled })).toEqual({
      'H7/机构条件.xlsx': 'accepted',
    });
    expect(await problemEntries(province.database, month)).toEqual([]);
    const stored = (await loadHoldings(province.database, { month, on: '2026-10-31', figures: [] })).get(
      'H7',
    );
    expect([...(stored?.statements.values() ?? [])].map(({ item, value }) => [item, value]).sort()).toEqual([
      ['E22-009', true],
      ['E22-053.report', '2026-03-05'],
      ['E22-058', 36],
    ]);
    // The place of an answer in a workbook names its sheet.
    expect(stored?.statements.get('E22-058')?.file).toBe('H7/机构条件.xlsx [机构条件填报]');
  });
});
