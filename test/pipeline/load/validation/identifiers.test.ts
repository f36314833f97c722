import { afterEach, describe, expect, it } from 'vitest';
import { ecmoRuns } from '../../../../pipeline/cases/ecmo-runs.js';
import { type Cells, csv, ecmoDeath, ecmoRun, Province } from '../../fixture.js';
import { anaesthetic, lanes } from '../lane/lanes.js';

/** What an identifier becomes: its text, or the rule it breaks. */
function said(name: 'case_no' | 'patient_id' | 'hospital_id', raw: string): string | null {
  const result = ecmoRuns.spec.fields[name].schema.safeParse(raw);
  if (result.success) return result.data as string | null;
  return String((result.error.issues[0] as { params?: { rule?: string } }).params?.rule);
}

describe('an identifier', () => {
  it.each([
    ["'0000001200", '0000001200'],
    ['＇0000001200', '0000001200'],
    ['‘0001', '0001'],
    ['="0001"', '0001'],
    ['＝＂0001＂', '0001'],
    ['=T("0001")', '0001'],
    ['=\\"0001\\"', '0001'],
    ['=""0001""', '0001'],
    ['"0001"', '0001'],
    ['0001\t', '0001'],
    ['00\u200b01', '0001'],
    ['\u202a0001\u202c', '0001'],
    ['\u206600\u00ad01\u2069', '0001'],
    ['\ufeff0001\u2060', '0001'],
    ['00\u00a001', '0001'],
    ['00\u300001\u202f', '0001'],
    ['ZY 0001', 'ZY0001'],
    ['zy0001', 'ZY0001'],
    ['１２０１', '1201'],
    ['ZY‑0001', 'ZY-0001'],
    ['12345.0', '12345'],
    ['12345.', '12345'],
    ['1,234,567', '1234567'],
    ['1,234.00', '1234'],
    ['11010519491231002x', '11010519491231002X'],
    // Letter O and digit 0 are not guessed at.
    ['ZYO001', 'ZYO001'],
    // No exporter writes an exponent with leading zeros and without a sign.
    ['2026E0012', '2026E0012'],
    ['2026-10-001', '2026-10-001'],
  ])('%s is %s', (raw, text) => {
    expect(said('case_no', raw)).toBe(text);
  });

  it.each([
    ['9.90101E+17', 'identifier-exponent'],
    ['1E5', 'identifier-exponent'],
    ['1.23E+05', 'identifier-exponent'],
    ['3.42e18', 'identifier-exponent'],
    ['９．９Ｅ＋１７', 'identifier-exponent'],
    ['9.9 E+17', 'identifier-exponent'],
    ["'9.90101E+17", 'identifier-exponent'],
    ['9,90101E+17', 'identifier-exponent'],
    ['123.5', 'identifier-fraction'],
    ['12,34,567', 'identifier-fraction'],
    ['#N/A', 'error-cell'],
    ['#REF!', 'error-cell'],
    ['#VALUE!', 'error-cell'],
    ['#NAME?', 'error-cell'],
    ['########', 'error-cell'],
    ['=A1', 'identifier-formula'],
    ['5-Mar', 'identifier-date'],
    ['3月5日', 'identifier-date'],
    ['2026/3/5', 'identifier-date'],
    // Its check digit would be 9.
    ['110105195001051000', 'identifier-precision'],
  ])('%s is held back as %s', (raw, rule) => {
    expect(said('case_no', raw)).toBe(rule);
    expect(said('patient_id', raw)).toBe(rule);
    expect(said('hospital_id', raw)).toBe(rule);
  });

  it.each(["'", '=""', '\u200b', "'-"])('%j is blank', (raw) => {
    expect(said('patient_id', raw)).toBeNull();
    expect(said('case_no', raw)).toBe('required');
  });

  it('of a hospital keeps its small letters', () => {
    expect(said('hospital_id', "'h0101")).toBe('h0101');
  });
});

/** The check digit of a resident identity number by ISO 7064, MOD 11-2, worked from the right. */
function checkDigit(first17: string): string {
  let rest = 0;
  for (const digit of first17) rest = ((rest + Number(digit)) * 2) % 11;
  return '0123456789X'[(12 - rest) % 11] as string;
}

