import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statementText } from '../../../pipeline/comply/evidence.js';
import { notUsed } from '../../../pipeline/comply/held-rows.js';
import type { Holdings } from '../../../pipeline/comply/holdings.js';
import { loadHoldings } from '../../../pipeline/comply/load-holdings.js';
import { personOf, type StaffRow, wholeYears } from '../../../pipeline/comply/person-of.js';
import { profileQuestions } from '../../../pipeline/contract/profile-items.js';
import { type Cells, csv, ecmoRun, Province } from '../fixture.js';

let province: Province;

const H1 = { hospital_id: 'H1' };
const hospitals: readonly Cells[] = [
  { ...H1, name: '甲院', level: '三级乙等', valid_from: '2020-01-01', valid_to: '2026-05-31' },
  { ...H1, name: '甲院', level: '三级甲等', valid_from: '2026-06-01' },
  { hospital_id: 'H2', name: '乙院', level: '二级甲等' },
];
const profile: readonly Cells[] = [
  { ...H1, as_of: '2026-01-31', item: 'E22-058', value: '18', evidence: '床位.pdf' },
  { ...H1, as_of: '2026-01-31', item: 'E22-011', value: '有' },
  { ...H1, as_of: '2026-09-30', item: 'E22-058', value: '２０' },
  { ...H1, as_of: '2026-09-30', item: 'E22-011', value: '' },
  { ...H1, as_of: '2026-09-30', item: 'E22-053.notice', value: '2026年3月2日' },
];
const person = { ...H1, technique: 'ECMO', role: '医师', employed_here: '是' };
const staff: readonly Cells[] = [
  {
    ...person,
    staff_id: 'D1',
    title: '副主任医师',
    title_since: '2022-04-20',
    clinical_since: '2012-02-29',
    specialty: '重症医学科',
    practice_scope: '急救医学专业',
    authorized_from: '2024-01-01',
    authorized_to: '2026-10-30',
    valid_from: '2024-01-01',
  },
  // The same person before: not in force in October.
  { ...person, staff_id: 'D1', title: '主治医师', valid_from: '2018-01-01', valid_to: '2023-12-31' },
  { ...person, staff_id: 'D2', title: '体外循环师长', title_since: '2022-04-21', specialty: '体外循环科' },
  { ...person, staff_id: 'D3', title: '主任医师', valid_to: '2025-12-31' },
];
const reviews: readonly Cells[] = [
  { ...H1, review_on: '2026-03-01', clause: 'E22-004', verdict: '未达标' },
  { ...H1, review_on: '2026-10-31', clause: 'E22-004', verdict: '达标' },
  { ...H1, review_on: '2026-10-31', clause: 'E22-018', verdict: '' },
  // G11 gives no points: a score alone says nothing and does not take back the verdict.
  { ...H1, review_on: '2026-10-01', clause: 'E22-016', verdict: '达标' },
  { ...H1, review_on: '2026-10-02', clause: 'E22-016', verdict: '', score: '3' },
  // A11-004 has points, and they are the latest that was said.
  { ...H1, review_on: '2026-10-01', clause: 'A11-004', verdict: '达标' },
  { ...H1, review_on: '2026-10-02', clause: 'A11-004', verdict: '', score: '3' },
];
const runs: readonly Cells[] = [
  // Three before the norm, one of them a donor's and one before the three years; a serial in two of them.
  ecmoRun('1', {
    started_at: '2021-05-01 08:00',
    ended_at: '2021-05-05 08:00',
    discharged_at: '',
    operator_id: 'D1',
    device_barcodes: '(01)06(21)A1；(01)06(10)L1',
  }),
  ecmoRun('2', {
    started_at: '2022-04-19 23:59',
    ended_at: '2022-04-25 08:00',
    discharged_at: '',
    operator_id: 'D1',
    device_barcodes: '(01)06(21)A1',
  }),
  ecmoRun('3', {
    started_at: '2022-04-20 00:00',
    ended_at: '2022-04-25 08:00',
    discharged_at: '',
    operator_id: 'D1',
    device_barcodes: '(01)06(10)L1',
  }),
  ecmoRun('4', {
    started_at: '2021-06-01 08:00',
    ended_at: '2021-06-02 08:00',
    discharged_at: '',
    operator_id: 'D1',
    organ_donor: '是',
  }),
  ecmoRun('5', {
    started_at: '2019-04-19 08:00',
    ended_at: '2019-04-25 08:00',
    discharged_at: '',
    operator_id: 'D1',
  }),
].map((row) => ({ ...row, ...H1 }));

