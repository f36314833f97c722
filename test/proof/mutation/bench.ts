import { casesSql } from '../../../pipeline/compute/cases.js';
import { endOf, monthNumber, type Period, periodsOf } from '../../../pipeline/define/periods.js';
import type { Database } from '../../../pipeline/warehouse/database.js';
import { type Files, withProvince } from '../decks/province.js';
import type { RawRow } from '../evaluate/cells.js';
import type { WorkedCases, WorkedProvince } from '../worked-cases.js';

/** The worked cases of a province in a database, as the table `deck`. */
export interface Bench {
  readonly database: Database;
  readonly province: WorkedProvince;
  readonly parameters: { readonly as_of_end: string };
  /** SELECT of the cases as figures are counted over them; its parameter is the end of the as-of day. */
  readonly cases: string;
}

/** A SELECT of cases with the folder they are of and what is not stored; columns of `deck`. */
export const deckSql = (cases: string): string =>
  `SELECT c.*, regexp_replace(c.hospital_id, '[.][^.]*$', '') AS folder, b.birth_date
   FROM (${cases}) c LEFT JOIN births b ON b.file_id = c.file_id AND b.line = c.line`;

/** Takes the worked cases of a province in by the real pipeline and works with them. */
export async function withBench<T>(province: WorkedProvince, work: (bench: Bench) => Promise<T>): Promise<T> {
  const { table, asOf } = province;
  return withProvince(filesOf(province), asOf, async ({ database, month }) => {
    await writeBirths(database, province);
    const parameters = { as_of_end: endOf(asOf) };
    const cases = await casesSql(database, table, month, parameters.as_of_end);
    await database.run(`CREATE TABLE deck AS ${deckSql(cases)}`, parameters);
    // A changed definition may count a case in a month beside those of the unchanged one.
    await database.run(
      `CREATE TABLE units AS
       WITH places AS (SELECT DISTINCT hospital_id, folder FROM deck),
         months AS (SELECT DISTINCT index_month + step AS index_month FROM deck, range(-1, 2) steps(step))
       SELECT hospital_id, index_month, 'city' AS level, folder AS unit FROM places, months
       UNION ALL SELECT hospital_id, index_month, 'province', '*' FROM places, months`,
    );
    return work({ database, province, parameters, cases });
  });
}

/** The files of all folders and a list of their hospitals. */
function filesOf({ members }: WorkedProvince): Files {
  const files: Record<string, readonly RawRow[]> = {};
  const hospitals = new Map<string, RawRow>();
  for (const { worked } of members)
    for (const [file, rows] of Object.entries(worked.files)) {
      if (file !== 'hospitals.csv') files[`${worked.folder}.${file}`] = rows;
      for (const { hospital_id = '', ecmo_filed_on = '' } of rows) {
        const known = hospitals.get(hospital_id)?.['ecmo_filed_on'] ?? '';
        hospitals.set(hospital_id, {
          hospital_id,
          name: hospital_id,
          city: worked.folder,
          ecmo_filed_on: ecmo_filed_on || known,
        });
      }
    }
  return { ...files, 'hospitals.csv': [...hospitals.values()] };
}

/** Days of birth are never stored, but ages are worked out from them when a row comes in. */
async function writeBirths(database: Database, { members }: WorkedProvince): Promise<void> {
  const files = await database.rows<{ file_id: number; path: string }>('SELECT file_id, path FROM files');
  const rows = files.flatMap(({ file_id, path }) => {
    const cases =
      members.find(({ worked }) => path === `${worked.folder}.cases.csv`)?.worked.files['cases.csv'] ?? [];
    return cases.flatMap(({ birth_date = '' }, i) =>
      birth_date === '' ? [] : [[file_id, i + 2, birth_date] as const],
    );
  });
  await database.run('CREATE TABLE births (file_id INTEGER, line INTEGER, birth_date VARCHAR)');
  await database.append('births', rows, ['int', 'int', 'text']);
  await database.run('ALTER TABLE births ALTER birth_date TYPE DATE');
}

/** The period that the figure of some worked cases is of. */
export function periodOf({ asOf, periodType, period }: WorkedCases): Period {
  const month = monthNumber(asOf.slice(0, 7));
  const found = periodsOf(0, month, month).find(({ type, name }) => type === periodType && name === period);
  if (!found) throw new Error(`no period ${periodType} ${period}`);
  return found;
}
