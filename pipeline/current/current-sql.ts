import { followups } from '../cases/followups.js';
import { deriveAgainSql } from '../compile/derive-again-sql.js';
import { maskedSql, mergedSql } from '../compile/merged-sql.js';
import { caseKeySql, hasCases, oncePerCaseSql } from '../compile/same-case-sql.js';
import { keyColumns, storedColumns } from '../compile/table-sql.js';
import type { AnyTable } from '../define/table.js';
import { sqlName, sqlText } from '../sql/quote.js';
import { technologyOfTable } from '../technology/index.js';
import type { Database } from '../warehouse/database.js';
import { followedSql } from './followed-sql.js';
import { joinKeys, underJoinedKeysSql } from './joined-keys.js';
import { laterOutcome } from './later-outcome.js';
import { allRowsSql } from './rows-sql.js';
import { onListSql } from './whole-lists.js';
import { withoutFormsSql } from './withdrawn-sql.js';

/**
 * SELECT of the rows of a table that count as of an inbox month: one row per key, and each case once.
 *
 * @param end the first moment after the as-of day: cases that begin later are left out, and cells about anything later are blank. Null:
 *   everything that is known
 */
export async function currentRowsSql(
  database: Database,
  table: AnyTable,
  month: string,
  end: string | null = null,
): Promise<string> {
  if (!hasCases(table)) {
    const rows = await latestRowsSql(database, table, month, end);
    const onList = await onListSql(database, table, month);
    return onList === null ? rows : `SELECT * FROM (${rows}) WHERE ${onList}`;
  }
  const pairs = await database.number(
    "SELECT count(*) FROM same_cases WHERE table_name = $table AND sameness = 'case'",
    { table: table.name },
  );
  const latest = await latestRowsSql(database, table, month, end);
  if (pairs === 0) return withoutWithdrawn(database, table, month, latest);
  const of = `${month}_${end ?? ''}`;
  const joined = await joinKeys(database, table, latest, spokenSql(table, month), goneSql(table, month), of);
  const whole = joined === null ? latest : await latestRowsSql(database, table, month, end, joined);
  return oncePerCaseSql(table, await withoutWithdrawn(database, table, month, whole));
}

/** SELECT of the keys that as of a month cumulative exports have withdrawn or that now stand under another number. */
const goneSql = (table: AnyTable, month: string) =>
  `SELECT hospital_id, key FROM missing_cases WHERE table_name = ${sqlText(table.name)} AND month <= ${sqlText(month)}
    AND claim = 'cumulative' AND (nth > 1 OR new_line IS NOT NULL) AND coalesce(until > ${sqlText(month)}, true)`;

/** Rows without the cases withdrawn up to a month: by a form, by absence from two cumulative exports in a row, or by a new number. */
async function withoutWithdrawn(
  database: Database,
  table: AnyTable,
  month: string,
  rows: string,
): Promise<string> {
  const kind = technologyOfTable(table.name)?.id;
  const gone = goneSql(table, month);
  const kept = kind === undefined ? rows : await withoutFormsSql(database, table, kind, month, rows);
  if ((await database.number(`SELECT count(*) FROM (${gone})`)) === 0) return kept;
  return `SELECT * FROM (${kept}) WHERE (hospital_id, ${caseKeySql(table)}) NOT IN (SELECT (hospital_id, key) FROM (${gone}))`;
}

/** SELECT of the submissions of a table, and of follow-ups, that count as of an inbox month; the newest has the highest `rank`. */
export const spokenSql = (table: AnyTable, month: string) =>
  `SELECT hospital_id, file_id, row_number() OVER (ORDER BY spoken, said, table_name = ${sqlText(followups.name)}, file_id) AS rank
   FROM submissions WHERE table_name IN (${sqlText(table.name)}, ${sqlText(followups.name)}) AND live AND month <= ${sqlText(month)}`;

/**
 * SELECT of the latest rows of a table as of an inbox month: rows of submissions that were not replaced, and one row per key. For cases
 * each cell is the newest filled one (see `mergedSql`); for lists the newest row counts.
 *
 * Most tables need only a scan: a filter or a choice is added only where the ledger knows of replaced files, hospitals with several months,
 * or outcomes after the as-of day.
 *
 * @param joined the keys under which cases with several keys are read, see `joinKeys`
 */