it('an identity number that ends in 000 is held back only where its check digit says so', () => {
  const sound: string[] = [];
  for (let day = 10; day < 29; day += 1)
    for (let serial = 0; serial < 10; serial += 1) {
      const first = `110105195003${day}${serial}00`;
      const is = checkDigit(first) === '0' ? `${first}0` : 'identifier-precision';
      expect(said('patient_id', `${first}0`)).toBe(is);
      if (is !== 'identifier-precision') sound.push(first);
    }
  expect(sound.length).toBeGreaterThan(5);
});

let province: Province;
afterEach(() => province?.close());

/** What is wrong with the files of one hospital in October, as `line rule`. */
async function sent(rows: readonly Cells[], options: object = {}): Promise<string[]> {
  province = await Province.open();
  await province.send('2026-10', { 'H1/a.csv': csv(rows) }, options);
  return (await province.problems()).map((text) => text.slice('H1/a.csv:'.length));
}

it('what was taken off is told once a column, with the number of rows and the first line', async () => {
  const rows = [
    ecmoRun('0001'),
    ecmoRun("'0002", { patient_id: 'P2', started_at: '2026-10-06 08:00' }),
    ecmoRun('=T("0003\u200b")', { patient_id: 'P3', started_at: '2026-10-07 08:00' }),
    ecmoRun('0004', { patient_id: 'P 0004', started_at: '2026-10-08 08:00' }),
    ecmoRun('5.0', { patient_id: 'P‑5', started_at: '2026-10-09 08:00' }),
  ];
  expect(await sent(rows)).toEqual([
    '* identifier-blank',
    '* identifier-guard',
    '* identifier-hyphen',
    '* identifier-number-form',
    '* spreadsheet-guard',
    '* unseen-characters',
  ]);
  expect(await province.counts('2026-10', 'ECMO-01 H1 2026')).toEqual([5, 5]);
  const values = await province.database.rows<{ told: string }>(
    "SELECT fields[1] || ' ' || rule || ' ' || value AS told FROM problems ORDER BY told",
  );
  expect(values.map(({ told }) => told)).toEqual([
    'case_no identifier-guard 1 @ 4: ',
    'case_no identifier-number-form 1 @ 6: ',
    "case_no spreadsheet-guard 1 @ 3: '",
    'case_no unseen-characters 1 @ 4: U+200B',
    'patient_id identifier-blank 1 @ 5: ',
    'patient_id identifier-hyphen 1 @ 6: ',
  ]);
});

it('a column of which every long number ends in zeros was rounded', async () => {
  const at = (i: number) => `2026-10-0${i} 08:00`;
  const numbers = ['2026100512345000', '2026100512346000', '2026100512347010', '77'];
  const all = ['20261005123456000', '20261005123457000', '20261005123458000', '77'];
  expect(await sent(all.map((no, i) => ecmoRun(no, { patient_id: '', started_at: at(i + 1) })))).toEqual([
    '2 identifier-precision',
    '3 identifier-precision',
    '4 identifier-precision',
  ]);
  await province.close();
  // The check digit of the second happens to hold; the company it is in tells.
  const ids = ['110105195001051000', '110105195003118000', '110105196001051000'];
  expect(
    await sent(ids.map((patient_id, i) => ecmoRun(`${i}`, { patient_id, started_at: at(i + 1) }))),
  ).toEqual(['2 identifier-precision', '3 identifier-precision', '4 identifier-precision']);
  await province.close();
  expect(await sent(numbers.map((no, i) => ecmoRun(no, { patient_id: '', started_at: at(i + 1) })))).toEqual(
    [],
  );
});

