import { type Filled, rawTable } from '../../compile/stage-sql.js';
import { fieldsOf } from '../../compile/table-sql.js';
import { foldSql } from '../../define/cells/index.js';
import type { AnyTable } from '../../define/table.js';
import { sqlName, sqlText } from '../../sql/quote.js';
import type { Database, Parameters } from '../../warehouse/database.js';
import { addFileWarning, addRowError, type FileEntry } from '../../warehouse/ledger.js';
import { receiptRowsNotUsed, receiptsDiffer } from '../message/file-messages.js';
import { checkTable } from '../validation/check-table.js';
import { filledFields } from '../validation/filled-fields.js';

/**
 * Resolves what the rows of receipts stand for. Removes from the raw rows, with the reader's notes on them, those that another row
 * replaces, and records them as skipped, so that every line stays accounted for.
 *
 * A receipt row stands for one row of the file it names. If a newer file has replaced that file, it stands for the row of the same case
 * that the newer one still holds back; if there is none, for nothing, which is told unless the newer file says the same. A row that came
 * back unchanged corrects nothing. Of several receipts for one row the last to come counts; of those that came together and differ, none. A
 * row marked as withdrawn removes the row it stands for as well.
 *
 * A receipt in a hospital's folder stands for rows of that hospital alone: in a file of several hospitals it replaces no row that names
 * another hospital or cannot be attributed.
 */
export async function leaveOutCorrected(
  database: Database,
  table: AnyTable,
  entries: readonly FileEntry[],
  parameters: Parameters,
): Promise<void> {
  if (entries.every(({ corrects }) => corrects.length === 0)) return;
  const ids = entries.map(({ id }) => id).join(', ');
  const raw = sqlName(rawTable(table));
  await collectReplayed(database, raw, ids);
  const filled = await filledFields(database, table);
  const isStale = (await database.number('SELECT count(*) FROM replayed WHERE target_file IS NULL')) ?? 0;
  if (isStale > 0) await standForNewer(database, table, filled, entries, parameters);
  await dropUntouched(database, table, filled);
  await holdDiffering(database, table, filled, entries);
  const superseded = `SELECT r.file_id, r.line FROM replayed r JOIN replayed o
    ON o.target_file = r.target_file AND o.target_line = r.target_line AND o.arrived > r.arrived`;
  await skip(database, raw, superseded, 'superseded');
  await leaveOut(database, raw);
}

/**
 * Makes `replayed`: each receipt row with the row it stands for, where that is among the raw rows. A correction of an earlier receipt's row
 * stands for what that row stands for.
 */
async function collectReplayed(database: Database, raw: string, ids: string): Promise<void> {
  await database.run(
    `CREATE OR REPLACE TEMP TABLE replayed AS
     WITH RECURSIVE said AS (
       SELECT DISTINCT f.sha256, f.sheet, r.line, r.of_sha256, r.of_sheet, r.of_line FROM replays r JOIN files f USING (file_id)),
     rooted AS (
       SELECT r.file_id, r.line, r.arrived, r.withdraws, r.of_sha256, r.of_sheet, r.of_line, 0 AS steps
       FROM replays r WHERE r.file_id IN (${ids})
       UNION ALL
       SELECT r.file_id, r.line, r.arrived, r.withdraws, s.of_sha256, s.of_sheet, s.of_line, r.steps + 1
       FROM rooted r JOIN said s ON s.sha256 = r.of_sha256 AND s.sheet IS NOT DISTINCT FROM r.of_sheet AND s.line = r.of_line
       WHERE r.steps < 50),
     roots AS (SELECT * FROM rooted QUALIFY steps = max(steps) OVER (PARTITION BY file_id, line))
     SELECT DISTINCT r.file_id, r.line, r.arrived, r.withdraws, o.folder, f.file_id AS target_file, CASE WHEN f.file_id IS NOT NULL THEN r.of_line END AS target_line
     FROM roots r JOIN files o ON o.file_id = r.file_id
     LEFT JOIN files f ON f.sha256 = r.of_sha256 AND f.sheet IS NOT DISTINCT FROM r.of_sheet AND f.file_id IN (${ids}) AND f.file_id <> r.file_id`,
  );
  await database.run(
    `DELETE FROM replayed r WHERE target_file IS NOT NULL AND folder IS NOT NULL
       AND (SELECT folder FROM files f WHERE f.file_id = r.target_file) IS DISTINCT FROM folder
       AND (target_file, target_line) NOT IN (SELECT (w.file_id, w.line) FROM ${raw} w WHERE ${foldSql('w.hospital_id')} = r.folder)`,
  );
}

/** Why a row was skipped. */
type SkippedBy = 'corrected' | 'withdrawn' | 'untouched' | 'not-used' | 'superseded';

