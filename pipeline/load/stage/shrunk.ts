import type { AnyTable } from '../../define/table.js';
import type { Database } from '../../warehouse/database.js';
import type { FileEntry, Refused } from '../../warehouse/ledger.js';
import { shrunk } from '../message/submission-messages.js';

/** When a submission is refused because it is much shorter than the one it would replace. */
export interface ShrinkPolicy {
  /** The share of rows that may be missing; 0.2 by default. */
  readonly share: number;
  /** Hospitals whose shorter submissions the centre has accepted, or all. */
  readonly accepted: ReadonlySet<string> | 'all';
}

/** The policy without settings or accepted hospitals. */
export const shrinkPolicy: ShrinkPolicy = { share: 0.2, accepted: new Set() };

/** With fewer missing rows a case or two were taken back, whatever their share. */
const FEWEST_MISSING = 3;

/**
 * The files refused because a hospital would lose more rows than the policy allows, with the reason. The hospital's earlier submission goes
 * on counting.
 *
 * Rows are counted per sender (the hospital's folder, or the centre for it) and in all, so that neither sender makes up for the other's
 * missing rows nor answers for them. A file of several hospitals is the centre's, and one such hospital is enough to refuse it: only the
 * centre is told, and it decides.
 *
 * @param sent a table or query with the file_id and hospital_id of every row sent, without rows of another hospital in a folder
 */
export async function shrunkFiles(
  database: Database,
  table: AnyTable,
  month: string,
  entries: readonly FileEntry[],
  sent: string,
  { share, accepted }: ShrinkPolicy,
): Promise<Map<FileEntry, Refused>> {
  const refused = new Map<FileEntry, Refused>();
  if (accepted === 'all' || entries.length === 0) return refused;
  const ids = entries.map(({ id }) => id).join(', ');
  const shorter = await database.rows<{ hospital_id: string; before: number; now: number; files: number[] }>(
    `WITH arrived AS (
       SELECT s.hospital_id, f.folder, count(s.line) AS n, list(DISTINCT file_id) AS files FROM (
         SELECT hospital_id, file_id, 1 AS line FROM ${sent} WHERE file_id IN (${ids}) AND hospital_id IS NOT NULL
         UNION ALL SELECT folder, file_id, NULL FROM files WHERE file_id IN (${ids}) AND folder IS NOT NULL) s
       JOIN files f USING (file_id) GROUP BY ALL),
     former AS (
       SELECT s.hospital_id, f.folder, sum(s.records) AS n FROM submissions s JOIN files f USING (file_id)
       WHERE s.live AND s.table_name = $table AND s.month = $month GROUP BY ALL),
     compared AS (
       SELECT a.hospital_id, b.n AS before, a.n AS now, a.files FROM arrived a
         JOIN former b ON b.hospital_id = a.hospital_id AND b.folder IS NOT DISTINCT FROM a.folder
       UNION ALL
       SELECT a.hospital_id, (SELECT sum(b.n) FROM former b WHERE b.hospital_id = a.hospital_id), sum(a.n), flatten(list(a.files))
         FROM arrived a GROUP BY a.hospital_id)
     SELECT hospital_id, CAST(before AS INTEGER) AS before, CAST(now AS INTEGER) AS now, files FROM compared
     WHERE before - now >= ${FEWEST_MISSING} AND now < before * (1 - $share) ORDER BY hospital_id, files`,
    { table: table.name, month, share },
  );
  for (const { hospital_id, before, now, files } of shorter) {
    if (accepted.has(hospital_id)) continue;
    for (const entry of entries.filter(({ id }) => files.includes(id)))
      if (!refused.has(entry))
        refused.set(entry, { code: 'shrunk', notice: shrunk(hospital_id, before, now, share), line: null });
  }
  return refused;
}
