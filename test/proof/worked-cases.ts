import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { builtInCalendar } from '../../pipeline/calendar/working-days.js';
import { type DefinedIndicator, editionOf } from '../../pipeline/define/index.js';
import type { AnyTable } from '../../pipeline/define/table.js';
import { fileOf } from '../indicators/file-of.js';
import { type RawRow, rowsOf } from './evaluate/cells.js';
import type { Counted, Unit } from './evaluate/figures.js';
import type { Sent } from './evaluate/tables.js';

/** The worked cases of a definition: what was sent, the figure that was worked out by hand, and where it stands. */
export interface WorkedCases {
  readonly folder: string;
  readonly asOf: string;
  readonly periodType: string;
  readonly period: string;
  /** What hospitals sent by the name of the file, their codes led by the folder's name as in `cases.test.ts`. */
  readonly files: { readonly [file: string]: readonly RawRow[] };
  readonly expected: readonly RawRow[];
}

const names = ['cases.csv', 'staff.csv', 'monthly_counts.csv', 'anesthesia_cases.csv', 'hospitals.csv'];

/** The last year of which the working days are known, as worked cases write it, and the year after. */
const lastYear = Number(builtInCalendar.span.last.slice(0, 4));

function readFolder(folder: string, url: URL): WorkedCases {
  const path = (file: string) => fileURLToPath(new URL(file, url));
  const text = (file: string) =>
    readFileSync(path(file), 'utf8')
      .replaceAll('{last}', String(lastYear))
      .replaceAll('{next}', String(lastYear + 1));
  const read = (file: string) => rowsOf(text(file));
  const { asOf, period_type, period } = JSON.parse(text('case.json')) as Record<
    'asOf' | 'period_type' | 'period',
    string
  >;
  const files = Object.fromEntries(
    names
      .filter((file) => existsSync(path(file)))
      .map((file) => [file, read(file).map((row) => ownTo(folder, row))]),
  );
  return { folder, asOf, periodType: period_type, period, files, expected: read('expected.csv') };
}

/** A row whose hospital and patient are of its folder alone: what a patient of another folder went through tells nothing of this one. */
export const ownTo = (folder: string, row: RawRow): RawRow => ({
  ...row,
  hospital_id: `${folder}.${row['hospital_id']}`,
  ...(row['patient_id'] ? { patient_id: `${folder}.${row['patient_id']}` } : {}),
  ...Object.fromEntries(
    ['transfer_from', 'transfer_to']
      .filter((name) => row[name] && row[name] !== '外省')
      .map((name) => [name, `${folder}.${row[name]}`]),
  ),
});

/** The worked cases in the folder of a definition. */
export function workedCasesOf(indicator: DefinedIndicator): WorkedCases {
  const folder = fileOf(indicator);
  return readFolder(folder, new URL(`../indicators/${folder}/`, import.meta.url));
}

/** Folders of one table and as-of day, which are one province with a city each. */
export interface WorkedProvince {
  readonly table: AnyTable;
  readonly asOf: string;
  readonly members: readonly { readonly indicator: DefinedIndicator; readonly worked: WorkedCases }[];
  /** What all of them sent, by the table's name. */
  readonly sent: Sent;
}

function workedProvinces(indicators: readonly DefinedIndicator[]): WorkedProvince[] {
  const provinces = new Map<
    string,
    { table: AnyTable; asOf: string; members: WorkedProvince['members'][number][] }
  >();
  for (const indicator of indicators) {
    const worked = workedCasesOf(indicator);
    const key = `${indicator.of.name} ${worked.asOf}`;
    const province = provinces.get(key) ?? { table: indicator.of, asOf: worked.asOf, members: [] };
    province.members.push({ indicator, worked });
    provinces.set(key, province);
  }
  return [...provinces.values()].map((province) => ({ ...province, sent: sentBy(province) }));
}

/**
 * Worked cases that several definitions share, because they need another as-of day or period than the definition's own
 * folder has: a folder of `further/` each, whose expected figures say by `definition` whose they are.
 */
function furtherProvinces(indicators: readonly DefinedIndicator[]): WorkedProvince[] {
  const root = new URL('./further/', import.meta.url);
  return readdirSync(fileURLToPath(root)).map((folder) => {
    const whole = readFolder(folder, new URL(`${folder}/`, root));
    const names = [...new Set(whole.expected.map(({ definition = '' }) => definition))];
    const members = names.map((name) => {
      const indicator = indicators.find(({ code, version }) => `${code} ${editionOf(version)}` === name);
      if (!indicator) throw new Error(`${folder} expects figures of ${name}, which is no definition`);
      const own = whole.expected.filter(({ definition }) => definition === name);
      const isByStratum = own.some(({ stratum = '' }) => stratum !== '');
      return { indicator, worked: { ...whole, expected: own.map((row) => figureOf(row, isByStratum)) } };
    });
    const [first] = members;
    if (!first) throw new Error(`${folder} expects no figure`);
    const table = first.indicator.of;
    if (members.some(({ indicator }) => indicator.of !== table))
      throw new Error(`${folder} is of two tables`);
    return { table, asOf: whole.asOf, members, sent: sentBy({ table, asOf: whole.asOf, members: [first] }) };
  });
}

/** An expected figure without whose it is, and without a stratum where its definition has none there. */
function figureOf({ definition, stratum = '', ...figure }: RawRow, isByStratum: boolean): RawRow {
  return isByStratum ? { stratum, ...figure } : figure;
}

/** Every worked case there is. */
export const allWorkedProvinces = (indicators: readonly DefinedIndicator[]): WorkedProvince[] => [
  ...workedProvinces(indicators),
  ...furtherProvinces(indicators),
];

function sentBy({ table, members }: Omit<WorkedProvince, 'sent'>): Sent {
  const sent: Record<string, RawRow[]> = {};
  for (const { worked } of members)
    for (const [file, rows] of Object.entries(worked.files)) {
      const name = tableOf(table, file, rows);
      sent[name] = [...(sent[name] ?? []), ...rows];
    }
  return sent;
}

/** The table of a file: its name tells, and of `cases.csv` the definition or, where its table is worked out, its columns. */
function tableOf(of: AnyTable, file: string, [first]: readonly RawRow[]): string {
  if (file !== 'cases.csv') return file.replace('.csv', '');
  if (!of.spec.workedOutFrom) return of.name;
  return first && 'item' in first ? 'monthly_counts' : 'anesthesia_cases';
}

/** The city of a hospital of the worked cases is its folder. */
export const folderUnits = (hospital: string): readonly Unit[] => [
  { level: 'city', name: hospital.slice(0, hospital.lastIndexOf('.')) },
  { level: 'province', name: '*' },
];

/** The columns of an expected figure that a count has, as they are written there: to a millionth. */
export function asExpected(counted: Counted, stratum: string, columns: readonly string[]): RawRow {
  const all: Record<string, string | number | null> = { ...counted, stratum };
  return Object.fromEntries(columns.map((column) => [column, written(all[column] ?? '')]));
}

const written = (value: string | number) => (typeof value === 'number' ? String(rounded(value)) : value);
const rounded = (value: number) => Math.round(value * 1e6) / 1e6;

/** An expected figure's columns, numbers to a millionth. */
export const asWritten = (row: RawRow, columns: readonly string[]): RawRow =>
  Object.fromEntries(
    columns.map((column) => {
      const text = row[column] ?? '';
      return [column, text.includes('.') && column !== 'stratum' ? String(rounded(Number(text))) : text];
    }),
  );
