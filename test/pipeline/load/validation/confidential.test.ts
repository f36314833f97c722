import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectReceipts } from '../../../../pipeline/ask/collect-receipts.js';
import { findIndicator } from '../../../../pipeline/ask/explain.js';
import { collectReport } from '../../../../pipeline/batch/collect-report.js';
import { receiptFiles } from '../../../../pipeline/batch/receipt-files.js';
import { checkText } from '../../../../pipeline/command/check-text.js';
import { repeatPolicy } from '../../../../pipeline/load/lane/repeat-policy.js';
import { receiptRef } from '../../../../pipeline/receipt/receipt.js';
import { selfCheck } from '../../../../pipeline/self-check/self-check.js';
import { ledgerRules } from '../../../../pipeline/warehouse/ledger.js';
import { reportContext } from '../../../../reports/data/report-context.js';
import type { ReportData } from '../../../../reports/data/report-data.js';
import { hospitalPage } from '../../../../reports/page/hospital-page.js';
import { csv, ecmoRun, newFolder, Province, remove, writeFiles } from '../../fixture.js';
import { workbook } from '../../read/workbook-fixture.js';
import { partsOf } from '../../workbook/parts.js';

/*
 * No message to one hospital holds a fact about another. H0A does everything that makes a message, with the rows of H0B in
 * every file; whatever is then addressed to H0A is searched for what only H0B could have told.
 */

/** What stands for the other hospital wherever it can: its code, name, city, case and patient numbers. */
const B = 'KANARI7';
const canaries = [B, '金丝雀', 'KANA-', 'KANP-', 'H0C'];
/** The numbers of its rows, which stand in nothing that H0A sends: lines and counts of H0A stay below. */
const [before, after] = [97, 61];

const theirs = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) =>
    ecmoRun(`KANA-${from + i}`, { hospital_id: B, patient_id: `KANP-${from + i}` }),
  );
const ours = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => ecmoRun(`${from + i}`, { hospital_id: 'H0A' }));
/** What H0D sent in September, and H0C sends in October as its own. */
const moved = (hospital_id: string) =>
  [1, 2, 3].map((i) => ecmoRun(`D${i}`, { hospital_id, patient_id: `KANP-D${i}` }));
const bare = (from: number, to: number) => csv(theirs(from, to).map(({ hospital_id: _, ...cells }) => cells));

const header = Object.keys(ours(1, 1)[0] ?? {});
const sheetOf = (rows: readonly Readonly<Record<string, string>>[]) => [
  header,
  ...rows.map((row) => header.map((name) => row[name] ?? '')),
];
const book = (rows: readonly Readonly<Record<string, string>>[]) =>
  workbook({
    sheets: [
      { name: 'ECMO', rows: sheetOf(rows) },
      {
        name: '名录',
        rows: [
          ['hospital_id', 'name', 'city'],
          [B, '金丝雀医院', '金丝雀市'],
        ],
      },
    ],
  });
const list = csv([
  { hospital_id: 'H0A', name: '甲医院', city: '甲市', former_code: '' },
  { hospital_id: B, name: '金丝雀医院', city: '金丝雀市' },
  { hospital_id: 'H0C', name: '丙医院', city: '甲市' },
  { hospital_id: 'H0D', name: '丁医院', city: '甲市' },
  // A code that is still in use is said to be a former one.
  { hospital_id: 'H0E', name: '戊医院', city: '甲市', former_code: 'H0D' },
]);

