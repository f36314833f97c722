import { caseKeySql, hasCases, minuteSql, timedSql } from '../../compile/same-case-sql.js';
import { fieldsOf, isKept, keyColumns } from '../../compile/table-sql.js';
import { allRowsSql } from '../../current/rows-sql.js';
import type { StandingRows } from '../../current/standing-rows.js';
import type { AnyTable } from '../../define/table.js';
import { sqlName, sqlText } from '../../sql/quote.js';
import type { Database } from '../../warehouse/database.js';
import { addRowWarnings } from '../../warehouse/ledger.js';
import { type Missing, missingCases } from '../message/claim-messages.js';
import { noteLeftOut, tellLeftOut } from './left-out-cases.js';

/** With fewer missing cases, a case or two were withdrawn, whatever their share. */
const FEWEST_MANY = 3;
/** Share of the earlier cases; if more are missing, the export needs confirmation. */
const MOST_MISSING = 0.2;
/** So many exports without the earlier cases show that a hospital reports by the month; in a single one the cases may only be renumbered. */
const MONTHS_THAT_PROVE = 2;

/**
 * Works out what the submissions of some hospitals claim about their earlier cases, for all months, and replaces the previous result:
 * `claims` has one row per submission that could claim anything, `missing_cases` one row per case that a cumulative submission lacks.
 *
 * `cumulative`: the submission covers all cases since the first day of its earliest case's month. It does so if it holds, under whatever
 * number, at least half of the cases sent for earlier months from that day on, or if `declared_claims` says so; otherwise it covers its
 * month alone.
 * A submission without rows continues the hospital's last claim, `month` only after two of them; otherwise it is `unsure`, and the hospital
 * is asked.
 * `many`: a cumulative one that lacks many cases; it withdraws nothing unless declared. One without a new case is `unsure`, because a list
 * of follow-ups leaves out the dead.
 * A row that is held back counts as present; where held lines cannot be attributed to a hospital, nothing is claimed.
 * `renumbered`: a case under a new number that equals the missing one in all else.
 * Cases left out without any claim are noted separately (see `noteLeftOut`).
 *
 * `nth` counts the cumulative claims without the case since it was last present; from the second on the case no longer counts, until it is
 * present again (`until`).
 */
