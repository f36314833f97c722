import { hasCases, type Sameness, sameCasesSql } from '../../compile/same-case-sql.js';
import { allRowsSql } from '../../current/rows-sql.js';
import type { StandingRows } from '../../current/standing-rows.js';
import type { AnyTable } from '../../define/table.js';
import { sqlText } from '../../sql/quote.js';
import type { Database } from '../../warehouse/database.js';
import { addRowWarnings } from '../../warehouse/ledger.js';
import { sameCase } from '../message/same-case-messages.js';

/** Pairs of two files that are listed; of more, only their number and the first are told. */
const SHOWN = 3;

/**
 * Notes rows of these files that describe one case together with a row of another month under another key. Only rows that count now are
 * compared, because a replaced submission never counts again; so the order in which months come does not matter.
 */
export async function findSameCases(
  database: Database,
  table: AnyTable,
  files: readonly number[],
): Promise<void> {
  if (!hasCases(table) || files.length === 0) return;
  const live = `submissions WHERE live AND table_name = ${sqlText(table.name)}`;
  const fresh = `file_id IN (${files.join(', ')})`;
  const several = `SELECT ${sameHospital} FROM ${live} GROUP BY ALL HAVING count(DISTINCT month) > 1 AND bool_or(${fresh})`;
  if ((await database.number(`SELECT count(*) FROM (${several})`)) === 0) return;
  const rows = `SELECT * FROM (${await allRowsSql(database, table)})
    WHERE ${sameHospital} IN (${several}) AND (hospital_id, file_id) IN (SELECT (hospital_id, file_id) FROM ${live})`;
  const speaking = `SELECT file_id, month, max(spoken) AS spoken, max(said) AS said FROM ${live} GROUP BY ALL`;
  await database.run(
    `INSERT INTO same_cases
     SELECT DISTINCT ${sqlText(table.name)}, CASE WHEN later THEN file_id ELSE other_file END, CASE WHEN later THEN line ELSE other_line END,
       CASE WHEN later THEN other_file ELSE file_id END, CASE WHEN later THEN other_line ELSE line END, sameness
     FROM (SELECT p.*, (f.spoken, f.said, p.file_id) > (o.spoken, o.said, p.other_file) AS later
       FROM (${sameCasesSql(table, rows, fresh, sameHospital)}) p JOIN (${speaking}) f USING (file_id) JOIN (${speaking}) o ON o.file_id = p.other_file
       WHERE f.month <> o.month)`,
  );
}

/** Merged hospitals may send each other's cases, so they are compared as one hospital. */
const sameHospital =
  'coalesce((SELECT into_code FROM merged_codes m WHERE m.code = hospital_id), hospital_id)';

interface Told {
  readonly file_id: number;
  readonly hospital_id: string;
  readonly folder: string | null;
  readonly other_path: string;
  readonly other_sheet: string | null;
  readonly other_month: string;
  readonly sameness: Sameness;
  readonly pairs: number;
  readonly lost: number;
  readonly lines: readonly number[];
  readonly others: readonly number[];
  readonly counted: number;
  readonly singly: number;
  /** Whether the other row is of a hospital that was merged into this one; then only the centre is told. */
  readonly merged: boolean;
}

/** Replaces a month's warnings about rows that describe a case which another month has under another key. */
export async function tellSameCases(
  database: Database,
  table: AnyTable,
  month: string,
  standing: StandingRows,
): Promise<void> {
  if (!hasCases(table)) return;
  await database.run(
    `DELETE FROM problems WHERE rule IN ('same-case', 'same-day-cases-of-months', 'like-numbers-of-months')
     AND file_id IN (SELECT file_id FROM files WHERE month = $month AND table_name = $table)`,
    { month, table: table.name },
  );
  const noted = await database.number('SELECT count(*) FROM same_cases WHERE table_name = $table', {
    table: table.name,
  });
  if (noted === 0) return;
  const told = await database.rows<Told>(
    `WITH latest AS MATERIALIZED (${await standing.latest(table, month)}),
     counted AS (SELECT hospital_id, count(*) AS n FROM (${await standing.current(table, month)}) GROUP BY ALL),
     pairs AS (
       SELECT s.*, a.hospital_id, b.hospital_id <> a.hospital_id AS merged, a.case_loose IS NULL AND b.case_loose IS NOT NULL AS lost
       FROM same_cases s JOIN latest a ON a.file_id = s.file_id AND a.line = s.line
       JOIN latest b ON b.file_id = s.other_file AND b.line = s.other_line WHERE s.table_name = $table)
     SELECT p.file_id, p.hospital_id, f.folder, o.path AS other_path, o.sheet AS other_sheet, o.month AS other_month, p.sameness, p.merged,
       CAST(count(*) AS INTEGER) AS pairs, CAST(count(*) FILTER (WHERE p.lost) AS INTEGER) AS lost,
       list(p.line ORDER BY p.line, p.other_line)[1:${SHOWN}] AS lines, list(p.other_line ORDER BY p.line, p.other_line)[1:${SHOWN}] AS others,
       CAST(any_value(c.n) AS INTEGER) AS counted,
       CAST((SELECT count(DISTINCT (q.other_file, q.other_line)) FROM pairs q WHERE q.hospital_id = p.hospital_id AND q.sameness = p.sameness) AS INTEGER) AS singly
     FROM pairs p JOIN files f USING (file_id) JOIN files o ON o.file_id = p.other_file JOIN counted c ON c.hospital_id = p.hospital_id
     WHERE f.month = $month GROUP BY ALL ORDER BY ALL`,
    { month, table: table.name },
  );
  await addRowWarnings(
    database,
    told.flatMap((found) => {
      const { file_id, sameness, pairs, lines } = found;
      const hospital_id = found.merged ? null : found.hospital_id;
      const single = pairs <= SHOWN ? lines.map((_, i) => [i]) : [lines.map((_, i) => i)];
      return single.map((shown) => ({
        file_id,
        hospital_id,
        line: lines[shown[0] ?? 0] ?? null,
        fields: table.spec.key,
        rule: ruleOf[sameness],
        notice: sameCase({
          ...found,
          shown: shown.map((i) => [lines[i] ?? 0, found.others[i] ?? 0] as const),
        }),
      }));
    }),
  );
}

const ruleOf = {
  case: 'same-case',
  day: 'same-day-cases-of-months',
  likeness: 'like-numbers-of-months',
} as const;
