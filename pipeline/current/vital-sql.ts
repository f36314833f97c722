import { followups } from '../cases/followups.js';
import { deriveAgainSql, derivedAgain, toldBy } from '../compile/derive-again-sql.js';
import { factSql } from '../compile/fact-sql.js';
import { storedColumns } from '../compile/table-sql.js';
import type { Fact } from '../define/fact.js';
import type { AnyTable } from '../define/table.js';
import { sqlName, sqlText } from '../sql/quote.js';
import { followedTables, technologies } from '../technology/index.js';
import type { Telling } from '../technology/technology.js';
import type { Database } from '../warehouse/database.js';
import { currentRowsSql } from './current-sql.js';
import { followsSql } from './followed-sql.js';
import { allRowsSql } from './rows-sql.js';

/*
 * What is known of a patient's life and death, from all rows, tables and hospitals, each fact with its row:
 *   dead at    a day or moment of death
 *   dead by    a day by the end of which the patient was dead, as a status without a date says
 *   alive on   the last day, and of clock times the last moment, at which the patient was alive; a case begins alive
 * The patient is the keyed hash of an identity that hospitals wrote alike. A row without an identity belongs to the patient that the
 * hospital's other rows with the same record number name, if they all name the same one. An identity with both sexes is that of several
 * people: the rows of each sex form one person, and a row without a sex forms one by itself.
 */

/** SELECT of the facts that each current row of a table gives. */
function factsSql(table: AnyTable, of: Telling, rows: string, end: string): string {
  const index = sqlName(table.spec.indexDate ?? '');
  const sql = (fact: Fact) => factSql(fact);
  const alive = (text: string) => `CASE WHEN (${sql(of.donor)}) IS NOT TRUE THEN ${text} END`;
  return `SELECT ${sqlText(table.name)} AS table_name, hospital_id, file_id, line, case_key, patient_key,
      coalesce(patient_key = coalesce(case_loose, case_key), false) AS is_nameless, sex, CAST(${index} AS DATE) AS begun,
      CAST(${sql(of.deadAt)} AS TIMESTAMP) AS dead_at, coalesce(${sql(of.timed)}, false) AS dead_timed, CAST(${sql(of.deadBy)} AS DATE) AS dead_by,
      ${alive(`greatest(CAST(${index} AS DATE), CAST(${sql(of.aliveOn)} AS DATE))`)} AS alive_on,
      ${alive(`greatest(CASE WHEN ${sql(of.begunTimed)} THEN ${index} END, CAST(${sql(of.aliveAt)} AS TIMESTAMP))`)} AS alive_at,
      ${alive(`list_max([${of.aliveBeyond.map(sql).join(', ')}])`)} AS alive_beyond
    FROM (${rows}) WHERE ${index} < ${sqlText(end)}`;
}

/** SELECT of the facts of follow-ups that belong to no case of their own hospital; those of the others stand in their cases. */
async function strayFollowUpsSql(database: Database, month: string, end: string): Promise<string | null> {
  const live = `submissions WHERE live AND table_name = ${sqlText(followups.name)} AND month <= ${sqlText(month)}`;
  if ((await database.number(`SELECT count(*) FROM ${live}`)) === 0) return null;
  const own: string[] = [];
  for (const table of followedTables) {
    own.push(
      `NOT EXISTS (SELECT 1 FROM (${await allRowsSql(database, table)}) r WHERE ${followsSql(table, 'f', 'r')})`,
    );
  }
  return `SELECT ${sqlText(followups.name)} AS table_name, f.hospital_id, f.file_id, f.line, f.case_key, f.patient_key,
      coalesce(f.patient_key = coalesce(f.case_loose, f.case_key), false) AS is_nameless, CAST(NULL AS VARCHAR) AS sex, CAST(NULL AS DATE) AS begun,
      CASE WHEN f.status = '死亡' THEN CAST(f.died_on AS TIMESTAMP) END AS dead_at, false AS dead_timed,
      CASE WHEN f.status = '死亡' AND f.died_on IS NULL THEN f.followed_on END AS dead_by,
      CASE WHEN f.status = '存活' THEN f.followed_on END AS alive_on, CAST(NULL AS TIMESTAMP) AS alive_at,
      CAST(NULL AS TIMESTAMP) AS alive_beyond
    FROM (${await allRowsSql(database, followups)}) f
    WHERE (f.hospital_id, f.file_id) IN (SELECT (hospital_id, file_id) FROM ${live}) AND f.followed_on < ${sqlText(end)} AND ${own.join(' AND ')}`;
}

/** Whether a table takes facts from other rows of a patient. */
export const isTold = (table: AnyTable): boolean => toldBy(table).length > 0;

const temporary = 'vital_facts';

/**
 * Makes a temporary table of the facts of each row, with the `person`, for patients with facts from several rows. It holds until the next
 * call.
 *
 * @param end the first moment after the as-of day: later events are not known
 * @param currentRows SELECT of the rows of a table that count as of the same month and moment
 * @returns the table's name; null where there is no such patient
 */
