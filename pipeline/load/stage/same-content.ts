import { rawTable } from '../../compile/stage-sql.js';
import { fieldsOf } from '../../compile/table-sql.js';
import type { AnyTable } from '../../define/table.js';
import type { FileRefusal } from '../../read/refusal.js';
import { sqlName } from '../../sql/quote.js';
import type { Database } from '../../warehouse/database.js';
import { addFileWarning, type FileEntry, tellCentre } from '../../warehouse/ledger.js';
import type { RepeatPolicy } from '../lane/repeat-policy.js';
import { repeatedFile, sameContentElsewhere, tellSameContent } from '../message/sender-messages.js';
import { sameContent } from '../message/submission-messages.js';

/** The rows of files with the hospital of each and a hash of its other cells, in the order of the contract. */
export function hashedRawRowsSql(table: AnyTable): string {
  const cells = fieldsOf(table).flatMap(([name]) => (name === 'hospital_id' ? [] : [sqlName(name)]));
  return `(SELECT file_id, hospital_id, hash(${cells.join(', ')}) AS content FROM ${sqlName(rawTable(table))})`;
}

/** What the content of files shows. */
export interface Recognised {
  /** Files that repeat one of this run; their rows are duplicates, which is not told row by row. */
  readonly copies: readonly number[];
  /** Files that must not count, with the refusal. */
  readonly refused: ReadonlyMap<FileEntry, FileRefusal>;
}

interface Same {
  readonly file_id: number;
  readonly path: string;
  readonly month: string;
  readonly is_fresh: boolean;
}

/**
 * Stores a hash of each file's rows that is independent of their order, column order, encoding and file name: the number of rows, the
 * exclusive or of their hashes and their sum. It only recognises copies: their rows are still compared cell by cell.
 *
 * Warns of a file that repeats another of its hospital and table in the same month. Cases that repeat another month's, or another
 * hospital's without a code of their own, are refused as copies by bytes are, unless the centre has asked for them.
 *
 * @param hashed a table or query with file_id, hospital_id, and content: the hash of a row without its hospital
 */
export async function recogniseContent(
  database: Database,
  table: AnyTable,
  entries: readonly FileEntry[],
  hashed: string,
  repeat: RepeatPolicy,
): Promise<Recognised> {
  const refused = new Map<FileEntry, FileRefusal>();
  const copies: number[] = [];
  if (entries.length === 0) return { copies, refused };
  const fresh = entries.map(({ id }) => id).join(', ');
  await database.run(
    `UPDATE files SET content = c.content FROM (
       SELECT file_id, count(*) || '-' || bit_xor(row) || '-' || sum(CAST(row AS HUGEINT)) AS content
       FROM (SELECT h.file_id, hash(h.content, nullif(h.hospital_id, f.folder)) AS row FROM ${hashed} h JOIN files f USING (file_id)
         WHERE h.file_id IN (${fresh})) GROUP BY file_id) c
     WHERE files.file_id = c.file_id`,
  );
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  for (const { file_id, path, month, is_fresh } of await sameAs(
    database,
    fresh,
    'f.folder IS NOT DISTINCT FROM o.folder AND o.sha256 <> f.sha256',
  )) {
    const entry = byId.get(file_id) as FileEntry;
    const { folder } = entry.file;
    if (month !== entry.month && table.spec.indexDate !== null && !repeat.accepts(folder)) {
      refused.set(entry, repeatedFile(folder, { label: path, month }, 'content'));
      continue;
    }
    if (is_fresh) copies.push(file_id);
    await addFileWarning(database, entry, 'same-content', sameContent(path, month, month === entry.month));
  }
  for (const { file_id, path, month, is_fresh } of await sameAs(database, fresh, 'f.folder <> o.folder')) {
    const entry = byId.get(file_id) as FileEntry;
    const { folder, label } = entry.file;
    if (refused.has(entry) || folder === null) continue;
    const twin = { label: path, month: is_fresh ? null : month };
    const isAsked = repeat.accepts(folder);
    if (isAsked && !repeat.tells) continue;
    if (isAsked || (await namesHospital(database, entry)))
      await tellCentre(database, entry, 'same-content-elsewhere', tellSameContent(label, twin));
    else refused.set(entry, sameContentElsewhere({ folder, label }, twin));
  }
  return { copies, refused };
}

/**
 * For each fresh file the earlier file of the same content, one of the same month first. Content that the same sender sent in an earlier
 * run is no copy of another's.
 */
function sameAs(database: Database, fresh: string, where: string): Promise<Same[]> {
  return database.rows<Same>(
    `SELECT f.file_id, o.path, o.month, o.file_id IN (${fresh}) AS is_fresh FROM files f JOIN files o
       ON o.content = f.content AND o.table_name = f.table_name AND ${where}
     WHERE f.file_id IN (${fresh}) AND o.file_id <> f.file_id AND (o.file_id < f.file_id OR (o.folder <> f.folder AND o.file_id IN (${fresh})))
       AND o.status = 'accepted' AND f.held_lines = 0 AND o.held_lines = 0
       AND (o.folder IS NOT DISTINCT FROM f.folder OR NOT EXISTS (
         SELECT 1 FROM files p WHERE p.content = f.content AND p.folder = f.folder AND p.status = 'accepted' AND p.run < f.run))
     QUALIFY row_number() OVER (PARTITION BY f.file_id ORDER BY o.month = f.month DESC, o.file_id DESC) = 1 ORDER BY f.file_id`,
  );
}

/** Whether a file has a column for the hospital. */
async function namesHospital(database: Database, { id }: FileEntry): Promise<boolean> {
  const [found] = await database.rows(
    "SELECT 1 FROM file_columns WHERE file_id = $id AND field = 'hospital_id'",
    { id },
  );
  return found !== undefined;
}
