import { withCutSql } from '../../compile/cut-sql.js';
import { readyTable, typedTable } from '../../compile/stage-sql.js';
import { allRowsSql } from '../../current/rows-sql.js';
import type { AnyTable } from '../../define/table.js';
import { sqlName } from '../../sql/quote.js';
import type { Database } from '../../warehouse/database.js';
import type { FileEntry, Lane } from '../../warehouse/ledger.js';

/**
 * Records what each hospital sent with these files and retires what it had sent for the same month before; for a table whose files stand by
 * themselves, only what files of the same names had said.
 *
 * A hospital's first submission for a month speaks as of that month, even if it is late. A file that replaces or joins it speaks as of its
 * arrival: as of the newest month that the hospital has sent this table for. Bytes that counted already and are only read again keep their
 * place.
 *
 * @param cut files whose plain rows wait in tables of their own
 */
export async function recordSubmissions(
  database: Database,
  table: AnyTable,
  month: string,
  entries: readonly FileEntry[],
  lane: Lane,
  cut: readonly number[] = [],
): Promise<void> {
  if (entries.length === 0) return;
  const ids = entries.map(({ id }) => id).join(', ');
  // Only the exact lane holds rows back, so in the others the stored rows are the rows sent.
  const [sent, stored] =
    lane === 'exact'
      ? [typedTable(table), readyTable(table)].map((rows) => withCutSql(table, sqlName(rows), cut))
      : Array(2).fill(lane === 'group' ? sqlName(table.name) : `(${await allRowsSql(database, table)})`);
  await database.run(
    `CREATE OR REPLACE TEMP TABLE sent AS
     SELECT hospital_id, file_id, CAST(sum(s.records) AS INTEGER) AS records, CAST(sum(s.accepted) AS INTEGER) AS accepted FROM (
       SELECT hospital_id, file_id, count(*) AS records, 0 AS accepted FROM ${sent}
         WHERE hospital_id IS NOT NULL AND file_id IN (${ids}) GROUP BY ALL
       UNION ALL
       SELECT hospital_id, file_id, 0, count(*) FROM ${stored} WHERE file_id IN (${ids}) GROUP BY ALL
       UNION ALL
       SELECT folder, file_id, 0, 0 FROM files WHERE file_id IN (${ids}) AND folder IS NOT NULL) s
     JOIN files f USING (file_id) WHERE f.folder IS NULL OR f.folder = hospital_id GROUP BY ALL`,
  );
  await database.run(
    `CREATE OR REPLACE TEMP TABLE speaking AS
     WITH known AS (
       SELECT s.hospital_id, s.month, s.live, s.spoken, s.said, k.sha256, k.sheet, k.run FROM submissions s JOIN files k USING (file_id)
       WHERE s.table_name = $table AND s.hospital_id IN (SELECT hospital_id FROM sent))
     SELECT t.hospital_id, t.file_id, f.run AS said, max(k.month) FILTER (WHERE k.run < f.run) AS newest,
       coalesce(bool_or(k.month = $month AND k.run < f.run), false) AS is_late,
       min({spoken: k.spoken, said: k.said}) FILTER (WHERE k.month = $month AND k.live AND k.sha256 = f.sha256 AND k.sheet IS NOT DISTINCT FROM f.sheet) AS former
     FROM sent t JOIN files f USING (file_id) LEFT JOIN known k ON k.hospital_id = t.hospital_id GROUP BY ALL`,
    { table: table.name, month },
  );
  const replaced = table.spec.byFile
    ? `file_id IN (SELECT file_id FROM files WHERE path IN (SELECT path FROM files WHERE file_id IN (${ids})))`
    : 'hospital_id IN (SELECT hospital_id FROM sent)';
  await database.run(
    `UPDATE submissions SET live = false WHERE table_name = $table AND month = $month AND ${replaced}`,
    { table: table.name, month },
  );
  await database.run(
    `INSERT INTO submissions SELECT hospital_id, $table, $month, file_id, records, accepted, true,
       coalesce(former.spoken, CASE WHEN is_late THEN greatest(newest, $month) ELSE $month END), coalesce(former.said, said)
     FROM sent JOIN speaking USING (hospital_id, file_id) ORDER BY hospital_id, file_id`,
    { table: table.name, month },
  );
}