export async function settleClaims(
  database: Database,
  table: AnyTable,
  files: readonly number[],
): Promise<void> {
  if (!hasCases(table) || table.spec.workedOutFrom || files.length === 0) return;
  const own = sqlText(table.name);
  const live = `submissions WHERE live AND table_name = ${own}`;
  const several = `SELECT hospital_id FROM ${live} GROUP BY hospital_id HAVING count(DISTINCT month) > 1 AND bool_or(file_id IN (${files.join(', ')}))`;
  if ((await database.number(`SELECT count(*) FROM (${several})`)) === 0) return;
  await database.run(`CREATE OR REPLACE TEMP TABLE claiming AS ${several}`);
  for (const of of ['claims', 'missing_cases', 'left_out_cases'])
    await database.run(
      `DELETE FROM ${of} WHERE table_name = ${own} AND hospital_id IN (SELECT hospital_id FROM claiming)`,
    );
  const index = sqlName(table.spec.indexDate ?? '');
  const content = fieldsOf(table)
    .filter(
      ([name, meta]) => isKept(meta) && !keyColumns(table).includes(name) && meta.cell.kind !== 'identifier',
    )
    .map(([name]) => sqlName(name));
  await database.run(
    `CREATE OR REPLACE TEMP TABLE presences AS
     SELECT s.hospital_id, s.month, r.key, r.file_id, r.line, r.day, r.minute, r.timed, r.patient, r.content FROM (
       SELECT hospital_id, file_id, line, ${caseKeySql(table)} AS key, CAST(${index} AS DATE) AS day, ${minuteSql(table)} AS minute, ${timedSql(table)} AS timed,
         CASE WHEN patient_key <> coalesce(case_loose, case_key, '') THEN patient_key END AS patient, hash(${content.join(', ')}) AS content
       FROM (${await allRowsSql(database, table)}) WHERE hospital_id IN (SELECT hospital_id FROM claiming)
       UNION ALL
       SELECT hospital_id, file_id, NULL, key, NULL, NULL, NULL, NULL, NULL FROM held_cases WHERE hospital_id IN (SELECT hospital_id FROM claiming)) r
     JOIN (SELECT hospital_id, file_id, month FROM ${live}) s ON s.hospital_id = r.hospital_id AND s.file_id = r.file_id`,
  );
  // What each submission holds, and whether it has lines that could not be read.
  await database.run(
    `CREATE OR REPLACE TEMP TABLE exports AS
     SELECT s.hospital_id, s.month, any_value(coalesce(d.claim, e.claim)) AS declared, max(s.file_id) AS file_id, sum(s.records) = 0 AS is_empty,
       bool_or(f.held_lines > 0) OR coalesce(bool_or(p.unread), false) AS is_unsure, any_value(p.since) AS since
     FROM (SELECT * FROM ${live} AND hospital_id IN (SELECT hospital_id FROM claiming)) s JOIN files f USING (file_id)
     LEFT JOIN declared_claims d ON d.hospital_id = s.hospital_id AND d.table_name = s.table_name
     LEFT JOIN declared_claims e ON e.hospital_id = ${sqlText(everyHospital)} AND e.table_name = s.table_name
     LEFT JOIN (SELECT hospital_id, month, date_trunc('month', min(day)) AS since, bool_or(key IS NULL) AS unread FROM presences GROUP BY ALL) p
       ON p.hospital_id = s.hospital_id AND p.month = s.month
     GROUP BY s.hospital_id, s.month`,
  );
  // Every earlier case, as known by then, beside every later submission: whether the submission holds it, perhaps under another number, and
  // whether it reaches back to it.
  await database.run(
    `CREATE OR REPLACE TEMP TABLE expected AS
     WITH told AS (
       SELECT hospital_id, key, month, min(day) OVER earlier AS day, last_value(minute IGNORE NULLS) OVER earlier AS minute, last_value(patient IGNORE NULLS) OVER earlier AS patient
       FROM (SELECT hospital_id, key, month, min(day) AS day, arg_max(minute, file_id) AS minute, arg_max(patient, file_id) AS patient
         FROM presences WHERE key IS NOT NULL GROUP BY ALL)
       WINDOW earlier AS (PARTITION BY hospital_id, key ORDER BY month ROWS UNBOUNDED PRECEDING)),
     present AS (SELECT DISTINCT hospital_id, key, month FROM presences),
     moments AS (SELECT DISTINCT hospital_id, month, minute, coalesce(patient, '') AS patient FROM presences WHERE timed)
     SELECT c.hospital_id, c.key, e.month, p.month IS NOT NULL AS is_there, p.month IS NOT NULL OR o.month IS NOT NULL AS is_known,
       coalesce(c.day >= e.since OR e.is_empty OR (e.declared = 'cumulative'), false) AS is_due
     FROM (SELECT hospital_id, key, min(month) AS first FROM told GROUP BY ALL) f JOIN exports e ON e.hospital_id = f.hospital_id AND e.month > f.first
     ASOF JOIN told c ON c.hospital_id = f.hospital_id AND c.key = f.key AND c.month < e.month
     LEFT JOIN present p ON p.hospital_id = c.hospital_id AND p.key = c.key AND p.month = e.month
     LEFT JOIN moments o ON o.hospital_id = c.hospital_id AND o.month = e.month AND o.minute = c.minute AND o.patient = coalesce(c.patient, '')`,
  );
  await database.run(
    `INSERT INTO claims
     WITH counted AS (
       SELECT e.hospital_id, e.month, e.file_id, e.declared, e.is_empty, e.is_unsure, CAST(e.since AS DATE) AS since,
         any_value(n.fresh) AS fresh, count(*) FILTER (WHERE x.is_due) AS due, count(*) FILTER (WHERE x.is_due AND x.is_there) AS there, count(*) FILTER (WHERE x.is_due AND x.is_known) AS known
       FROM exports e JOIN expected x ON x.hospital_id = e.hospital_id AND x.month = e.month
       LEFT JOIN (SELECT hospital_id, first AS month, count(*) AS fresh FROM (
         SELECT hospital_id, key, min(month) AS first FROM presences WHERE key IS NOT NULL GROUP BY ALL) GROUP BY ALL) n ON n.hospital_id = e.hospital_id AND n.month = e.month
       GROUP BY ALL),
     inferred AS (
       SELECT *, CASE WHEN is_unsure THEN NULL WHEN declared IS NOT NULL THEN declared WHEN is_empty OR due = 0 THEN NULL
         WHEN known * 2 < due THEN 'month' WHEN fresh IS NULL AND there < due THEN 'unsure' WHEN due - known >= ${FEWEST_MANY} AND due - known > due * ${MOST_MISSING} THEN 'many' ELSE 'cumulative' END AS claim
       FROM counted)
     SELECT ${own}, hospital_id, month, file_id,
       CASE WHEN claim IS NOT NULL OR NOT is_empty OR is_unsure THEN claim
         WHEN believed = 'month' AND months < ${MONTHS_THAT_PROVE} THEN 'unsure' ELSE coalesce(believed, 'unsure') END,
       since, due, there FROM (
         SELECT *, last_value(nullif(nullif(claim, 'many'), 'unsure') IGNORE NULLS) OVER before AS believed, count(*) FILTER (WHERE claim = 'month') OVER before AS months
         FROM inferred WINDOW before AS (PARTITION BY hospital_id ORDER BY month)) ORDER BY hospital_id, month`,
  );
  await database.run(
    `INSERT INTO missing_cases
     WITH judged AS (
       SELECT x.*, c.claim, sum(CAST(x.is_there AS INTEGER)) OVER (PARTITION BY x.hospital_id, x.key ORDER BY x.month) AS turn,
         min(CASE WHEN x.is_there THEN x.month END) OVER (PARTITION BY x.hospital_id, x.key ORDER BY x.month ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS until
       FROM expected x JOIN claims c ON c.table_name = ${own} AND c.hospital_id = x.hospital_id AND c.month = x.month),
     missing AS (
       SELECT *, count(*) FILTER (WHERE claim = 'cumulative') OVER (PARTITION BY hospital_id, key, turn ORDER BY month) AS nth
       FROM judged WHERE NOT is_there AND is_due AND claim IN ('cumulative', 'many', 'unsure')),
     last AS (
       SELECT m.hospital_id, m.key, m.month, m.until, m.nth, m.claim, p.file_id, p.line, p.minute, p.patient, p.content
       FROM missing m JOIN presences p ON p.hospital_id = m.hospital_id AND p.key = m.key AND p.month < m.month AND p.line IS NOT NULL
       QUALIFY row_number() OVER (PARTITION BY m.hospital_id, m.key, m.month ORDER BY p.month DESC, p.file_id DESC, p.line DESC) = 1),
     fresh AS (
       SELECT p.* FROM presences p WHERE p.line IS NOT NULL
       QUALIFY p.month = min(p.month) OVER (PARTITION BY p.hospital_id, p.key))
     SELECT ${own}, l.hospital_id, l.key, l.month, l.file_id, l.line, l.nth, l.until, l.claim, min(n.line) AS new_line
     FROM last l LEFT JOIN fresh n ON l.claim = 'cumulative' AND n.hospital_id = l.hospital_id AND n.month = l.month AND n.key <> l.key AND n.minute = l.minute
       AND (n.patient = l.patient OR (n.patient IS NULL AND l.patient IS NULL AND n.content = l.content))
     GROUP BY ALL ORDER BY ALL`,
  );
  await noteLeftOut(database, table, {
    presences: 'presences',
    exports: 'exports',
    expected: 'expected',
  });
  for (const of of ['claiming', 'presences', 'exports', 'expected']) await database.run(`DROP TABLE ${of}`);
}

