import type { FileOutcome } from '../load/ingest.js';
import type { Database } from '../warehouse/database.js';
import type { AuditLog } from '../workspace/audit.js';

/** The files that count, by file number, with the label and hash that the audit log uses. */
type LiveFiles = ReadonlyMap<number, readonly [label: string, sha256: string | null]>;

/** The most files in one record. */
const FILES = 200;

/** The files that count now. */
export async function liveFiles(database: Database): Promise<LiveFiles> {
  const rows = await database.rows<{ file_id: number; path: string; sha256: string | null }>(
    `SELECT DISTINCT f.file_id, f.path, f.sha256 FROM files f JOIN submissions s USING (file_id) WHERE s.live ORDER BY f.file_id`,
  );
  return new Map(rows.map(({ file_id, path, sha256 }) => [file_id, [path, sha256]]));
}

/** Records the outcome of every file of a run (label, hospital's folder, hash, bytes, state) and which files no longer count. */
export async function auditFiles(
  database: Database,
  audit: AuditLog,
  month: string,
  outcomes: readonly FileOutcome[],
  before: LiveFiles,
): Promise<void> {
  const known = await database.rows<{
    path: string;
    folder: string | null;
    sha256: string | null;
    bytes: string;
    refusal: string | null;
  }>(
    `SELECT path, folder, sha256, bytes, refusal FROM files WHERE coalesce(inbox, month) = $month
     QUALIFY row_number() OVER (PARTITION BY path ORDER BY run DESC, file_id DESC) = 1`,
    { month },
  );
  const byLabel = new Map(known.map((file) => [file.path, file]));
  const files = outcomes.map(({ label, status }) => {
    const file = byLabel.get(label);
    return [
      label,
      file?.folder ?? null,
      file?.sha256 ?? null,
      Number(file?.bytes ?? 0),
      status,
      file?.refusal ?? null,
    ];
  });
  const after = await liveFiles(database);
  const replaced = [...before].filter(([id]) => !after.has(id)).map(([, file]) => file);
  for (let at = 0; at < Math.max(files.length, replaced.length); at += FILES)
    audit.record({
      action: 'files',
      object: month,
      before: { live: before.size, replaced: replaced.slice(at, at + FILES) },
      after: { live: after.size, files: files.slice(at, at + FILES) },
    });
}