/** Rows of H0A with every way in which rows among others' can be wrong, and the same of the other hospital. */
const wrong = (hospital_id: string, prefix: string) => [
  ecmoRun(`${prefix}1`, { hospital_id, mode: '错' }),
  ecmoRun(`${prefix}2`, { hospital_id, ended_at: '2026-10-04 08:00' }),
  ecmoRun(`${prefix}3`, { hospital_id, started_at: '2027-10-05 08:00' }),
  ecmoRun(`${prefix}4`, { hospital_id, discharged_at: '2026-12-24 10:00' }),
  ecmoRun(`${prefix}5`, { hospital_id }),
  ecmoRun(`${prefix}5`, { hospital_id }),
  ecmoRun(`${prefix}6`, { hospital_id }),
  ecmoRun(`${prefix}6`, { hospital_id, mode: 'VV' }),
  ecmoRun('', { hospital_id }),
];
/** Patients of the other hospital too: dead before they left it, cannulated again, and sent there on ECMO; and a sender whom nobody knows. */
const shared = [
  ecmoRun('60', {
    hospital_id: 'H0A',
    patient_id: 'KANP-30',
    started_at: '2026-10-10 20:00',
    ended_at: '2026-10-12 08:00',
    end_reason: '死亡',
    discharged_at: '',
    discharge_status: '',
  }),
  ecmoRun('64', {
    hospital_id: 'H0A',
    patient_id: 'KANP-31',
    started_at: '2026-10-01 08:00',
    ended_at: '2026-10-05 06:00',
    end_reason: '转院',
    discharged_at: '',
    discharge_status: '',
  }),
  // Sent to another province by its own row, and there all the same.
  ecmoRun('65', {
    hospital_id: 'H0A',
    patient_id: 'KANP-32',
    started_at: '2026-10-01 08:00',
    ended_at: '2026-10-05 06:00',
    end_reason: '转院',
    transfer_to: '外省',
    discharged_at: '',
    discharge_status: '',
  }),
  ecmoRun('66', { hospital_id: 'H0A', transfer_from: 'H0X' }),
];
/** Of a time of which all is forgotten. */
const old = (hospital_id: string, no: string) =>
  ecmoRun(no, {
    hospital_id,
    started_at: '2019-05-05 08:00',
    ended_at: '2019-05-10 08:00',
    discharged_at: '2019-05-20 08:00',
  });
/** What is told once a column counts no cell of another. */
const unseen = ecmoRun('KANA-b8', { hospital_id: B, mode: 'V\u200bA' });
const broken = `${B},KANA-900,KANP-900,VA,2026-10-05 08:00,多,一,格,心脏,,,,,,\n`;

const vadImplant = (case_no: string, hospital_id: string, cells = {}) => ({
  hospital_id,
  case_no,
  patient_id: `P${case_no}`,
  implanted_on: '2026-10-05',
  device_type: '错',
  ...cells,
});
const vads = (cases: readonly string[]) =>
  csv([...cases.map((no) => vadImplant(no, 'H0A')), vadImplant('KANA-v1', B), vadImplant('KANA-v2', B)]);

/** Receipts of H0A that do not fit: for a case taken back, for one row twice, and without rows that still wait. */
async function sendReceipts(send: Province['send']) {
  const [first, second] = [vads(['1', '2', '3', '4']), vads(['2', '3', '4'])];
  const ref = (file: string, line: number) => ({ 回执编号: receiptRef(sha(file), null, line) });
  const right = { device_type: '植入式' };
  await send('2026-10', { 'v.csv': first });
  await send('2026-10', { 'v.csv': second });
  await send('2026-10', {
    'v.csv': second,
    'H0A/回执.csv': csv([
      { ...ref(first, 2), ...vadImplant('1', 'H0A', right) },
      { ...ref(second, 2), ...vadImplant('2', 'H0A', right) },
    ]),
    'H0A/回执2.csv': csv([{ ...ref(second, 2), ...vadImplant('2', 'H0A', { device_type: '体外式' }) }]),
  });
}
const sha = (file: string) => createHash('sha256').update(file).digest('hex');

let province: Province;
let data: ReportData;
let told: readonly { readonly rule: string; readonly hospital: string | null; readonly severity: string }[];
let texts: Map<string, string>;