beforeAll(async () => {
  province = await Province.open();
  const outcomes = await province.send('2026-10', {
    'hospitals.csv': csv(hospitals),
    'profile.csv': csv(profile),
    'staff.csv': csv(staff),
    'reviews.csv': csv(reviews),
    'ecmo.csv': csv(runs),
  });
  expect(Object.values(outcomes)).toEqual(Array(5).fill('accepted'));
  expect(await province.database.rows("SELECT * FROM problems WHERE severity = 'error'")).toEqual([]);
});
afterAll(() => province.close());

const holdings = async (on: string, hospital = 'H1'): Promise<Holdings> => {
  const found = (await loadHoldings(province.database, { month: '2026-10', on, figures: [] })).get(hospital);
  if (!found) throw new Error(`no ${hospital}`);
  return found;
};

describe('what is known of a hospital', () => {
  it('is its row of the list in force on the day', async () => {
    expect((await holdings('2026-05-31')).entry).toMatchObject({ level: '三级乙等' });
    expect((await holdings('2026-06-01')).entry).toMatchObject({ level: '三级甲等' });
    expect((await holdings('2019-12-31')).entry).toBeNull();
    expect((await holdings('2019-12-31', 'H2')).entry).toMatchObject({ level: '二级甲等' });
  });

  it('is the latest statement with a value, which a blank does not take back', async () => {
    const now = await holdings('2026-10-31');
    expect(now.statements.get('E22-058')).toMatchObject({ value: 20, as_of: '2026-09-30', line: 4 });
    expect(now.statements.get('E22-011')).toMatchObject({ value: true, as_of: '2026-01-31', line: 3 });
    expect(now.statements.get('E22-053.notice')?.value).toBe('2026-03-02');
    const before = await holdings('2026-09-29');
    expect(before.statements.get('E22-058')).toMatchObject({ value: 18, evidence: '床位.pdf' });
    expect((await holdings('2026-01-30')).statements.size).toBe(0);
  });

  it('is the latest review that says anything', async () => {
    expect((await holdings('2026-10-30')).reviews.get('E22-004')?.verdict).toBe('未达标');
    const now = await holdings('2026-10-31');
    expect(now.reviews.get('E22-004')).toMatchObject({ verdict: '达标', file: 'reviews.csv', line: 3 });
    expect(now.reviews.has('E22-018')).toBe(false);
    expect(now.reviews.get('E22-016')).toMatchObject({ verdict: '达标', score: null });
    expect(now.reviews.get('A11-004')).toMatchObject({ verdict: null, score: 3 });
  });

  it('is its staff in force, with whole years on the day', async () => {
    const now = await holdings('2026-10-30');
    expect(now.persons.map(({ title }) => title)).toEqual(['副主任医师', '体外循环师长']);
    expect(now.persons[0]?.values).toMatchObject({
      rank: 3,
      specialty: '重症医学',
      practice_scope: '急救医学',
      clinical_years: 14,
      clinical_years_at_norm: 10,
      rank_at_norm: 3,
      title_years: 4,
      authorised: true,
      // Two runs were counted and nothing was stated: at least two, so whether twenty is not known.
      independent_cases: null,
    });
    expect(now.persons[1]?.values).toMatchObject({
      rank: null,
      specialty: '体外循环',
      practice_scope: null,
      rank_at_norm: null,
      authorised: null,
      independent_cases: null,
    });
  });

  it('changes with the day: an authorisation that ended the day before', async () => {
    expect((await holdings('2026-10-31')).persons[0]?.values['authorised']).toBe(false);
    expect((await holdings('2023-06-30')).persons[0]).toMatchObject({ title: '主治医师' });
  });

  it('keeps no staff number: a person is known by a keyed hash', async () => {
    const [first] = (await holdings('2026-10-31')).persons;
    expect(first?.id).toMatch(/^[0-9a-f]{8}$/);
  });

  it('names the techniques it practises or was reviewed for, and serials that stand in two cases', async () => {
    const now = await holdings('2026-10-31');
    expect([...now.techniques]).toEqual(['ECMO', '麻醉']);
    expect(now.repeated['ecmo_runs']).toEqual([{ barcode: '(01)06(21)A1', cases: 2 }]);
    expect(now.repeated['vad_implants']).toBeNull();
    expect((await holdings('2026-10-31', 'H2')).repeated['ecmo_runs']).toBeNull();
  });
});

