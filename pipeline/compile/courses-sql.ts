import { ecmoRuns } from '../cases/ecmo-runs.js';
import { sqlText } from '../sql/quote.js';

/**
 * When two runs of one patient, entered as two rows, are one course on ECMO. The only place of these spans.
 *
 *   conversion   in one hospital, the next run begins at most `conversionHours` after the last ended (or while it still ran)
 *   transfer     a run that ended by 转院 continues at another hospital, begun while it still ran or at most `transferHours` after;
 *                where 转出去向 or the other run's 转入来源 is filled in, only at that hospital, so that 外省 continues nowhere here
 *
 * A new run within `recannulationHours` that is not of the same course counts as a run of its own, with a warning.
 */
export const courseSpans = { conversionHours: 1, transferHours: 24, recannulationHours: 48 } as const;

/** The runs that may continue each other: those of patients with facts from several rows. Support of an organ donor belongs to no course. */
const runsSql = (rows: string, facts: string) =>
  `SELECT v.person, r.hospital_id, r.file_id, r.line, CAST(r.file_id AS BIGINT) * 4294967296 + r.line AS id, r.started_at, r.started_at_timed, r.mode, r.mode_after,
      standing_code(r.hospital_id) AS stands, CASE WHEN r.end_reason = '转院' THEN standing_code(r.transfer_to) END AS goes_to,
      standing_code(r.transfer_from) AS comes_from, r.ended_at, r.ended_at_timed, r.end_reason, r.alive_48h_after_removal AS alive_48h, r.removal_48h_over AS course_over
    FROM (${rows}) r JOIN ${facts} v ON v.table_name = ${sqlText(ecmoRuns.name)} AND v.file_id = r.file_id AND v.line = r.line
    WHERE r.organ_donor IS NOT TRUE`;

const hours = (n: number) => `INTERVAL ${n} HOUR`;

/**
 * SQL for whether run `b` continues run `a`: it ends later, and begins within the spans. It may end with `a` if it has the mode that `a`
 * itself changed to.
 *
 * @param refused SQL for what keeps runs of two hospitals apart
 */
const goesOn = (refused: string) => `coalesce(CASE
    WHEN a.hospital_id = b.hospital_id AND a.mode_after = b.mode THEN b.ended_at >= a.ended_at ELSE b.ended_at > a.ended_at END, true) AND CASE
    WHEN ${refused} THEN false
    WHEN a.hospital_id = b.hospital_id THEN a.end_reason IS DISTINCT FROM '死亡' AND a.ended_at_timed AND b.started_at_timed
      AND b.started_at > a.started_at AND b.started_at <= a.ended_at + ${hours(courseSpans.conversionHours)}
    WHEN a.end_reason = '转院' AND a.ended_at_timed AND b.started_at_timed THEN b.started_at <= a.ended_at + ${hours(courseSpans.transferHours)}
    WHEN a.end_reason = '转院' THEN CAST(b.started_at AS DATE) <= CAST(a.ended_at AS DATE) + 1
  END`;

/** SQL for whether a row names another hospital than the other run's; within one hospital the later row may repeat where the patient came from. */
const otherHospitalNamed =
  'a.goes_to <> b.stands OR (b.comes_from <> a.stands AND a.hospital_id <> b.hospital_id)';

/** WITH clause of the runs and each run's successor: the first run that continues it; a run that continues several is linked to the last to end. */
const linksSql = (rows: string, facts: string) => `runs AS MATERIALIZED (${runsSql(rows, facts)}),
  nexts AS (SELECT a.id AS a, b.id AS b, a.ended_at FROM runs a JOIN runs b ON b.person = a.person AND b.id <> a.id AND ${goesOn(otherHospitalNamed)}
    QUALIFY row_number() OVER (PARTITION BY a.id ORDER BY b.started_at, b.id) = 1),
  links AS MATERIALIZED (SELECT a, b FROM nexts QUALIFY row_number() OVER (PARTITION BY b ORDER BY ended_at DESC, a) = 1)`;

/**
 * SELECT of the runs in a course of several, with the outcome of the whole course: `end_reason`, `alive_48h` and `course_over` of its last
 * run; `is_part` where an earlier run of the course is of the same hospital; `goes_on_from` the other hospitals of its earlier runs,
 * separated by commas.
 *
 * @param rows SELECT of ECMO runs with their derived columns
 * @param facts the table that `vitalFacts` has made
 */
export function coursesSql(rows: string, facts: string): string {
  const before = '(PARTITION BY root ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)';
  const whole = '(PARTITION BY root ORDER BY place ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)';
  return `WITH RECURSIVE ${linksSql(rows, facts)},
    courses AS (
      SELECT a AS id, a AS root, 1 AS place FROM links WHERE a NOT IN (SELECT b FROM links)
      UNION ALL SELECT l.b, c.root, c.place + 1 FROM courses c JOIN links l ON l.a = c.id)
    SELECT file_id, line, root, place, last_value(end_reason) OVER whole AS end_reason, last_value(alive_48h) OVER whole AS alive_48h,
      last_value(course_over) OVER whole AS course_over, coalesce(list_contains(list(hospital_id) OVER before, hospital_id), false) AS is_part,
      nullif(array_to_string(list_sort(list_distinct(list_filter(list(hospital_id) OVER before, lambda h: h <> hospital_id))), ','), '') AS goes_on_from
    FROM courses JOIN runs USING (id) WINDOW before AS ${before}, whole AS ${whole}`;
}

/**
 * SELECT of pairs of runs that people must confirm: `kind` conversion, transfer or recannulation, the earlier run as `a_…` and the later as
 * `b_…`; and `contradiction`, where runs of two hospitals would be a transfer if their rows did not name other hospitals, and neither
 * belongs to another course.
 */
export function coursesToConfirmSql(rows: string, facts: string): string {
  const pair =
    'a.hospital_id AS a_hospital, a.file_id AS a_file, a.line AS a_line, b.hospital_id AS b_hospital, b.file_id AS b_file, b.line AS b_line';
  return `WITH ${linksSql(rows, facts)},
    contradictions AS (SELECT a.id AS a, b.id AS b FROM runs a JOIN runs b ON b.person = a.person AND b.hospital_id <> a.hospital_id
      AND (${otherHospitalNamed}) AND ${goesOn('false')} AND a.id NOT IN (SELECT a FROM links) AND b.id NOT IN (SELECT b FROM links))
    SELECT CASE WHEN a.hospital_id = b.hospital_id THEN 'conversion' ELSE 'transfer' END AS kind, ${pair}
    FROM links l JOIN runs a ON a.id = l.a JOIN runs b ON b.id = l.b
    UNION ALL
    SELECT 'contradiction', ${pair} FROM contradictions c JOIN runs a ON a.id = c.a JOIN runs b ON b.id = c.b
    UNION ALL
    SELECT 'recannulation', ${pair} FROM runs a JOIN runs b ON b.person = a.person AND b.started_at > a.ended_at
      AND b.started_at <= a.ended_at + ${hours(courseSpans.recannulationHours)} AND b.id NOT IN (SELECT b FROM links)
      AND b.id NOT IN (SELECT b FROM contradictions)
    QUALIFY row_number() OVER (PARTITION BY b.id ORDER BY a.ended_at DESC, a.id) = 1`;
}
