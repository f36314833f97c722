import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Table, tableFromIPC } from 'apache-arrow';
import { strFromU8, unzipSync } from 'fflate';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../../pipeline/warehouse/database.js';
import { csv, ecmoDeath, ecmoRun, newFolder, remove, writeFiles } from '../fixture.js';
import { stackLine, zhikong } from './buffer.js';

/** Planted in every personal and free text column; nothing that leaves may hold it. */
const marker = '欧阳某某0012345';
let folder = '';
let workspace = '';
beforeAll(async () => {
  folder = newFolder();
  workspace = join(folder, 'workspace');
  const personal = {
    patient_name: marker,
    patient_id: marker,
    remark: marker,
    indication: marker,
    device_barcodes: marker,
    operator_id: marker,
  };
  writeFiles(join(workspace, 'inbox', '2026-10'), {
    'H1/ecmo.csv': csv([
      { ...ecmoRun(`${marker}1`, personal), weight_kg: '65.5', ecpr: '是' },
      { ...ecmoDeath(`${marker}2`), mode: '?' },
      { ...ecmoDeath(`${marker}3`), ecpr: '否', started_at: '2026-10-06' },
    ]),
    'H1/=cmd|x.csv': csv([
      {
        case_no: marker,
        anesthesia_no: marker,
        methods: '全麻+硬膜外',
        started_at: '2026-10-07 09:30:15',
      },
    ]),
  });
  const { exit } = await zhikong(['run', '--month', '2026-10', '--workspace', workspace]);
  expect(exit).toBe(1); // line 3 of ecmo.csv is held back
});
afterAll(() => remove(folder));

const exported = (...args: string[]) => zhikong(['export', '--workspace', workspace, ...args]);
const names = ['anesthesia_cases', 'ecmo_runs', 'figures', 'vad_implants'];

/** The rows of the ECMO cases by hand: line 2 succeeded, line 4 died and its start has no clock time. */
function expectRuns(rows: readonly Record<string, unknown>[], time: (text: string) => unknown): void {
  expect(rows.map((row) => row['line'])).toEqual([2, 4]);
  const [success = {}, death = {}] = rows;
  expect(success).toMatchObject({
    file: 'H1/ecmo.csv',
    sheet: null,
    hospital_id: 'H1',
    mode: 'VA',
    ecpr: true,
    weight_kg: 65.5,
    end_reason: '心肺功能改善',
    started_at: time('2026-10-05 08:00:00'),
  });
  expect(death).toMatchObject({ ecpr: false, weight_kg: null, end_reason: '死亡' });
  expect(success['case_key']).toMatch(/^[0-9a-f]{32}$/);
  expect(success['patient_key']).toMatch(/^[0-9a-f]{32}$/);
  expect(success['case_key']).not.toBe(death['case_key']);
  for (const name of [
    'case_no',
    'patient_id',
    'patient_name',
    'birth_date',
    'remark',
    'indication',
    'device_barcodes',
  ])
    expect(success).not.toHaveProperty(name);
}