describe('a hospital that sent nothing that counts', () => {
  it('is held to the norm by which it was reviewed', async () => {
    const later = await Province.open();
    await later.send('2026-10', {
      '_中心/评分.csv': csv([
        { hospital_id: 'H9', review_on: '2026-10-01', clause: 'A11-001', verdict: '达标', score: '15' },
      ]),
    });
    const known = await loadHoldings(later.database, { month: '2026-10', on: '2026-10-31', figures: [] });
    expect([...(known.get('H9')?.techniques ?? [])]).toEqual(['麻醉']);
    expect(known.get('H9')?.reviews.size).toBe(1);
    later.close();
  });

  it('is not said to have sent nothing: its held-back profile is counted, as is what was refused', async () => {
    const later = await Province.open();
    await later.send('2026-10', {
      'H9/表.csv': csv([
        { hospital_id: 'H9', as_of: '2026-09-30', item: 'E22-011', value: '也许' },
        { hospital_id: 'H9', as_of: '2026-09-30', item: 'E22-012', value: '也许' },
        { hospital_id: 'H9', as_of: '2026-09-30', item: 'E22-013', value: '是' },
      ]),
      'H9/坏.csv': 'a,b\n1,2\n',
    });
    const known = await loadHoldings(later.database, { month: '2026-10', on: '2026-10-31', figures: [] });
    const holdings = known.get('H9') as Holdings;
    expect(holdings.statementsHeldBack).toBe(2);
    const item = profileQuestions.find(({ id }) => id === 'E22-011');
    expect(item && statementText(item, holdings).text.text.zh).toContain(
      '没有可用的回答（E22-011；机构条件填报另有 2 行待更正（暂不计入））',
    );
    expect(await notUsed(later.database, 'H9', '2026-10')).toEqual({
      held: [{ table: 'profile_items', rows: 2, files: ['H9/表.csv'] }],
      refused: ['H9/坏.csv'],
    });
    expect(await notUsed(later.database, 'H8', '2026-10')).toEqual({ held: [], refused: [] });
    later.close();
  });
});

describe('rows of the staff list that were held back', () => {
  it('are counted from the last list alone, once each', async () => {
    const later = await Province.open();
    const held = async () =>
      (await loadHoldings(later.database, { month: '2026-10', on: '2026-10-31', figures: [] })).get('H1')
        ?.personsHeldBack;
    // Two wrong cells in one row are one person.
    const wrong = { ...person, trained: '也许', passed: '也许' };
    await later.send('2026-09', {
      'H1/staff.csv': csv([
        { ...person, staff_id: 'D1' },
        ...['D2', 'D3'].map((id) => ({ ...wrong, staff_id: id })),
      ]),
    });
    expect(await held()).toBe(2);
    await later.send('2026-10', {
      'H1/staff.csv': csv([
        ...['D1', 'D2'].map((id) => ({ ...person, staff_id: id })),
        { ...wrong, staff_id: 'D3' },
      ]),
    });
    expect(await held()).toBe(1);
    later.close();
  });
});

describe('independent cases', () => {
  const row: StaffRow = {
    hospital_id: 'H1',
    staff_id: '0123456789abcdef',
    role: '医师',
    specialty_group: null,
    practice_scope: null,
    title: null,
    title_rank: null,
    title_since: null,
    clinical_since: null,
    licensed: null,
    employed_here: null,
    technique: 'ECMO',
    trained: null,
    training_months: null,
    full_process_cases: null,
    passed: null,
    overseas: null,
    expert_group: null,
    authorized_from: null,
    authorized_to: null,
    technique_lead: null,
    supervisor: null,
    no_serious_events: null,
    animal_implants: null,
    independent_cases: null,
    independent_cases_5y: null,
    file: 'staff.csv',
    line: 2,
  };
  it.each<[number | null, number | null, number | null, string]>([
    [null, null, null, 'nothing is known'],
    [null, 19, null, 'those of other hospitals may make it twenty'],
    [null, 20, 20, 'twenty are enough, whatever was done elsewhere'],
    [19, 5, 19, 'stated, and fewer counted'],
    [3, 20, 20, 'more were counted than stated'],
    [0, null, 0, 'stated to be none'],
  ])('stated %s and counted %s are %s: %s', (stated, counted, expected) => {
    expect(
      personOf({ ...row, independent_cases: stated }, '2026-10-31', counted).values['independent_cases'],
    ).toBe(expected);
  });
});

describe('whole years', () => {
  it.each([
    ['2012-02-29', '2022-02-28', 10, 'the anniversary of 29 February is the 28th'],
    ['2012-02-29', '2022-02-27', 9, 'a day before it'],
    ['2012-02-29', '2024-02-28', 11, 'in a leap year it is the 29th'],
    ['2012-02-29', '2024-02-29', 12, 'on it'],
    ['2017-10-31', '2022-10-30', 4, 'one day short of five'],
    ['2017-10-31', '2022-10-31', 5, 'five years to the day'],
  ])('from %s to %s are %i: %s', (from, to, years) => expect(wholeYears(from, to)).toBe(years));
});