describe.each(Object.entries(lanes))('with the %s lane open', (lane, options) => {
  const laneOf = async () =>
    (await province.database.rows<{ lane: string }>('SELECT lane FROM files'))[0]?.lane;
  const three = (cells: Cells) => [
    anaesthetic('1', { 医院编码: 'H1' }),
    anaesthetic('2', {
      医院编码: 'H1',
      麻醉开始时间: '2026-10-06 08:00',
      麻醉结束时间: '2026-10-06 09:00',
      ...cells,
    }),
    anaesthetic('3', { 医院编码: 'H1', 麻醉开始时间: '2026-10-07 08:00', 麻醉结束时间: '2026-10-07 09:00' }),
  ];

  it.each([
    ['a small letter', { 病案号: 'zy00002' }],
    ['a long number', { 病案号: '2026100512345678' }],
    ['an identity number that ends in 000 and whose check digit holds', { 患者标识: '110105195003142000' }],
    ['a code with hyphens', { 病案号: 'ZY-2026-0002' }],
    ['leading zeros', { 病案号: '0000000002' }],
  ])('%s keeps no file out of it', async (_, cells) => {
    expect(await sent(three(cells), options)).toEqual([]);
    expect(await laneOf()).toBe(lane);
  });

  it.each([
    ['an exponent', { 病案号: '1.2E+05' }, ['3 identifier-exponent']],
    ['an exponent in the number of the anaesthetic', { 麻醉单号: '1.2E+05' }, ['3 identifier-exponent']],
    ['an exponent of a patient', { 患者标识: '9.90101E+17' }, ['3 identifier-exponent']],
    ['a guard', { 病案号: "'0002" }, ['* spreadsheet-guard']],
    ['a blank inside', { 麻醉单号: 'MZ 2' }, ['* identifier-blank']],
    ['a zero-width mark', { 患者标识: 'P\u200b2' }, ['* unseen-characters']],
    ['an error', { 麻醉单号: '#REF!' }, ['3 error-cell']],
    [
      'one case under two spellings',
      { 麻醉单号: 'MZ-1', 病案号: 'ZY1', 麻醉开始时间: '2026-10-05 08:00', 麻醉结束时间: '2026-10-05 10:30' },
      ['3 same-case-row'],
    ],
  ])(
    '%s is read exactly, with its neighbourhood or its file, which says so',
    async (what, cells, problems) => {
      expect(await sent(three(cells), options)).toEqual(problems);
      // A row that is another's case cannot be cut out.
      const isCut = lane === 'fast' && what !== 'one case under two spellings';
      expect(await laneOf()).toBe(isCut ? 'cut' : 'exact');
    },
  );
});

it('identifiers that lost their ends do not make transfers or one patient of many', async () => {
  province = await Province.open();
  const rows = [1, 2, 3].map((i) =>
    ecmoDeath(`000${i}`, { patient_id: '9.90101E+17', started_at: `2026-10-0${i} 08:00` }),
  );
  await province.send('2026-10', { 'H1/a.csv': csv(rows), 'H2/a.csv': csv(rows) });
  expect(await province.counts('2026-10', 'ECMO-01 H1 2026')).toBeNull();
  expect((await province.problems()).filter((text) => text.endsWith('identifier-exponent'))).toHaveLength(6);
});

describe("a hospital's code", () => {
  const list = '医院编码,医院名称,城市\n0105,甲,乙\nH0106,丙,丁\n';
  it('that lost its zeros is taken for that of the folder and the list, and told', async () => {
    province = await Province.open();
    await province.send('2026-10', {
      '名录.csv': list,
      '0105/a.csv': csv([
        ecmoRun('1', { hospital_id: '105' }),
        ecmoRun('2', { hospital_id: '105', started_at: '2026-10-06 08:00' }),
      ]),
      'flat.csv': csv([ecmoRun('1', { hospital_id: 'h0106' })]),
    });
    expect(await province.problems()).toEqual([
      '0105/a.csv:2 hospital-code-recognised',
      'flat.csv:2 hospital-code-recognised',
    ]);
    expect(await province.counts('2026-10', 'ECMO-01 0105 2026')).toEqual([2, 2]);
    expect(await province.counts('2026-10', 'ECMO-01 H0106 2026')).toEqual([1, 1]);
  });

  it("that is another hospital's is not guessed at", async () => {
    province = await Province.open();
    await province.send('2026-10', { '0105/a.csv': csv([ecmoRun('1', { hospital_id: '106' })]) });
    expect(await province.problems()).toContain('0105/a.csv:* not-own-file');
  });
});

it('a person whose number lost its zeros in one table is found in the other', async () => {
  province = await Province.open();
  const staff = '工号,专项技术,授权起始\n0012,ECMO,2020-01-01\n';
  await province.send('2026-10', {
    'H1/staff.csv': staff,
    'H1/a.csv': csv([ecmoRun('1', { operator_id: '12' })]),
  });
  expect(
    await province.database.number(
      'SELECT count(*) FROM ecmo_runs r JOIN staff s ON s.hospital_id = r.hospital_id AND s.staff_id = r.operator_id',
    ),
  ).toBe(1);
});