export async function latestRowsSql(
  database: Database,
  table: AnyTable,
  month: string,
  end: string | null = null,
  joined: string | null = null,
): Promise<string> {
  const submissions = await database.rows<{
    hospital_id: string;
    file_id: number;
    month: string;
    live: boolean;
  }>(`SELECT hospital_id, file_id, month, live FROM submissions WHERE table_name = $table ORDER BY ALL`, {
    table: table.name,
  });
  const used = submissions.filter((s) => s.live && s.month <= month);
  const unused = submissions.length - used.length;
  const months = new Map<string, Set<string>>();
  for (const s of used) months.set(s.hospital_id, (months.get(s.hospital_id) ?? new Set()).add(s.month));
  const several = [...months].filter(([, sent]) => sent.size > 1).map(([hospital]) => hospital);
  const later = end === null ? [] : await filesToMask(database, table, end);

  const all = await allRowsSql(database, table);
  const live = `SELECT hospital_id, file_id FROM submissions WHERE table_name = ${sqlText(table.name)} AND live AND month <= ${sqlText(month)}`;
  const rows = unused === 0 ? all : `SELECT * FROM (${all}) WHERE (hospital_id, file_id) IN (${live})`;
  const followed = await followedSql(database, table, month, end, rows);
  if (several.length === 0 && later.length === 0 && followed === null) return rows;
  const many = `SELECT hospital_id FROM submissions WHERE table_name = ${sqlText(table.name)} AND live AND month <= ${sqlText(month)}
    GROUP BY hospital_id HAVING count(DISTINCT month) > 1${followed === null ? '' : ` UNION SELECT hospital_id FROM submissions WHERE live AND table_name = ${sqlText(followups.name)}`}`;
  const masked = (of: string) => (later.length === 0 ? 'false' : `${of}.file_id IN (${later.join(', ')})`);
  const chosen = `(r.hospital_id IN (${many}) OR ${masked('r')})`;
  const columns = (of: string) =>
    storedColumns(table)
      .map(({ name }) => `${of}.${sqlName(name)}`)
      .join(', ');
  const keys = keyColumns(table).map(sqlName).join(', ');
  const apart = `SELECT ${columns('r')} FROM (${rows}) r WHERE NOT ${chosen}`;
  const ranked = (of: string) =>
    `SELECT r.*, s.rank FROM (${of}) r JOIN (${spokenSql(table, month)}) s ON s.hospital_id = r.hospital_id AND s.file_id = r.file_id`;
  const told = `${ranked(rows)} WHERE ${chosen}${followed === null ? '' : ` UNION ALL BY NAME ${ranked(followed)}`}`;
  if (table.spec.indexDate === null)
    return `${apart} UNION ALL
      SELECT ${columns('t')} FROM (${told}) t QUALIFY row_number() OVER (PARTITION BY ${keys} ORDER BY rank DESC, line DESC) = 1`;

  const cleared = await clearedFields(database, table);
  const emptied =
    cleared.length === 0
      ? 'SELECT t.*, CAST(NULL AS VARCHAR[]) AS cleared FROM told t'
      : `SELECT t.*, e.cleared FROM told t LEFT JOIN (
          SELECT file_id, line, list(field) AS cleared FROM cleared_cells GROUP BY ALL) e ON e.file_id = t.file_id AND e.line = t.line`;
  const merging = (of: string) => `(m.several OR ${masked(of)})`;
  const known = (end: string) => `SELECT * FROM statements s WHERE NOT ${masked('s')} UNION ALL
      ${maskedSql(table, `SELECT * FROM statements s WHERE ${masked('s')}`, end)}`;
  // Marks are computed over narrow rows, so that only the rows that need it are grouped with all their cells.
  const sql = `WITH told AS (${joined === null ? told : underJoinedKeysSql(table, told, joined)}),
    marks AS (SELECT file_id, line, count(*) OVER (PARTITION BY ${keys}) > 1 AS several FROM told),
    statements AS (SELECT e.* FROM (${emptied}) e JOIN marks m ON m.file_id = e.file_id AND m.line = e.line WHERE ${merging('e')}),
    known AS (${end === null || later.length === 0 ? 'SELECT * FROM statements' : known(end)})
    ${apart}
    UNION ALL
    SELECT ${columns('t')} FROM told t JOIN marks m ON m.file_id = t.file_id AND m.line = t.line WHERE NOT ${merging('t')}
    UNION ALL
    ${deriveAgainSql(table, mergedSql(table, 'known', cleared))}`;
  return end === null || later.length === 0
    ? sql
    : `SELECT * FROM (${sql}) WHERE ${sqlName(table.spec.indexDate)} < ${sqlText(end)}`;
}

/** SELECT of the rows of a table, with their `rank`, of hospitals that have sent it for several months up to this one; null where none has. */
export async function statementsSql(
  database: Database,
  table: AnyTable,
  month: string,
): Promise<string | null> {
  const of = `submissions WHERE table_name = ${sqlText(table.name)} AND live AND month <= ${sqlText(month)}`;
  const many = `SELECT hospital_id FROM ${of} GROUP BY hospital_id HAVING count(DISTINCT month) > 1`;
  if ((await database.number(`SELECT count(*) FROM (${many})`)) === 0) return null;
  return `SELECT r.*, s.rank FROM (${await allRowsSql(database, table)}) r
    JOIN (${spokenSql(table, month)}) s ON s.hospital_id = r.hospital_id AND s.file_id = r.file_id WHERE r.hospital_id IN (${many})`;
}

/** The files that may hold outcomes from a moment on: those judged up to a later moment, and those with that warning. */
async function filesToMask(database: Database, table: AnyTable, end: string): Promise<number[]> {
  if (table.spec.outcomes === undefined) return [];
  const files = await database.rows<{ file_id: number }>(
    `SELECT file_id FROM files f WHERE table_name = $table AND status = 'accepted' AND (as_of_end > $end
       OR EXISTS (SELECT 1 FROM problems p WHERE p.file_id = f.file_id AND p.rule = ${sqlText(laterOutcome)})) ORDER BY file_id`,
    { table: table.name, end },
  );
  return files.map(({ file_id }) => file_id);
}

/** The fields in which some row clears an earlier value. */
async function clearedFields(database: Database, table: AnyTable): Promise<string[]> {
  const fields = await database.rows<{ field: string }>(
    'SELECT DISTINCT field FROM cleared_cells JOIN files USING (file_id) WHERE table_name = $table ORDER BY field',
    { table: table.name },
  );
  return fields.map(({ field }) => field);
}