/** Pairs receipt rows whose file has been replaced with the rows that newer files hold back; removes and tells the rest. */
async function standForNewer(
  database: Database,
  table: AnyTable,
  filled: Filled,
  entries: readonly FileEntry[],
  parameters: Parameters,
): Promise<void> {
  const raw = sqlName(rawTable(table));
  const keys = ['hospital_id', ...table.spec.key].map(sqlName);
  const held = await heldByExports(database, table, parameters);
  await database.run('CREATE OR REPLACE TEMP TABLE still_held (file_id INTEGER, line INTEGER)');
  await database.append(
    'still_held',
    held.map(({ file_id, line }) => [file_id, line]),
    ['int', 'int'],
  );
  const sameKey = keys.map((key) => `${foldSql(`a.${key}`)} IS NOT DISTINCT FROM ${foldSql(`b.${key}`)}`);
  await database.run(
    `CREATE OR REPLACE TEMP TABLE stale AS
     SELECT r.file_id, r.line, b.file_id AS target_file, b.line AS target_line, (b.file_id, b.line) IN (SELECT (file_id, line) FROM still_held) AS is_held,
       ${sameCellsSql(table, filled, 'a', 'b')} AS is_same
     FROM replayed r JOIN ${raw} a USING (file_id, line)
     LEFT JOIN (SELECT w.*, f.folder FROM ${raw} w JOIN files f USING (file_id) WHERE (w.file_id) NOT IN (SELECT file_id FROM replayed)) b
       ON a.${keys[1]} IS NOT NULL AND ${sameKey.join(' AND ')} AND (r.folder IS NULL OR b.folder = r.folder OR ${foldSql('b.hospital_id')} = r.folder)
     WHERE r.target_file IS NULL`,
  );
  // A receipt's first row for a case takes the first held-back row, and so on: both are numbered in the same order.
  await database.run(
    `CREATE OR REPLACE TEMP TABLE paired AS
     WITH own AS (SELECT DISTINCT file_id, line, arrived FROM stale JOIN replayed USING (file_id, line) WHERE is_held),
     cases AS (SELECT file_id, line, list(struct_pack(file_id := target_file, line := target_line) ORDER BY target_file, target_line) AS rows FROM stale WHERE is_held GROUP BY ALL)
     SELECT o.file_id, o.line, c.rows[row_number() OVER (PARTITION BY o.file_id, c.rows ORDER BY o.line)] AS target
     FROM own o JOIN cases c USING (file_id, line)`,
  );
  const told = await database.rows<{ file_id: number; gone: number[]; settled: number[] }>(
    `SELECT file_id, coalesce(list(line ORDER BY line) FILTER (is_gone AND NOT withdraws), []) AS gone,
       coalesce(list(line ORDER BY line) FILTER (NOT is_gone AND (withdraws OR NOT is_same)), []) AS settled
     FROM (SELECT file_id, line, withdraws, bool_and(s.target_file IS NULL) AS is_gone, coalesce(bool_or(s.is_same), false) AS is_same
       FROM stale s JOIN replayed USING (file_id, line)
       WHERE (file_id, line) NOT IN (SELECT (file_id, line) FROM paired WHERE target IS NOT NULL) GROUP BY ALL)
     GROUP BY ALL HAVING len(gone) + len(settled) > 0 ORDER BY file_id`,
  );
  for (const { file_id, gone, settled } of told) {
    const entry = entries.find(({ id }) => id === file_id);
    if (entry)
      await addFileWarning(database, entry, 'receipt-rows-not-used', receiptRowsNotUsed(gone, settled));
  }
  await database.run(
    `UPDATE replayed SET target_file = p.target.file_id, target_line = p.target.line FROM paired p
     WHERE replayed.file_id = p.file_id AND replayed.line = p.line AND p.target IS NOT NULL`,
  );
  await skip(database, raw, 'SELECT file_id, line FROM replayed WHERE target_file IS NULL', 'not-used');
  await database.run('DELETE FROM replayed WHERE target_file IS NULL');
}

/** The rows that would be held back without the receipts, found by judging the files without them and undoing that. */
async function heldByExports(
  database: Database,
  table: AnyTable,
  parameters: Parameters,
): Promise<{ file_id: number; line: number }[]> {
  const raw = sqlName(rawTable(table));
  const undone = new Error('undone');
  let held: { file_id: number; line: number }[] = [];
  try {
    await database.transaction(async () => {
      await database.run(
        `DELETE FROM ${raw} WHERE (file_id, line) IN (SELECT (file_id, line) FROM replayed)`,
      );
      await checkTable(database, table, parameters);
      held = await database.rows(
        `SELECT DISTINCT file_id, line FROM problems WHERE severity = 'error' AND line IS NOT NULL
           AND file_id IN (SELECT file_id FROM ${raw}) ORDER BY ALL`,
      );
      throw undone;
    });
  } catch (error) {
    if (error !== undone) throw error;
  }
  return held;
}