/** In a declaration: every hospital without one of its own. */
export const everyHospital = '*';

/** Cases that are listed; of more, only their number is told. */
const SHOWN = 20;

/** Replaces a month's warnings about earlier cases that its files lack. */
export async function tellMissing(
  database: Database,
  table: AnyTable,
  month: string,
  standing: StandingRows,
): Promise<void> {
  if (!hasCases(table) || table.spec.workedOutFrom) return;
  await database.run(
    `DELETE FROM problems WHERE rule IN ('missing-in-export', 'withdrawn-by-export', 'renumbered-in-export')
     AND file_id IN (SELECT file_id FROM files WHERE month = $month AND table_name = $table)`,
    { month, table: table.name },
  );
  const pairs = `FROM same_cases s WHERE s.table_name = ${sqlText(table.name)} AND s.sameness = 'case'`;
  // A case that now stands under another number, by rows that still count, is told as one case and not as missing.
  const elsewhere =
    (await database.number(`SELECT count(*) ${pairs}`)) === 0
      ? ''
      : `AND (m.file_id, m.line) NOT IN (SELECT (s.other_file, s.other_line) ${pairs}
           AND (s.file_id, s.line) IN (SELECT (file_id, line) FROM (${await standing.latest(table, month)})))`;
  const found = await database.rows<Missing>(
    `SELECT c.claim, c.file_id, c.hospital_id, CAST(c.due AS INTEGER) AS due, CAST(c.there AS INTEGER) AS there,
       CASE WHEN m.claim <> 'cumulative' THEN m.claim WHEN m.new_line IS NOT NULL THEN 'renumbered' WHEN m.nth > 1 THEN 'gone' ELSE 'pending' END AS kind,
       CAST(count(*) AS INTEGER) AS n, list({month: f.month, path: f.path, line: m.line, new_line: m.new_line} ORDER BY f.month, f.path, m.line)[1:${SHOWN}] AS places
     FROM missing_cases m JOIN claims c USING (table_name, hospital_id, month) JOIN files f ON f.file_id = m.file_id
     WHERE m.table_name = $table AND m.month = $month AND m.nth < 3 ${elsewhere}
       AND NOT EXISTS (SELECT 1 FROM missing_cases r WHERE r.table_name = m.table_name AND r.hospital_id = m.hospital_id AND r.key = m.key
         AND r.month < m.month AND r.new_line IS NOT NULL AND r.until IS NOT DISTINCT FROM m.until)
     GROUP BY ALL ORDER BY ALL`,
    { table: table.name, month },
  );
  await addRowWarnings(
    database,
    found.map((missing) => ({
      file_id: missing.file_id,
      hospital_id: missing.hospital_id,
      line: null,
      fields: [],
      rule: ruleOf[missing.kind],
      notice: missingCases(missing),
    })),
  );
  await tellLeftOut(database, table, month);
}

const ruleOf = {
  pending: 'missing-in-export',
  many: 'missing-in-export',
  unsure: 'missing-in-export',
  gone: 'withdrawn-by-export',
  renumbered: 'renumbered-in-export',
} as const;