describe('zhikong export --cases', () => {
  it('writes figures and cases as CSV: the figures are those of the report', async () => {
    const out = join(folder, 'csv');
    const said = await exported('--format', 'csv', '--cases', '--out', out);
    expect({ exit: said.exit, err: said.err }).toEqual({ exit: 0, err: '' });
    expect(said.out).toContain('已导出 2026-10 批次 2026-10-');
    expect(said.out).toMatch(/ecmo_runs-2026-10\.csv {2}2 行/);
    expect(readdirSync(out).sort()).toEqual(names.map((name) => `${name}-2026-10.csv`));
    const report = readFileSync(join(workspace, 'reports/2026-10/centre/figures.csv'));
    expect(readFileSync(join(out, 'figures-2026-10.csv')).equals(report)).toBe(true);
    const text = readFileSync(join(out, 'ecmo_runs-2026-10.csv'), 'utf8');
    const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
    expect(data.map(({ line }) => line)).toEqual(['2', '4']);
    expect(data[0]).toMatchObject({ weight_kg: '65.5', ecpr: 'true', started_at: '2026-10-05 08:00:00' });
    const anesthesia = readFileSync(join(out, 'anesthesia_cases-2026-10.csv'), 'utf8');
    expect(anesthesia).toContain('\nH1/=cmd|x.csv,'); // begins with H1, so it is no formula
    expect(anesthesia).toContain('全身麻醉;硬膜外麻醉');
    expect(readFileSync(join(out, 'vad_implants-2026-10.csv'), 'utf8').split('\n')).toHaveLength(2);
  });

  it('writes Arrow with the types of the contract', async () => {
    const out = join(folder, 'arrow');
    await exported('--format', 'arrow', '--cases', '--out', out);
    const report = Papa.parse<Record<string, string>>(
      readFileSync(join(workspace, 'reports/2026-10/centre/figures.csv'), 'utf8'),
      { header: true, skipEmptyLines: true },
    ).data;
    const figures: Table = tableFromIPC(readFileSync(join(out, 'figures-2026-10.arrow')));
    expect([...figures].map((row) => `${row?.['code']} ${row?.['unit']} ${row?.['period']}`)).toEqual(
      report.map(({ code, unit, period }) => `${code} ${unit} ${period}`),
    );
    const table: Table = tableFromIPC(readFileSync(join(out, 'ecmo_runs-2026-10.arrow')));
    const types = Object.fromEntries(table.schema.fields.map(({ name, type }) => [name, String(type)]));
    expect(types).toMatchObject({
      line: 'Int32',
      ecpr: 'Bool',
      weight_kg: 'Float64',
      started_at: 'Timestamp<MILLISECOND>',
      followup_1y_on: 'Date32<DAY>',
    });
    const rows = table.toArray().map((row) => row.toJSON());
    expectRuns(rows, (text) => Date.parse(`${text.replace(' ', 'T')}Z`));
    const empty = tableFromIPC(readFileSync(join(out, 'vad_implants-2026-10.arrow')));
    expect(empty.numRows).toBe(0);
    expect(empty.schema.fields.map(({ name }) => name)).toContain('implanted_on');
  });

  it('writes Parquet that reads back', async () => {
    const out = join(folder, 'parquet');
    await exported('--format', 'parquet', '--cases', '--out', out);
    const database = await Database.open(':memory:', {
      folders: [`${out}/`],
      threads: 1,
      memory: '1GB',
      temp: out,
    });
    const read = (name: string) => database.rows(`SELECT * FROM '${join(out, name)}-2026-10.parquet'`);
    expectRuns(await read('ecmo_runs'), (text) => text);
    const [anesthetic] = await read('anesthesia_cases');
    expect(anesthetic).toMatchObject({ methods: '全身麻醉;硬膜外麻醉', started_at: '2026-10-07 09:30:15' });
    expect(anesthetic).not.toHaveProperty('anesthesia_no');
    const [first] = await database.rows(
      `SELECT numerator, denominator FROM '${join(out, 'figures')}-2026-10.parquet' WHERE code = 'ECMO-01' AND unit = 'H1' AND period = '2026' AND stratum = ''`,
    );
    expect(first).toEqual({ numerator: '1', denominator: '2' });
    await database.close();
  });

  it('writes workbooks whose cells read back: numbers as numbers, no formula', async () => {
    const out = join(folder, 'xlsx');
    await exported('--format', 'xlsx', '--cases', '--out', out);
    expect(readdirSync(out).sort()).toEqual(names.map((name) => `${name}-2026-10.xlsx`));
    const sheet = (name: string) =>
      strFromU8(
        unzipSync(readFileSync(join(out, `${name}-2026-10.xlsx`)))['xl/worksheets/sheet1.xml'] ??
          new Uint8Array(),
      );
    const runs = sheet('ecmo_runs');
    expect(runs).toContain('<v>65.5</v>');
    expect(runs).toContain('2026-10-05 08:00:00');
    expect(sheet('anesthesia_cases')).toContain('全身麻醉;硬膜外麻醉');
    expect(sheet('figures')).toContain('ecmo-effective-removal');
    for (const name of names) expect(sheet(name)).not.toContain('<f');
    const parts = unzipSync(readFileSync(join(out, 'figures-2026-10.xlsx')));
    const part = (at: number) => strFromU8(parts[`xl/worksheets/sheet${at}.xml`] ?? new Uint8Array());
    expect(strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array())).toMatch(
      /figures.*说明 Notes.*定义 Definitions/s,
    );
    // Every column is explained, and every indicator of the figures defined.
    expect(part(2)).toContain('不知是否属分母的例数');
    expect(part(3)).toContain('ECMO-01');
  });

  it("writes one hospital's figures, and says that there is no such hospital", async () => {
    const out = join(folder, 'own');
    await exported('--format', 'csv', '--hospital', 'H1', '--out', out);
    const [, ...rows] = readFileSync(join(out, 'figures-H1-2026-10.csv'), 'utf8').trim().split('\n');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.includes(',hospital,H1,'))).toBe(true);
    const none = await zhikong([
      'export',
      '--format',
      'csv',
      '--hospital',
      'H999',
      '--out',
      join(folder, 'none'),
      '--workspace',
      workspace,
    ]);
    expect(none.exit).toBe(2);
    expect(none.err).toContain('[unknown-hospital]');
  });

  it.each(['csv', 'arrow', 'parquet', 'xlsx'])(
    'as %s lets no personal text out, is for its owner alone, and is the same each time',
    async (format) => {
      const [a, b] = [join(folder, `a-${format}`), join(folder, `b-${format}`)];
      for (const out of [a, b])
        expect((await exported('--format', format, '--cases', '--out', out)).exit).toBe(0);
      expect(statSync(a).mode & 0o777).toBe(0o700);
      for (const name of readdirSync(a)) {
        const bytes = readFileSync(join(a, name));
        expect(bytes.equals(readFileSync(join(b, name))), name).toBe(true);
        expect(bytes.includes(Buffer.from(marker)), name).toBe(false);
        expect(bytes.includes(Buffer.from('0012345')), name).toBe(false);
        expect(statSync(join(a, name)).mode & 0o777, name).toBe(0o600);
      }
      expect(readdirSync(join(workspace, 'tmp'))).toEqual([]);
    },
  );
});

