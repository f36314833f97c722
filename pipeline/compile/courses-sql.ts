import type { AnyTable } from '../define/table.js';
import { sqlName, sqlText } from '../sql/quote.js';
import type { Courses } from '../technology/courses.js';
import { factSql } from './fact-sql.js';

/** A table of cases whose rows may be one course. */
export interface CourseTable {
  readonly cases: AnyTable;
  readonly courses: Courses;
}

/** The rows that may continue each other: those of patients with facts from several rows. */
const runsSql = ({ cases, courses }: CourseTable, rows: string, facts: string) => {
  const { begun, ended, reason, mode, modeAfter, from, to, outcome, over, never } = courses;
  const cell = (name: string) => `r.${sqlName(name)}`;
  return `SELECT v.person, r.hospital_id, r.file_id, r.line, CAST(r.file_id AS BIGINT) * 4294967296 + r.line AS id, ${cell(begun)} AS begun, ${cell(`${begun}_timed`)} AS begun_timed, ${cell(mode)} AS mode, ${cell(modeAfter)} AS mode_after,
      standing_code(r.hospital_id) AS stands, CASE WHEN ${cell(reason.field)} = ${sqlText(reason.transferred)} THEN standing_code(${cell(to)}) END AS goes_to,
      standing_code(${cell(from)}) AS comes_from, ${cell(ended)} AS ended, ${cell(`${ended}_timed`)} AS ended_timed, ${cell(reason.field)} AS end_reason, ${cell(outcome)} AS outcome, ${cell(over)} AS course_over
    FROM (SELECT * FROM (${rows}) WHERE (${factSql(never)}) IS NOT TRUE) r JOIN ${facts} v ON v.table_name = ${sqlText(cases.name)} AND v.file_id = r.file_id AND v.line = r.line`;
};

const hours = (n: number) => `INTERVAL ${n} HOUR`;

/**
 * SQL for whether run `b` continues run `a`: it ends later, and begins within the spans. It may end with `a` if it has the mode that `a`
 * itself changed to.
 *
 * @param refused SQL for what keeps runs of two hospitals apart
 */
const goesOn = ({ reason, conversionHours, transferHours }: Courses, refused: string) => {
  const [died, transferred] = [reason.died, reason.transferred].map(sqlText);
  return `coalesce(CASE
    WHEN a.hospital_id = b.hospital_id AND a.mode_after = b.mode THEN b.ended >= a.ended ELSE b.ended > a.ended END, true) AND CASE
    WHEN ${refused} THEN false
    WHEN a.hospital_id = b.hospital_id THEN a.end_reason IS DISTINCT FROM ${died} AND a.ended_timed AND b.begun_timed
      AND b.begun > a.begun AND b.begun <= a.ended + ${hours(conversionHours)}
    WHEN a.end_reason = ${transferred} AND a.ended_timed AND b.begun_timed THEN b.begun <= a.ended + ${hours(transferHours)}
    WHEN a.end_reason = ${transferred} THEN CAST(b.begun AS DATE) <= CAST(a.ended AS DATE) + 1
  END`;
};

/** SQL for whether a row names another hospital than the other run's; within one hospital the later row may repeat where the patient came from. */
const otherHospitalNamed =
  'a.goes_to <> b.stands OR (b.comes_from <> a.stands AND a.hospital_id <> b.hospital_id)';

/** WITH clause of the runs and each run's successor: the first run that continues it; a run that continues several is linked to the last to end. */
const linksSql = (
  of: CourseTable,
  rows: string,
  facts: string,
) => `runs AS MATERIALIZED (${runsSql(of, rows, facts)}),
  nexts AS (SELECT a.id AS a, b.id AS b, a.ended FROM runs a JOIN runs b ON b.person = a.person AND b.id <> a.id AND ${goesOn(of.courses, otherHospitalNamed)}
    QUALIFY row_number() OVER (PARTITION BY a.id ORDER BY b.begun, b.id) = 1),
  links AS MATERIALIZED (SELECT a, b FROM nexts QUALIFY row_number() OVER (PARTITION BY b ORDER BY ended DESC, a) = 1)`;

/**
 * SELECT of the runs in a course of several, with the outcome of the whole course: `end_reason`, `outcome` and `course_over` of its last
 * run; `is_part` where an earlier run of the course is of the same hospital; `goes_on_from` the other hospitals of its earlier runs,
 * separated by commas.
 *
 * @param rows SELECT of the table's rows with their derived columns
 * @param facts the table that `vitalFacts` has made
 */
export function coursesSql(of: CourseTable, rows: string, facts: string): string {
  const before = '(PARTITION BY root ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)';
  const whole = '(PARTITION BY root ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)';
  return `WITH RECURSIVE ${linksSql(of, rows, facts)},
    courses AS (
      SELECT a AS id, a AS root, 1 AS place FROM links WHERE a NOT IN (SELECT b FROM links)
      UNION ALL SELECT l.b, c.root, c.place + 1 FROM courses c JOIN links l ON l.a = c.id)
    SELECT file_id, line, root, place, last_value(end_reason) OVER whole AS end_reason, last_value(outcome) OVER whole AS outcome,
      last_value(course_over) OVER whole AS course_over, coalesce(list_contains(list(hospital_id) OVER before, hospital_id), false) AS is_part,
      nullif(array_to_string(list_sort(list_distinct(list_filter(list(hospital_id) OVER before, lambda h: h <> hospital_id))), ','), '') AS goes_on_from
    FROM courses JOIN runs USING (id) WINDOW before AS ${before}, whole AS ${whole}`;
}

/**
 * SELECT of pairs of runs that people must confirm: `kind` conversion, transfer or recannulation, the earlier run as `a_…` and the later as
 * `b_…`; and `contradiction`, where runs of two hospitals would be a transfer if their rows did not name other hospitals, and neither
 * belongs to another course.
 */
export function coursesToConfirmSql(of: CourseTable, rows: string, facts: string): string {
  const pair =
    'a.hospital_id AS a_hospital, a.file_id AS a_file, a.line AS a_line, b.hospital_id AS b_hospital, b.file_id AS b_file, b.line AS b_line';
  return `WITH ${linksSql(of, rows, facts)},
    contradictions AS (SELECT a.id AS a, b.id AS b FROM runs a JOIN runs b ON b.person = a.person AND b.hospital_id <> a.hospital_id
      AND (${otherHospitalNamed}) AND ${goesOn(of.courses, 'false')} AND a.id NOT IN (SELECT a FROM links) AND b.id NOT IN (SELECT b FROM links))
    SELECT CASE WHEN a.hospital_id = b.hospital_id THEN 'conversion' ELSE 'transfer' END AS kind, ${pair}
    FROM links l JOIN runs a ON a.id = l.a JOIN runs b ON b.id = l.b
    UNION ALL
    SELECT 'contradiction', ${pair} FROM contradictions c JOIN runs a ON a.id = c.a JOIN runs b ON b.id = c.b
    UNION ALL
    SELECT 'recannulation', ${pair} FROM runs a JOIN runs b ON b.person = a.person AND b.begun > a.ended
      AND b.begun <= a.ended + ${hours(of.courses.recannulationHours)} AND b.id NOT IN (SELECT b FROM links)
      AND b.id NOT IN (SELECT b FROM contradictions)
    QUALIFY row_number() OVER (PARTITION BY b.id ORDER BY a.ended DESC, a.id) = 1`;
}
