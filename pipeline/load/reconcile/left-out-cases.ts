import type { AnyTable } from '../../define/table.js';
import { sqlText } from '../../sql/quote.js';
import type { Database } from '../../warehouse/database.js';
import { addRowWarnings } from '../../warehouse/ledger.js';
import { type LeftOut, leftOutCases } from '../message/claim-messages.js';

const rule = 'left-out-of-export';

/** Cases that are listed; of more, only their number is told. */
const SHOWN = 20;

/** An export without any earlier case decides nothing about its claim; after so many in a row the hospital reports by the month. */
const UNDECIDED_MONTHS = 3;

/** Tables of the hospitals whose claims are being worked out, by name. */
export interface Claimed {
  /** Which case stands in the submission of which month, at which file and line. */
  readonly presences: string;
  /** What each submission holds, and whether anything in it stays unread. */
  readonly exports: string;
  /** Every earlier case beside every later submission: whether it is there, and due. */
  readonly expected: string;
}

/**
 * Notes the earlier cases that an undeclared export leaves out, without treating them as withdrawn. `partial`: the export covers its month
 * alone, and the cases lie in the months that it reaches back to. `moved`: the export is cumulative, follows a cumulative one, or is among
 * the first undecided ones, and the cases lie before its earliest month and were in the hospital's previous export.
 */
export async function noteLeftOut(
  database: Database,
  table: AnyTable,
  { presences, exports, expected }: Claimed,
): Promise<void> {
  const own = sqlText(table.name);
  await database.run(
    `INSERT INTO left_out_cases
     WITH turns AS (
       SELECT e.*, c.claim, c.due, c.there, max(CASE WHEN NOT e.is_empty AND NOT e.is_unsure THEN e.month END) OVER before AS previous,
         last_value(CASE c.claim WHEN 'many' THEN 'cumulative' WHEN 'unsure' THEN NULL ELSE c.claim END IGNORE NULLS) OVER before AS believed,
         count(CASE WHEN c.month IS NOT NULL AND c.claim IS NULL THEN 1 END) OVER (PARTITION BY e.hospital_id ORDER BY e.month) AS undecided
       FROM ${exports} e LEFT JOIN claims c ON c.table_name = ${own} AND c.hospital_id = e.hospital_id AND c.month = e.month
       WINDOW before AS (PARTITION BY e.hospital_id ORDER BY e.month ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
     open AS (SELECT * FROM turns WHERE declared IS NULL AND NOT is_empty AND NOT is_unsure),
     gone AS (
       SELECT t.hospital_id, t.month, t.file_id, t.since, t.due, t.there, x.key, CASE WHEN x.is_due THEN 'partial' ELSE 'moved' END AS kind
       FROM open t JOIN ${expected} x ON x.hospital_id = t.hospital_id AND x.month = t.month AND NOT x.is_there
       WHERE CASE WHEN x.is_due THEN t.claim = 'month'
         ELSE (t.claim IN ('cumulative', 'many', 'unsure') OR t.believed = 'cumulative' OR (t.believed IS NULL AND t.undecided <= ${UNDECIDED_MONTHS}))
           AND (t.hospital_id, t.previous, x.key) IN (SELECT (hospital_id, month, key) FROM ${presences}) END),
     last AS (
       SELECT g.*, p.file_id AS at_file, p.line AS at_line FROM gone g
       JOIN ${presences} p ON p.hospital_id = g.hospital_id AND p.key = g.key AND p.month < g.month AND p.line IS NOT NULL
       QUALIFY row_number() OVER (PARTITION BY g.hospital_id, g.key, g.month ORDER BY p.month DESC, p.file_id DESC, p.line DESC) = 1),
     -- What the export holds under another number is told as one case.
     paired AS (
       SELECT DISTINCT s.other_file, s.other_line, p.hospital_id, p.month FROM same_cases s JOIN (SELECT DISTINCT file_id, hospital_id, month FROM ${presences}) p USING (file_id)
       WHERE s.table_name = ${own} AND s.sameness = 'case')
     SELECT ${own}, l.hospital_id, l.month, l.file_id, l.kind, CAST(l.since AS DATE), l.due, l.there, count(*),
       list({file_id: l.at_file, line: l.at_line} ORDER BY l.at_file, l.at_line)[1:${SHOWN}]
     FROM last l ANTI JOIN paired p ON p.hospital_id = l.hospital_id AND p.month = l.month AND p.other_file = l.at_file AND p.other_line = l.at_line
     GROUP BY l.hospital_id, l.month, l.file_id, l.kind, l.since, l.due, l.there ORDER BY ALL`,
  );
}

/** Replaces a month's warnings about earlier cases that its files leave out, which go on counting. */
export async function tellLeftOut(database: Database, table: AnyTable, month: string): Promise<void> {
  await database.run(
    `DELETE FROM problems WHERE rule = ${sqlText(rule)}
     AND file_id IN (SELECT file_id FROM files WHERE month = $month AND table_name = $table)`,
    { month, table: table.name },
  );
  const found = await database.rows<LeftOut>(
    `SELECT l.file_id, l.hospital_id, l.kind, strftime(l.since, '%Y-%m') AS since, CAST(l.due AS INTEGER) AS due, CAST(l.there AS INTEGER) AS there,
       CAST(l.n AS INTEGER) AS n, list({month: f.month, path: f.path, line: l.p.line} ORDER BY f.month, f.path, l.p.line) AS places
     FROM (SELECT * EXCLUDE (places), unnest(places) AS p FROM left_out_cases WHERE table_name = $table AND month = $month) l
     JOIN files f ON f.file_id = l.p.file_id
     GROUP BY l.file_id, l.hospital_id, l.kind, l.since, l.due, l.there, l.n ORDER BY ALL`,
    { table: table.name, month },
  );
  await addRowWarnings(
    database,
    found.map((left) => ({
      file_id: left.file_id,
      hospital_id: left.hospital_id,
      line: null,
      fields: [],
      rule,
      notice: leftOutCases(left),
    })),
  );
}