describe('zhikong export', () => {
  it('writes the figures alone without --cases, and says it in English and JSON', async () => {
    const out = join(folder, 'alone');
    const json = JSON.parse((await exported('--format', 'csv', '--out', out, '--json')).out);
    expect(readdirSync(out)).toEqual(['figures-2026-10.csv']);
    const lines = readFileSync(join(out, 'figures-2026-10.csv'), 'utf8').trimEnd().split('\n').length;
    expect(json).toMatchObject({ month: '2026-10', asOf: '2026-10-31', files: [{ rows: lines - 1 }] });
    const said = await exported('--format', 'arrow', '--out', out, '--lang', 'en');
    expect(said.out).toContain('(data to 2026-10-31):');
  });

  it('writes measures and reports as FHIR; what nobody else may see is masked in the public ones', async () => {
    const reportsOf = async (audience: string) => {
      const out = join(folder, `fhir-${audience}`);
      expect((await exported('--format', 'fhir', '--audience', audience, '--out', out)).exit).toBe(0);
      expect(readdirSync(out)).toEqual(['Measure-2026-10.ndjson', 'MeasureReport-2026-10.ndjson']);
      return readFileSync(join(out, 'MeasureReport-2026-10.ndjson'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { measure: string; subject: { identifier: { value: string } } });
    };
    const own = await reportsOf('centre');
    // By hand: one success and one death among the two runs that count.
    const runs = own.filter(
      ({ measure, subject }) => measure.includes('/ecmo-01|') && subject.identifier.value === 'H1',
    );
    expect(runs.some((one) => /"count":2.*"count":1.*"value":0.5/.test(JSON.stringify(one)))).toBe(true);
    const open = JSON.stringify(await reportsOf('public'));
    expect(open).toContain('"masked"');
    expect(open).not.toContain('"H1"');
    expect(JSON.stringify(own) + open).not.toContain(marker);
  });

  it('overwrites nothing and then writes nothing', async () => {
    const out = join(folder, 'taken');
    mkdirSync(out);
    writeFileSync(join(out, 'ecmo_runs-2026-10.csv'), 'mine');
    symlinkSync('/nowhere', join(out, 'vad_implants-2026-10.csv'));
    const { exit, err } = await exported('--format', 'csv', '--cases', '--out', out);
    expect(exit).toBe(2);
    expect(err).toContain('ecmo_runs-2026-10.csv、vad_implants-2026-10.csv');
    expect(err).toContain('must not be overwritten');
    expect(readFileSync(join(out, 'ecmo_runs-2026-10.csv'), 'utf8')).toBe('mine');
    expect(existsSync(join(out, 'figures-2026-10.csv'))).toBe(false);
    const file = await exported('--format', 'csv', '--out', join(out, 'ecmo_runs-2026-10.csv'));
    expect(file.exit).toBe(2);
    expect(file.err).toContain('[no-folder]');
  });

  it.each<[string, string[], RegExp]>([
    [
      'an unknown format',
      ['--format', 'xls'],
      /--format must be one of parquet, arrow, csv, xlsx, fhir, not "xls"/,
    ],
    [
      'a month without a batch',
      ['--format', 'csv', '--month', '2025-01'],
      /There must be a batch of 2025-01/,
    ],
    ['no format', [], /--format/],
    ['cases as FHIR', ['--format', 'fhir', '--cases'], /FHIR holds figures and no cases/],
    [
      'the public edition as a table, which is there',
      ['--format', 'csv', '--audience', 'public'],
      /else take public\/figures.csv of the report/,
    ],
  ])('refuses %s', async (_, args, says) => {
    const { exit, out, err } = await exported(...args, '--out', join(folder, 'never'));
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toMatch(says);
    expect(err).not.toMatch(stackLine);
    expect(existsSync(join(folder, 'never'))).toBe(false);
  });
});