export async function vitalFacts(
  database: Database,
  month: string,
  end: string,
  currentRows = (table: AnyTable) => currentRowsSql(database, table, month, end),
): Promise<string | null> {
  const sent = new Set(
    (
      await database.rows<{ name: string }>(
        'SELECT DISTINCT table_name AS name FROM submissions WHERE live AND month <= $month',
        { month },
      )
    ).map(({ name }) => name),
  );
  const cases: string[] = [];
  const others: string[] = [];
  for (const { cases: table, telling } of technologies) {
    if (telling === undefined || !sent.has(table.name)) continue;
    const facts = factsSql(table, telling, await currentRows(table), end);
    if (isTold(table)) cases.push(facts);
    // Only of the patients of other tables, because nothing about an anaesthetic is derived from other rows.
    else
      others.push(
        `SELECT * FROM (${facts}) WHERE patient_key IN (SELECT patient_key FROM cases) OR (hospital_id, case_key) IN (SELECT (hospital_id, case_key) FROM cases)`,
      );
  }
  if (cases.length === 0) return null;
  const stray = await strayFollowUpsSql(database, month, end);
  if (stray !== null) others.push(stray);
  await database.run(
    `CREATE OR REPLACE TEMP TABLE ${temporary} AS
     WITH cases AS MATERIALIZED (${cases.join(' UNION ALL ')}),
       facts AS (${['SELECT * FROM cases', ...others].join(' UNION ALL ')}),
       named AS (SELECT hospital_id, case_key, min(patient_key) AS patient FROM facts WHERE NOT is_nameless AND case_key IS NOT NULL
         GROUP BY hospital_id, case_key HAVING min(patient_key) = max(patient_key)),
       whose AS (SELECT f.*, CASE WHEN f.is_nameless THEN coalesce(n.patient, f.patient_key) ELSE f.patient_key END AS identity
         FROM facts f LEFT JOIN named n ON n.hospital_id = f.hospital_id AND n.case_key = f.case_key),
       persons AS (SELECT *, CASE WHEN min(sex) OVER of_identity <> max(sex) OVER of_identity
           THEN concat_ws('|', identity, coalesce(sex, file_id || ':' || line)) ELSE identity END AS person
         FROM whose WINDOW of_identity AS (PARTITION BY identity))
     SELECT * FROM persons QUALIFY count(*) OVER (PARTITION BY identity) > 1 ORDER BY identity, table_name, file_id, line`,
  );
  return (await database.number(`SELECT count(*) FROM ${temporary}`)) === 0 ? null : temporary;
}

/** The row of a fact: breaks ties between equal facts and shows people where a fact stands. */
const row = 'table_name: table_name, hospital_id: hospital_id, file_id: file_id, line: line';

/**
 * SELECT of the facts with those of their person, each with its row: `dead` the first death, of one day the one with a clock time; `gone`
 * the first day by which the patient was dead; `seen` and `seen_at` the last day and the last moment alive.
 */
const withPersonSql = (facts: string): string => `SELECT *, min(begun) OVER person_of AS first_begun,
    min(CASE WHEN dead_at IS NOT NULL THEN {day: CAST(dead_at AS DATE), untimed: NOT dead_timed, moment: dead_at, ${row}} END) OVER person_of AS dead,
    min(CASE WHEN dead_by IS NOT NULL THEN {day: dead_by, ${row}} END) OVER person_of AS gone,
    max(CASE WHEN alive_on IS NOT NULL THEN {day: alive_on, ${row}} END) OVER person_of AS seen,
    max(CASE WHEN alive_at IS NOT NULL THEN {moment: alive_at, ${row}} END) OVER person_of AS seen_at
  FROM (SELECT * FROM ${facts} QUALIFY count(*) OVER (PARTITION BY person) > 1) WINDOW person_of AS (PARTITION BY person)`;

/**
 * SELECT of what a table's rows take from other rows beyond their own facts, with `dead`, `gone`, `seen` and `seen_at`: the facts of the
 * person with their rows. Rows that take nothing are left out.
 *
 * A row's own death takes precedence, except that a clock time of the same day is more exact than the day. Where one row has the patient
 * alive after another's day of death, nothing is known from that day on; after a day by which the patient was dead, nothing at all.
 */
