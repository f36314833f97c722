import type { Database } from '../warehouse/database.js';
import type { FileEntry, Refused } from '../warehouse/ledger.js';
import { shrunk } from './messages.js';
import type { AnyTable } from './table.js';

/** When a submission is held because it is much shorter than the one it would replace. */
export interface ShrinkPolicy {
  /** The share of rows that may be missing; 0.2. */
  readonly share: number;
  /** Hospitals whose shorter submissions the centre has accepted, or all. */
  readonly accepted: ReadonlySet<string> | 'all';
}

export const shrinkPolicy: ShrinkPolicy = { share: 0.2, accepted: new Set() };

/** Fewer rows than these are a case or two taken back, whatever their share. */
const FEWEST_MISSING = 3;

/**
 * The files to be refused because a hospital would lose more rows than the policy allows, with the reason; in a file of several
 * hospitals one is enough. What the hospital sent before goes on counting.
 *
 * @param sent a table or query with the file_id and hospital_id of every row sent
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
    `WITH now AS (
       SELECT hospital_id, count(line) AS n, list(DISTINCT file_id) AS files FROM (
         SELECT hospital_id, file_id, 1 AS line FROM ${sent} WHERE file_id IN (${ids}) AND hospital_id IS NOT NULL
         UNION ALL SELECT folder, file_id, NULL FROM files WHERE file_id IN (${ids}) AND folder IS NOT NULL) GROUP BY ALL),
     before AS (
       SELECT hospital_id, sum(records) AS n FROM submissions WHERE live AND table_name = $table AND month = $month GROUP BY ALL)
     SELECT now.hospital_id, CAST(before.n AS INTEGER) AS before, CAST(now.n AS INTEGER) AS now, now.files FROM now JOIN before USING (hospital_id)
     WHERE before.n - now.n >= ${FEWEST_MISSING} AND now.n < before.n * (1 - $share) ORDER BY hospital_id`,
    { table: table.name, month, share },
  );
  for (const { hospital_id, before, now, files } of shorter) {
    if (accepted.has(hospital_id)) continue;
    for (const entry of entries.filter(({ id }) => files.includes(id)))
      refused.set(entry, { code: 'shrunk', notice: shrunk(hospital_id, before, now, share), line: null });
  }
  return refused;
}