beforeAll(async () => {
  province = await Province.open();
  const send: Province['send'] = (month, files, options = {}) =>
    province.send(month, files, { repeat: repeatPolicy([]), ...options });
  await send(
    '2026-09',
    {
      '_中心/名录.csv': list,
      'H0A/九月.csv': csv(ours(200, 204)),
      [`${B}/九月.csv`]: csv(theirs(800, 805)),
      'H0D/九月.csv': csv(moved('H0D')),
    },
    { asOf: '2026-10-31' },
  );
  await send('2026-10', {
    [`${B}/e.csv`]: csv(theirs(1, before)),
    [`${B}/无编码.csv`]: bare(501, 510),
    'H0A/e.csv': csv(ours(1, 9)),
    'all.csv': csv([...theirs(601, 609), ...ours(20, 24)]),
  });
  await province.database.run("INSERT INTO forgotten_before VALUES ('2020-01-01')");
  province.map('H0A', {
    hospital: 'H0A',
    tables: { ecmo_runs: { values: { discharge_status: { 病死: '好转' } } } },
  });
  await send('2026-10', {
    '_中心/名录.csv': list,
    'H0A/旧.csv': csv([old('H0A', 'z1'), ...['KANA-o1', 'KANA-o2'].map((no) => old(B, no)), ...ours(50, 52)]),
    [`${B}/e.csv`]: csv(theirs(1, after)),
    [`${B}/无编码.csv`]: bare(501, 510),
    'H0A/e.csv':
      csv([...ours(1, 9), ...wrong('H0A', 'a'), ...theirs(701, 705), ...wrong(B, 'KANA-b'), unseen]) + broken,
    'H0A/同一患者.csv': csv(shared),
    'H0A/重复.csv': csv([...ours(31, 33)]),
    'H0A/重复2.csv': csv([...ours(31, 33)].reverse()),
    'H0A/误放.csv': csv(theirs(1, before)),
    'H0A/误放.xlsx': book(theirs(1, 3)),
    'H0A/夹带.xlsx': book([...ours(41, 42), ...theirs(1, 3)]),
    'H0A/多家.csv': csv([...theirs(1, 2), ecmoRun('9', { hospital_id: 'H0C' })]),
    'H0A/无编码.csv': bare(501, 510),
    'H0A/无编码改.csv': csv(
      theirs(501, 510)
        .map(({ hospital_id: _, ...cells }) => cells)
        .reverse(),
    ),
    'H0A/名录.csv': list,
    'H0C/首报.csv': csv(moved('H0C')),
    'H0C/同.csv': csv(ours(31, 33).map((cells) => ({ ...cells, hospital_id: 'H0C' }))),
    'H0A/九月.csv': csv(ours(200, 204)),
    'H0A/无表头.csv': csv(theirs(1, 9)).split('\n').slice(1).join('\n'),
    'all.csv': csv([...theirs(601, 602), ...ours(20, 24)]),
    'H0Z/e.csv': csv([ecmoRun('1', { hospital_id: 'H0Z' })]),
    '_归档/e.csv': csv(theirs(1, 2)),
  });
  await send('2026-10', { 'H0A/e.csv': csv(ours(1, 2)) });
  await sendReceipts(send);
  const indicators = ['ECMO-01'].map(findIndicator);
  data = await collectReport(province.database, {
    month: '2026-10',
    asOf: '2026-10-31',
    batch: 'b',
    province: { zh: '省', en: 'province' },
    figures: await province.figures('2026-10'),
    indicators,
    norms: [],
    compliance: [],
    bridges: [],
  });
  told = await province.database.rows(
    'SELECT DISTINCT rule, hospital_id AS hospital, severity FROM problems ORDER BY ALL',
  );
  texts = new Map();
  const own = data.problems.filter(({ hospital_id }) => hospital_id === 'H0A');
  texts.set('problems', JSON.stringify(own));
  texts.set(
    'submissions',
    JSON.stringify(data.submissions.filter(({ hospital_id }) => hospital_id === 'H0A')),
  );
  texts.set('stale', JSON.stringify(data.stale.filter(({ hospital_id }) => hospital_id === 'H0A')));
  const receipts = await collectReceipts(province.database, province.vault, '2026-10', { lang: 'en' });
  for (const [name, content] of receiptFiles(receipts.filter(({ hospital }) => hospital === 'H0A')))
    texts.set(name, typeof content === 'string' ? content : Object.values(partsOf(content)).join('\n'));
  const folder = newFolder();
  const mixed = csv([...ours(1, 9), ...theirs(701, 705), ...wrong(B, 'KANA-b'), unseen]);
  writeFiles(folder, { 'e.csv': mixed, '误放.csv': csv(theirs(1, 9)), '名录.csv': list });
  const files = ['e.csv', '误放.csv', '名录.csv'].map((name) => join(folder, name));
  const receipt = join(folder, '回执');
  const check = await selfCheck({ files, hospital: 'H0A', month: '2026-10', receipt });
  for (const name of check.receipts ?? []) {
    const bytes = readFileSync(name);
    texts.set(name, name.endsWith('.csv') ? bytes.toString() : Object.values(partsOf(bytes)).join('\n'));
  }
  texts.set('check', checkText(check, 'zh') + checkText(check, 'en') + JSON.stringify(check.files));
  remove(folder);
  for (const lang of ['zh', 'en'] as const)
    texts.set(`page ${lang}`, await hospitalPage('H0A', reportContext(data, lang)));
}, 600_000);
afterAll(() => province.close());

