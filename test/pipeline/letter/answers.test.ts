import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { letterEntries } from '../../../pipeline/ask/letters.js';
import { problemEntries } from '../../../pipeline/ask/problem-entries.js';
import { decisionCsv } from '../../../pipeline/letter/decision.js';
import { letterWorkbook } from '../../../pipeline/letter/letter-workbook.js';
import { Province } from '../fixture.js';
import { answer, answered } from './fixture.js';

/* Answers as the inbox brings them: blank, doubled, to letters of others, and letters from those who may not send any. */

let province: Province;
beforeEach(async () => {
  province = await Province.open();
});
afterEach(() => province.close());

const said = {
  month: '2026-10',
  code: 'ECMO-01',
  period: '2025-11..2026-10',
  figure: '2/12 = 16.7%',
  interval: '4.7–44.8%',
  threshold: '≥ 40%',
  clause: 'G11-2022 四（二）1（3）',
  source: '2026-10-461d5d4d',
  due: '2026-12-15',
};
const decision = (hospital: string, letterNo: string, due = said.due) =>
  decisionCsv({
    hospital,
    letterNo,
    act: 'issued',
    decidedOn: '2026-11-20',
    said: { ...said, due },
    reason: '',
  });
const form = (hospital: string, letterNo: string) =>
  letterWorkbook({
    hospital,
    name: null,
    title: { zh: 'ECMO有效撤除率', en: 'ECMO effective removal rate' },
    letterNo,
    decidedOn: '2026-11-20',
    said,
    cases: [],
  });
const one = { '_中心/反馈函-FK-1.csv': decision('H1', 'FK-1') };
const entries = (today = '2026-12-01') => letterEntries(province.database, '2026-12', today);
const told = async (month = '2026-11') =>
  (await problemEntries(province.database, month)).map(
    ({ hospital_id, file, rule }) => `${hospital_id} ${file} ${rule}`,
  );

describe('a form', () => {
  it('that comes back blank answers nothing: its row is held back', async () => {
    await province.send('2026-11', { ...one, 'H1/a.xlsx': form('H1', 'FK-1') });
    expect((await entries()).map(({ state }) => state)).toEqual(['open']);
    expect(new Set(await told())).toEqual(new Set(['H1 H1/a.xlsx required']));
  });

  it('that comes in the run of its letter answers it', async () => {
    await province.send('2026-11', { ...one, 'H1/a.xlsx': answered(form('H1', 'FK-1'), answer('甲')) });
    expect((await entries())[0]).toMatchObject({ state: 'answered', answer: { cause: '甲', altered: [] } });
    expect(await told()).toEqual([]);
  });

  it('that comes twice in a month counts once, and two that differ are held back', async () => {
    const same = answered(form('H1', 'FK-1'), answer('甲'));
    const other = answered(form('H1', 'FK-1'), answer('乙'));
    await province.send('2026-11', { ...one, 'H1/a.xlsx': same, 'H1/b.xlsx': other });
    expect((await entries())[0]?.state).toBe('open');
    expect(await told()).toEqual(['H1 H1/a.xlsx conflicting-rows', 'H1 H1/b.xlsx conflicting-rows']);
    // The other is taken away, and the same stands twice in other bytes.
    const again = answered(form('H1', 'FK-1'), { ...answer('甲'), A: 'H1 ' });
    await province.send('2026-11', { ...one, 'H1/a.xlsx': same, 'H1/b.xlsx': again });
    expect((await entries())[0]).toMatchObject({ state: 'answered', answer: { cause: '甲' } });
    expect(await told()).toEqual(['H1 H1/a.xlsx duplicate-row']);
  });

  it('on a letter that the hospital did not get does nothing, and does not say whether another got it', async () => {
    await province.send('2026-11', {
      ...one,
      'H2/a.xlsx': answered(form('H2', 'FK-1'), answer('甲')),
      'H2/b.xlsx': answered(form('H2', 'FK-99'), answer('甲')),
    });
    expect((await entries()).map(({ state }) => state)).toEqual(['open']);
    const own = (await problemEntries(province.database, '2026-11')).filter(
      ({ rule }) => rule === 'answers-no-letter',
    );
    expect(own.map(({ hospital_id, file }) => `${hospital_id} ${file}`)).toEqual([
      'H2 H2/a.xlsx',
      'H2 H2/b.xlsx',
    ]);
    // The two are told alike, so that nothing can be learned from the words.
    expect(new Set(own.map(({ message }) => message.zh)).size).toBe(1);
    expect(JSON.stringify(own)).not.toContain('H1');
  });

  it('is checked by the hospital itself without a word on letters, of which it holds none', async () => {
    await province.send('2026-11', { 'H1/a.xlsx': answered(form('H1', 'FK-1'), answer('甲')) });
    expect(await told()).toEqual([]);
  });

  it('with a hostile number, period or date changes nothing but its own row', async () => {
    const hostile = answered(form('H1', 'FK-1'), {
      ...answer("x'); DROP TABLE letters; --"),
      E: '../../x',
      K: '明天',
    });
    await province.send('2026-11', { ...one, 'H1/a.xlsx': hostile });
    expect((await entries())[0]).toMatchObject({ state: 'open', period: said.period });
    expect(await told()).toEqual(['H1 H1/a.xlsx not-a-date']);
  });
});

describe('a letter', () => {
  it('comes from the centre alone', async () => {
    const outcomes = await province.send('2026-11', { 'H1/反馈函-FK-1.csv': decision('H1', 'FK-1') });
    expect(outcomes['H1/反馈函-FK-1.csv']).toBe('refused');
    expect(await entries()).toEqual([]);
  });

  it('stays when its file leaves the inbox, and when the warehouse is made anew', async () => {
    await province.send('2026-11', one);
    await province.send('2026-11', { '_中心/反馈函-FK-2.csv': decision('H2', 'FK-2') });
    const before = await entries();
    expect(before.map(({ letter_no, hospital_id }) => `${letter_no} ${hospital_id}`)).toEqual([
      'FK-1 H1',
      'FK-2 H2',
    ]);
    await province.rebuild();
    expect(await entries()).toEqual(before);
  });

  it('with a period that is none breaks no run', async () => {
    const odd = decision('H1', 'FK-1').replace('2025-11..2026-10', '去年');
    await province.send('2026-11', { '_中心/反馈函-FK-1.csv': odd });
    expect((await entries())[0]).toMatchObject({ period: '去年', state: 'open' });
  });

  it('of a later inbox month is not of an earlier report', async () => {
    await province.send('2026-11', one);
    expect(await letterEntries(province.database, '2026-10', '2026-12-01')).toEqual([]);
  });
});