/** A row that came back unchanged corrects nothing, so the row it stands for is judged as before. */
async function dropUntouched(database: Database, table: AnyTable, filled: Filled): Promise<void> {
  const raw = sqlName(rawTable(table));
  await database.run(
    `CREATE OR REPLACE TEMP TABLE untouched AS
     SELECT r.file_id, r.line FROM replayed r JOIN ${raw} a USING (file_id, line)
     JOIN ${raw} b ON b.file_id = r.target_file AND b.line = r.target_line
     WHERE NOT r.withdraws AND ${sameCellsSql(table, filled, 'a', 'b')}`,
  );
  await skip(database, raw, 'SELECT file_id, line FROM untouched', 'untouched');
  await database.run('DELETE FROM replayed WHERE (file_id, line) IN (SELECT (file_id, line) FROM untouched)');
}

/** SQL for whether row `a` of a receipt equals row `b` in all columns of the receipt, which may lack some. */
function sameCellsSql(table: AnyTable, filled: Filled, a: string, b: string): string {
  const read = fieldsOf(table).filter(([name]) => filled(name));
  const same = read.map(([name]) => {
    const [own, other] = [a, b].map((row) => foldSql(`${row}.${sqlName(name)}`));
    const isThere = `EXISTS (SELECT 1 FROM file_columns c WHERE c.file_id = ${a}.file_id AND c.field = ${sqlText(name)})`;
    return `(${own} IS NOT DISTINCT FROM ${other} OR (${own} IS NULL AND NOT ${isThere}))`;
  });
  return same.length === 0 ? 'true' : `(${same.join(' AND ')})`;
}

/** Holds back rows of receipts that came together and correct one row differently: nobody can say which is meant. */
async function holdDiffering(
  database: Database,
  table: AnyTable,
  filled: Filled,
  entries: readonly FileEntry[],
): Promise<void> {
  const raw = sqlName(rawTable(table));
  const pairs = await database.rows<{ file_id: number; line: number; other: string; other_line: number }>(
    `SELECT r.file_id, r.line, min_by(CASE WHEN o.folder IS NOT DISTINCT FROM r.folder THEN f.path ELSE '…' END, (o.file_id, o.line)) AS other, min_by(o.line, (o.file_id, o.line)) AS other_line
     FROM replayed r JOIN replayed o ON o.target_file = r.target_file AND o.target_line = r.target_line AND o.arrived = r.arrived
       AND (o.file_id, o.line) <> (r.file_id, r.line)
     JOIN files f ON f.file_id = o.file_id
     JOIN ${raw} a ON a.file_id = r.file_id AND a.line = r.line JOIN ${raw} b ON b.file_id = o.file_id AND b.line = o.line
     WHERE (r.withdraws <> o.withdraws OR NOT ${sameCellsSql(table, filled, 'a', 'b')})
       AND NOT EXISTS (SELECT 1 FROM replayed n WHERE n.target_file = r.target_file AND n.target_line = r.target_line AND n.arrived > r.arrived)
     GROUP BY ALL ORDER BY ALL`,
  );
  for (const { file_id, line, other, other_line } of pairs) {
    const entry = entries.find(({ id }) => id === file_id);
    if (entry) await addRowError(database, entry, 'receipts-differ', line, receiptsDiffer(other, other_line));
  }
}

async function leaveOut(database: Database, raw: string): Promise<void> {
  await skip(
    database,
    raw,
    "SELECT file_id, line FROM replayed WHERE withdraws AND (file_id, line) NOT IN (SELECT (file_id, line) FROM problems WHERE severity = 'error' AND line IS NOT NULL)",
    'withdrawn',
  );
  await skip(database, raw, 'SELECT DISTINCT target_file, target_line FROM replayed', 'corrected');
}

/** Removes rows from the raw ones, with the problems noted about them. */
async function skip(database: Database, raw: string, rows: string, reason: SkippedBy): Promise<void> {
  await database.run(`CREATE OR REPLACE TEMP TABLE corrected AS SELECT * FROM (${rows}) AS r(file_id, line)`);
  const known = `SELECT (file_id, line) FROM ${raw} UNION SELECT (file_id, line) FROM problems WHERE line IS NOT NULL`;
  await database.run(
    `INSERT INTO skipped_rows SELECT file_id, line, 1, ${sqlText(reason)} FROM corrected WHERE (file_id, line) IN (${known}) ORDER BY ALL`,
  );
  await database.run(`DELETE FROM ${raw} WHERE (file_id, line) IN (SELECT (file_id, line) FROM corrected)`);
  await database.run(
    `DELETE FROM problems WHERE severity = 'error' AND (file_id, line) IN (SELECT (file_id, line) FROM corrected)`,
  );
}
