import { currentRowsSql } from '../compile/current-sql.js';
import { fastTable } from '../compile/fast-sql.js';
import { sqlName, sqlText } from '../compile/quote.js';
import { allRowsSql } from '../compile/rows-sql.js';
import { hasCases, minuteSql } from '../compile/same-case-sql.js';
import type { Database } from '../warehouse/database.js';
import { hospitals } from './lists.js';
import { tables } from './tables.js';

/*
 * A hospital keeps its cases when its code changes. The centre's list says 原医院编码 beside the new code; from the run that takes the
 * list in, everything the hospital ever sent stands under the new code, and what still comes under the old one is put there.
 * Cases and people are hashed with the hospital's first code (`root_code`), so that a case keeps its key.
 * A hospital that was merged into another (并入医院编码) keeps its own cases; of a case that both have sent, the newest statement counts.
 */

/** A code that is no longer used and the one that took its place; `root` is the hospital's first code. */
export interface Renaming {
  readonly former: string;
  readonly current: string;
  readonly root: string;
}

/** Every code that was replaced, as far as taken in. */
export async function renamings(database: Database): Promise<Renaming[]> {
  return database.rows<Renaming>('SELECT former, current, root FROM renamed_codes ORDER BY former');
}

/** The code in use of every code that was replaced. */
export async function currentCodes(database: Database): Promise<ReadonlyMap<string, string>> {
  return new Map((await renamings(database)).map(({ former, current }) => [former, current]));
}

/**
 * Takes in what the list of hospitals as of a month says of renamed and merged codes, and puts what is stored under former
 * codes under those in use.
 */
export async function noteHospitalHistory(database: Database, month: string): Promise<void> {
  const list = await currentRowsSql(database, hospitals, month);
  const said = await database.rows<{ former: string; code: string }>(
    `SELECT DISTINCT former_code AS former, hospital_id AS code FROM (${list})
     WHERE former_code IS NOT NULL AND former_code <> hospital_id ORDER BY ALL`,
  );
  const known = await renamings(database);
  const next = new Map([
    ...known.map((r) => [r.former, r.current] as const),
    ...said.map((s) => [s.former, s.code] as const),
  ]);
  if (next.size > 0) {
    const codes = [...next.keys()].map((former) => ({
      former,
      current: endOf(next, former),
      root: rootOf(next, former),
    }));
    await database.transaction(async () => {
      for (const { former, current } of codes) {
        if (former === current) continue;
        if (!known.some((r) => r.former === former)) await takeFormerKeys(database, former, current);
        await rename(database, former, current);
      }
      await database.run('DELETE FROM renamed_codes');
      await database.append(
        'renamed_codes',
        codes
          .filter(({ former, current }) => former !== current)
          .map(({ former, current, root }) => [former, current, root]),
        ['text', 'text', 'text'],
      );
    });
    await database.run(rootMacroSql(codes));
  }
  const merged = await database.rows<{ code: string; into: string }>(
    `SELECT DISTINCT hospital_id AS code, merged_into AS "into" FROM (${list})
     WHERE merged_into IS NOT NULL AND merged_into <> hospital_id ORDER BY ALL`,
  );
  await database.run('DELETE FROM merged_codes');
  await database.append(
    'merged_codes',
    merged.map(({ code, into }) => [code, into]),
    ['text', 'text'],
  );
}

/** The last code of a chain; one that comes round to itself ends where it began. */
function endOf(next: ReadonlyMap<string, string>, code: string): string {
  const seen = new Set<string>();
  let at = code;
  for (let to = next.get(at); to !== undefined && !seen.has(to); to = next.get(at)) {
    seen.add(at);
    at = to;
  }
  return at;
}

/** The first code of the chain that a code belongs to. */
function rootOf(next: ReadonlyMap<string, string>, code: string): string {
  const before = new Map([...next].map(([former, current]) => [current, former]));
  return endOf(before, code);
}