export function toldSql(table: AnyTable, facts: string): string {
  return `SELECT file_id, line, dead, gone, seen, seen_at,
      CASE WHEN dead_at IS NULL OR is_finer THEN dead.moment END AS told_dead_at, CASE WHEN dead_at IS NULL OR is_finer THEN NOT dead.untimed END AS told_dead_timed,
      CASE WHEN coalesce(gone.day < dead_by, true) THEN gone.day END AS told_dead_by,
      CASE WHEN coalesce(seen.day > alive_on, true) THEN seen.day END AS told_alive_on,
      CASE WHEN coalesce(seen_at.moment > alive_at, true) THEN seen_at.moment END AS told_alive_at,
      CASE WHEN seen.day > dead.day OR (NOT dead.untimed AND seen_at.moment > dead.moment) THEN dead.day WHEN seen.day > gone.day THEN first_begun END AS told_contradicted_from
    FROM (SELECT *, NOT dead_timed AND NOT dead.untimed AND dead.day = CAST(dead_at AS DATE) AS is_finer FROM (${withPersonSql(facts)}))
    WHERE table_name = ${sqlText(table.name)}
      AND coalesce(told_dead_at, told_dead_by, told_alive_on, told_alive_at, told_contradicted_from) IS NOT NULL`;
}

/**
 * SELECT of the pairs of rows of one patient where one tells of a death and the other contradicts it, by a day alive or another day of
 * death: `death` and `other` with their rows, the death's `day`, what the other `says` and its `other_day`. Each other row is compared with
 * the person's first death alone, so that there are no more pairs than rows.
 */
export function contradictionsSql(facts: string): string {
  const own = `{${row}}`;
  const from = (source: string) =>
    `{table_name: ${source}.table_name, hospital_id: ${source}.hospital_id, file_id: ${source}.file_id, line: ${source}.line}`;
  const part = (source: string, day: string, says: string, otherDay: string, when: string) =>
    `SELECT ${from(source)} AS death, ${own} AS other, ${day} AS day, ${sqlText(says)} AS says, CAST(${otherDay} AS DATE) AS other_day FROM person
     WHERE ${source} IS NOT NULL AND (${source}.file_id, ${source}.line) <> (file_id, line) AND (${when})`;
  const isAlive = 'alive_on > dead.day OR (NOT dead.untimed AND alive_at > dead.moment)';
  const isGoneAlive = 'alive_on > gone.day';
  const latestDead = 'dead.moment + CASE WHEN dead.untimed THEN INTERVAL 24 HOUR ELSE INTERVAL 0 HOUR END';
  return `WITH person AS (${withPersonSql(facts)})
    ${[
      part('dead', 'dead.day', 'alive', 'greatest(alive_on, CAST(alive_at AS DATE))', isAlive),
      part(
        'dead',
        'dead.day',
        'alive beyond',
        'alive_beyond',
        `${latestDead} <= alive_beyond AND NOT coalesce(${isAlive}, false)`,
      ),
      part('dead', 'dead.day', 'dead', 'dead_at', 'CAST(dead_at AS DATE) <> dead.day'),
      part('gone', 'gone.day', 'alive', 'alive_on', isGoneAlive),
      part(
        'gone',
        'gone.day',
        'alive beyond',
        'alive_beyond',
        `CAST(gone.day AS TIMESTAMP) + INTERVAL 24 HOUR <= alive_beyond AND NOT coalesce(${isGoneAlive}, false)`,
      ),
      part('gone', 'gone.day', 'dead', 'dead_at', 'CAST(dead_at AS DATE) > gone.day'),
    ].join(' UNION ALL ')}`;
}

/** SELECT of the rows of an identity that give another sex than its first row, each with that row: `own` and `other`. */
export function twoSexesSql(facts: string): string {
  const place = 'table_name := table_name, hospital_id := hospital_id, file_id := file_id, line := line';
  return `SELECT struct_pack(${place}) AS own, other FROM (
      SELECT *, first_value(struct_pack(${place})) OVER of_identity AS other, first_value(sex) OVER of_identity AS first_sex
      FROM ${facts} WHERE sex IS NOT NULL WINDOW of_identity AS (PARTITION BY identity ORDER BY file_id, line)) WHERE sex <> first_sex`;
}

/** The temporary table of what a table's rows last took from other rows. */
export const toldTable = (table: AnyTable): string => sqlName(`told_${table.name}`);

/** SELECT of rows with the facts taken from others and everything derived from them; in all other rows those columns are blank. */
export function withToldSql(table: AnyTable, rows: string, told: string | null): string {
  const columns = storedColumns(table).map(({ name }) => sqlName(name));
  const blank = toldBy(table).map(({ name, sql }) => `${sql} AS ${sqlName(name)}`);
  const rest = `SELECT ${[...columns, ...blank].join(', ')} FROM (${rows})`;
  if (told === null) return rest;
  const names = toldBy(table).map(({ name }) => `t.${sqlName(name)}`);
  const again = derivedAgain(table).map(sqlName).join(', ');
  return `${rest} WHERE (file_id, line) NOT IN (SELECT (file_id, line) FROM (${told}))
    UNION ALL ${deriveAgainSql(table, `SELECT r.* EXCLUDE (${again}), ${names.join(', ')} FROM (${rows}) r JOIN (${told}) t ON t.file_id = r.file_id AND t.line = r.line`, true)}`;
}