/** What one of the texts says of the other hospital. */
const leaks = (text: string) => canaries.filter((canary) => text.includes(canary));

describe('what is addressed to a hospital', () => {
  it('is there at all: problems, submissions, receipts and pages', () => {
    expect([...texts.keys()].filter((name) => name.includes('/receipt/'))).not.toEqual([]);
    for (const [name, text] of texts) expect([name, text.length > 100]).toEqual([name, name !== 'stale']);
  });

  it('names no other hospital, and none of its patients, cases and places', () => {
    for (const [name, text] of texts) expect([name, leaks(text)]).toEqual([name, []]);
  });

  it('counts no rows of another', () => {
    const counts = new RegExp(`(?<![0-9a-z.])(${before}|${after})(?![0-9a-z.])`);
    for (const name of ['problems', 'submissions'])
      expect([name, counts.exec(texts.get(name) ?? '')?.[0]]).toEqual([name, undefined]);
  });

  it('says nothing of a column for the cells of another', () => {
    expect(told.filter(({ rule }) => rule === 'unseen-characters')).toEqual([]);
  });

  it('would be found out: the centre is told all that', () => {
    const centre = JSON.stringify(data.problems.filter(({ hospital_id }) => hospital_id === null));
    expect(leaks(centre)).toEqual(expect.arrayContaining([B, 'H0C']));
  });

  it('says of a patient of both what each has sent alone; the centre is told of both', () => {
    const rules = ['patient-contradicted', 'one-course', 'transfer-contradicted', 're-cannulated'];
    expect(
      told
        .filter(({ rule }) => rules.includes(rule))
        .map(({ rule, hospital }) => ({ rule, hospital }))
        .sort((a, b) => rules.indexOf(a.rule) - rules.indexOf(b.rule)),
    ).toEqual(rules.map((rule) => ({ rule, hospital: null })));
  });

  it('says of the hospital that a row names what stands in that row alone', () => {
    expect(told.filter(({ rule }) => rule === 'unknown-transfer-hospital')).toEqual([
      { rule: 'unknown-transfer-hospital', hospital: 'H0A', severity: 'warning' },
    ]);
  });

  it('to the other hospital, says nothing of what this one did with its rows', () => {
    const problems = data.problems.filter(({ hospital_id }) => hospital_id === B);
    expect(JSON.stringify(problems)).not.toContain('H0A');
  });
});

describe('the list of messages', () => {
  /** Kinds whose words are made of the bytes of the file alone, and which its own tests look at. */
  const ofTheFile = () => {
    const source = (name: string) =>
      readFileSync(new URL(`../../../../pipeline/read/${name}.ts`, import.meta.url), 'utf8');
    return [
      ...`${source('refusal')}${source('warnings')}${source('tokenise')}`.matchAll(
        /^ {2}\| '([a-z0-9-]+)'/gm,
      ),
    ].map(([, rule]) => rule ?? '');
  };
  /** Refusals made of more than the file: who sent it, and what came before. */
  const ofTheSender = [
    'not-for-hospitals',
    'not-own-file',
    'same-bytes-elsewhere',
    'repeated',
    'no-hospital-folder',
  ];

  it('has none made of more than the file that was not tried here', () => {
    const tried = new Set(told.map(({ rule }) => rule));
    expect([...ledgerRules, ...ofTheSender].filter((rule) => !tried.has(rule))).toEqual([]);
  });

  it('has no kind that is in no list', () => {
    const listed = new Set<string>([...ofTheFile(), ...ledgerRules, ...ofTheSender]);
    const ofRows = new Set([
      'wrong-hospital',
      'conflicting-rows',
      'duplicate-row',
      'outcome-after-as-of',
      'after-as-of',
      'required',
      'unknown-value',
      'end-before-start',
    ]);
    const strange = told
      .filter(({ rule, severity }) => severity === 'refusal' || !ofRows.has(rule))
      .filter(({ rule }) => !listed.has(rule) && !ofRows.has(rule));
    expect(strange.filter(({ severity }) => severity === 'refusal')).toEqual([]);
  });
});