/** The first code of a hospital as SQL: what its cases and people are hashed with. */
export function rootMacroSql(codes: readonly Renaming[]): string {
  const roots = new Map(
    codes.flatMap(
      ({ former, current, root }) =>
        [
          [former, root],
          [current, root],
        ] as const,
    ),
  );
  const branches = [...roots]
    .filter(([code, root]) => code !== root)
    .map(([code, root]) => `WHEN ${sqlText(code)} THEN ${sqlText(root)}`);
  return `CREATE OR REPLACE MACRO root_code(code) AS ${branches.length === 0 ? 'code' : `CASE code ${branches.join(' ')} ELSE code END`}`;
}

/** What was published stays as it was published. */
const published = ['figures', 'clause_results'];

/** Cases that came under the code in use before the list said so get the keys that they had under the former one: same patient, same time. */
async function takeFormerKeys(database: Database, former: string, current: string): Promise<void> {
  for (const table of tables.filter(hasCases)) {
    const rows = await allRowsSql(database, table);
    await database.run(
      `CREATE OR REPLACE TEMP TABLE former_keys AS
       SELECT n.file_id, n.line, any_value(o.case_key) AS case_key, any_value(o.case_loose) AS case_loose FROM (${rows}) n JOIN (${rows}) o
         ON n.hospital_id = $current AND o.hospital_id = $former AND n.patient_key = o.patient_key AND n.patient_key <> coalesce(n.case_loose, n.case_key)
         AND ${minuteSql(table, 'n')} = ${minuteSql(table, 'o')} GROUP BY ALL HAVING count(DISTINCT o.case_key) = 1`,
      { former, current },
    );
    const files = await database.rows<{ file_id: number; lane: string }>(
      'SELECT DISTINCT file_id, lane FROM former_keys JOIN files USING (file_id) ORDER BY file_id',
    );
    for (const { file_id, lane } of files) {
      const [name, line] = lane === 'fast' ? [fastTable(table, file_id), 'rowid + 2'] : [table.name, 'line'];
      const own = lane === 'fast' ? '' : ' AND t.file_id = k.file_id';
      await database.run(
        `UPDATE ${sqlName(name)} t SET case_key = k.case_key, case_loose = k.case_loose FROM former_keys k
         WHERE k.file_id = $file_id AND k.line = t.${line}${own}`,
        { file_id },
      );
    }
  }
}

async function rename(database: Database, former: string, current: string): Promise<void> {
  const names = { former, current };
  // Rows of the list for both codes from one day on are one; the one in use says what it is now.
  await database.run(
    `DELETE FROM hospitals h WHERE hospital_id = $former AND EXISTS (SELECT 1 FROM hospitals o
     WHERE o.hospital_id = $current AND o.file_id = h.file_id AND o.valid_from IS NOT DISTINCT FROM h.valid_from)`,
    names,
  );
  // A submission is whole: of one month and table, what came under the code in use replaces the other.
  await database.run(
    `UPDATE submissions s SET live = false WHERE hospital_id = $former AND EXISTS (SELECT 1 FROM submissions o
     WHERE o.hospital_id = $current AND o.table_name = s.table_name AND o.month = s.month AND o.live)`,
    names,
  );
  await database.run(
    `DELETE FROM submissions s WHERE hospital_id = $former AND EXISTS (SELECT 1 FROM submissions o
     WHERE o.hospital_id = $current AND o.table_name = s.table_name AND o.file_id = s.file_id)`,
    names,
  );
  const tables = await database.rows<{ name: string }>(
    `SELECT table_name AS name FROM duckdb_columns() WHERE column_name = 'hospital_id' AND NOT internal
       AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE NOT temporary) ORDER BY table_name`,
  );
  for (const { name } of tables)
    if (!published.includes(name))
      await database.run(
        `UPDATE ${sqlName(name)} SET hospital_id = $current WHERE hospital_id = $former`,
        names,
      );
  await database.run('UPDATE files SET folder = $current WHERE folder = $former', names);
}
