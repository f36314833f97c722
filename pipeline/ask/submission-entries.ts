import { currentRowsSql } from '../current/current-sql.js';
import { hospitals } from '../lists/lists.js';
import { FOREIGN } from '../load/validation/foreign-rows.js';
import { sqlText } from '../sql/quote.js';
import { technologyOfTable } from '../technology/index.js';
import type { Database } from '../warehouse/database.js';
import type { HospitalEntry } from './hospital-entries.js';

/** What a hospital has sent of one table for this month, or that it has sent no cases. */
export interface SubmissionEntry {
  readonly hospital_id: string;
  /** Table name such as `ecmo_runs`; null when the table could not be recognised. */
  readonly table: string | null;
  /** `missing`: nothing was received for this month. */
  readonly status: 'accepted' | 'unchanged' | 'refused' | 'missing';
  /** Path inside the inbox; null when missing. */
  readonly file: string | null;
  /** The sheet of a workbook; null for other files. */
  readonly sheet: string | null;
  readonly sha256: string | null;
  readonly records: number;
  readonly accepted: number;
  readonly held_back: number;
  readonly warnings: number;
  /** Why the file was refused, in the report's languages. */
  readonly refusal: { readonly zh: string; readonly en: string } | null;
}

/** Hospitals that closed before a month began, so that nothing is missing from them. */
async function closedBefore(database: Database, month: string): Promise<ReadonlySet<string>> {
  const closed = await database.rows<{ hospital_id: string }>(
    `SELECT DISTINCT hospital_id FROM (${await currentRowsSql(database, hospitals, month)}) WHERE closed_on < CAST($first AS DATE)`,
    { first: `${month}-01` },
  );
  return new Set(closed.map(({ hospital_id }) => hospital_id));
}

/** Hospitals' submissions for a month, and listed hospitals without cases, by code. */
export async function submissionEntries(
  database: Database,
  month: string,
  list: readonly HospitalEntry[],
): Promise<SubmissionEntry[]> {
  const rows = await database.rows<
    Omit<SubmissionEntry, 'refusal'> & { zh: string | null; en: string | null }
  >(
    `WITH marks AS (
       SELECT file_id, hospital_id, count(DISTINCT line) FILTER (WHERE severity = 'error') AS held_back,
         count(*) FILTER (WHERE severity = 'warning') AS warnings FROM problems GROUP BY ALL)
     SELECT s.hospital_id, s.table_name AS "table", 'accepted' AS status, f.path AS file, f.sheet, f.sha256,
       CAST(s.records + coalesce(CASE WHEN f.folder IS NOT NULL THEN f.held_rows END, 0) AS INTEGER) AS records, s.accepted,
       CAST(coalesce(m.held_back, 0) AS INTEGER) AS held_back, CAST(coalesce(m.warnings, 0) AS INTEGER) AS warnings, NULL AS zh, NULL AS en
     FROM submissions s JOIN (SELECT *, (SELECT count(DISTINCT line) FROM problems p WHERE p.file_id = files.file_id AND p.severity = 'error' AND (p.zh IS NOT NULL OR p.rule = ${sqlText(FOREIGN)})) AS held_rows FROM files) f USING (file_id)
     LEFT JOIN marks m ON m.file_id = s.file_id AND m.hospital_id = s.hospital_id
     WHERE s.month = $month AND s.live
     UNION ALL
     SELECT coalesce(folder, '*'), table_name, 'refused', path, sheet, sha256, 0, 0, 0, 0, refusal_zh, refusal_en
     FROM files WHERE month = $month AND status = 'refused'
     ORDER BY hospital_id, "table" NULLS LAST, file, sheet`,
    { month },
  );
  const entries: SubmissionEntry[] = rows.map(({ zh, en, ...entry }) => ({
    ...entry,
    refusal: zh !== null && en !== null ? { zh, en } : null,
  }));
  const sent = new Set(
    entries
      .filter((e) => e.status === 'accepted' && technologyOfTable(e.table ?? '') !== undefined)
      .map((e) => e.hospital_id),
  );
  const tried = new Set(entries.filter((e) => e.status === 'refused').map((e) => e.hospital_id));
  const closed = await closedBefore(database, month);
  for (const { hospital_id } of list) {
    if (sent.has(hospital_id) || tried.has(hospital_id) || closed.has(hospital_id)) continue;
    entries.push({
      hospital_id,
      table: null,
      status: 'missing',
      file: null,
      sheet: null,
      sha256: null,
      records: 0,
      accepted: 0,
      held_back: 0,
      warnings: 0,
      refusal: null,
    });
  }
  return entries.sort((a, b) => (a.hospital_id < b.hospital_id ? -1 : a.hospital_id > b.hospital_id ? 1 : 0));
}
