import { followups } from '../cases/followups.js';
import { keyColumns, numberField } from '../compile/table-sql.js';
import type { AnyTable } from '../define/table.js';
import { sqlName, sqlText } from '../sql/quote.js';
import { technologyOfTable } from '../technology/index.js';
import type { Database } from '../warehouse/database.js';
import { allRowsSql } from './rows-sql.js';

/** SQL over a follow-up `f` and a row `r` of cases: whether the follow-up is of that case. */
export function followsSql(table: AnyTable, f: string, r: string): string {
  const number = numberField(table);
  return `${f}.hospital_id = ${r}.hospital_id AND CASE WHEN ${f}.case_key IS NULL THEN ${f}.patient_key = ${r}.patient_key ELSE ${f}.case_key = ${r}.case_key END
    AND ${number === undefined ? 'true' : `coalesce(${f}.number = ${r}.${sqlName(number)}, true)`} AND ${f}.followed_on >= CAST(${r}.${sqlName(table.spec.indexDate ?? '')} AS DATE)`;
}

/**
 * SELECT of what the follow-ups up to a month add to the cases in `rows`, as rows of the table with only key and outcome cells: one per
 * case and file, with a death, else the last day alive, else a loss to follow-up. Null when there are none.
 *
 * A follow-up adds nothing if it knows less than the case itself, of an earlier day; nor does a loss after the patient was seen later, nor
 * a death that cannot be placed within the years that its cell is about.
 *
 * @param end events from this moment on are not known; null: everything is known
 */
export async function followedSql(
  database: Database,
  table: AnyTable,
  month: string,
  end: string | null,
  rows: string,
): Promise<string | null> {
  const cells = technologyOfTable(table.name)?.followUp;
  if (cells === undefined) return null;
  const live = `submissions WHERE live AND table_name = ${sqlText(followups.name)} AND month <= ${sqlText(month)}`;
  if ((await database.number(`SELECT count(*) FROM ${live}`)) === 0) return null;
  const known = end === null ? 'true' : `f.followed_on < ${sqlText(end)}`;
  const index = `CAST(c.${sqlName(table.spec.indexDate ?? '')} AS DATE)`;
  const own = [...keyColumns(table), 'case_loose', 'patient_key'].filter(
    (name, i, all) => all.indexOf(name) === i,
  );
  const placed =
    cells.years === null ? 'true' : `followed_on <= CAST(begun + INTERVAL ${cells.years} YEAR AS DATE)`;
  const timed = (table.spec.fields[cells.died]?.meta.cell.also ?? []).map(
    ({ suffix }) =>
      `CASE WHEN status = '死亡' AND died_on IS NOT NULL THEN false END AS ${sqlName(`${cells.died}${suffix}`)}`,
  );
  const done = Object.entries(cells.done).map(
    ([kind, name]) =>
      `CASE WHEN kind = ${sqlText(kind)} AND status <> '失访' THEN true END AS ${sqlName(name)}`,
  );
  // A death with a date is placed by that date, one without by the follow-up that found it.
  const tells = `(status <> '死亡' OR (died_on IS NULL AND ${placed}))`;
  return `SELECT file_id, line, ${own.map(sqlName).join(', ')}, CASE WHEN ${tells} THEN status END AS ${sqlName(cells.status)},
      CASE WHEN ${tells} THEN followed_on END AS ${sqlName(cells.on)}, CASE WHEN status = '死亡' THEN died_on END AS ${sqlName(cells.died)}${[...timed, ...done].map((cell) => `, ${cell}`).join('')}
    FROM (
      SELECT f.file_id, f.line, f.followed_on, f.status, f.died_on, f.kind, ${own.map((name) => `c.${sqlName(name)}`).join(', ')}, ${index} AS begun,
        max(CASE WHEN f.status = '存活' THEN f.followed_on END) OVER (PARTITION BY ${keyColumns(table)
          .map((name) => `c.${sqlName(name)}`)
          .join(', ')}) AS seen
      FROM (${await allRowsSql(database, followups)}) f JOIN (SELECT * FROM ${live}) s ON s.hospital_id = f.hospital_id AND s.file_id = f.file_id
      JOIN (SELECT ${own.map(sqlName).join(', ')}, ${sqlName(table.spec.indexDate ?? '')},
          max(CASE WHEN ${sqlName(cells.status)} = '存活' THEN ${sqlName(cells.on)} END) OVER (PARTITION BY ${keyColumns(table).map(sqlName).join(', ')}) AS alive_until FROM (${rows})
        QUALIFY row_number() OVER (PARTITION BY ${keyColumns(table).map(sqlName).join(', ')} ORDER BY file_id DESC) = 1) c ON ${followsSql(table, 'f', 'c')}
      WHERE ${known} AND (f.status = '死亡' OR coalesce(f.followed_on >= c.alive_until, true)))
    WHERE status <> '失访' OR coalesce(followed_on >= seen, true)
    QUALIFY row_number() OVER (PARTITION BY ${keyColumns(table).map(sqlName).join(', ')}, file_id
      ORDER BY status = '死亡' DESC, status = '存活' DESC, followed_on DESC, line DESC) = 1`;
}
