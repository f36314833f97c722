import { storeRowsSql, withCutContentSql, withCutSql } from '../../compile/cut-sql.js';
import { rawTable, readyTable, typedTable } from '../../compile/stage-sql.js';
import { tableByName } from '../../contract/tables.js';
import { currentRowsSql } from '../../current/current-sql.js';
import type { AnyTable } from '../../define/table.js';
import { sqlName } from '../../sql/quote.js';
import type { Database, Parameters } from '../../warehouse/database.js';
import { type FileEntry, forgetFile, type Refused, recordRefusal } from '../../warehouse/ledger.js';
import type { CanonicalFile } from '../lane/canonical.js';
import { dropCut } from '../lane/load-cut.js';
import { loadCanonical } from '../lane/load-exact.js';
import type { RepeatPolicy } from '../lane/repeat-policy.js';
import { unknownHospital } from '../message/row-messages.js';
import { checkTable } from '../validation/check-table.js';
import { numberRecords } from '../validation/record-numbers.js';
import { codeOf, recogniseCodes } from './hospital-codes.js';
import { leaveOutCorrected } from './left-out.js';
import { tellMissingRows } from './missing-rows.js';
import { recordSubmissions } from './record-submissions.js';
import { hashedRawRowsSql, recogniseContent } from './same-content.js';
import { type ShrinkPolicy, shrunkFiles } from './shrunk.js';
import { untouched } from './untouched.js';

interface StageContext {
  readonly database: Database;
  readonly month: string;
  readonly parameters: Parameters;
  readonly shrink: ShrinkPolicy;
  readonly repeat: RepeatPolicy;
}

/** The files of a table that did not become new rows. */
export interface Staged {
  /** Files that are unusable as a whole. */
  readonly refused: readonly FileEntry[];
  /** Files read again without need, which go on counting as before. */
  readonly left: readonly FileEntry[];
}

/**
 * Turns the records of one table into typed rows of the warehouse and retires the submissions of the same month that they replace.
 *
 * @param cut files among `entries` whose plain rows lie in tables of their own
 */
export async function stageTable(
  context: StageContext,
  table: AnyTable,
  canonical: CanonicalFile,
  entries: readonly FileEntry[],
  cut: readonly number[] = [],
): Promise<Staged> {
  const { database, month, parameters } = context;
  await loadCanonical(database, table, canonical);
  const codes = table.name === 'hospitals' ? null : await listedHospitals(database, month);
  await recogniseCodes(database, table, entries, codes);
  await leaveOutCorrected(database, table, entries, parameters);
  const refused = codes === null ? [] : await refuseUnknownHospitals(context, table, entries, codes);
  const known = entries.filter((entry) => !refused.includes(entry));
  const { copies, refused: repeated } = await recogniseContent(
    database,
    table,
    known,
    withCutContentSql(table, hashedRawRowsSql(table), cut),
    context.repeat,
  );
  for (const [entry, reason] of repeated) {
    await refuseRead(database, table, entry, reason);
    refused.push(entry);
  }
  // Without the refused export of its folder, a receipt would alone stand for the whole submission.
  for (const [entry, reason] of orphaned(entries, repeated)) {
    await refuseRead(database, table, entry, reason);
    refused.push(entry);
  }
  await checkTable(database, table, parameters);
  await numberRecords(database, table, cut);
  await tellMissingRows(database, entries);
  if (copies.length > 0)
    await database.run(
      `DELETE FROM problems WHERE rule = 'duplicate-row' AND file_id IN (${copies.join(', ')})`,
    );
  const counted = known.filter((entry) => !refused.includes(entry));
  const typed = withCutSql(table, sqlName(typedTable(table)), cut);
  const short = await refuseShrunk(context, table, counted, typed);
  for (const entry of short) if (!entry.again) refused.push(entry);
  const rest = counted.filter((entry) => !short.includes(entry));
  const left = [...short.filter(({ again }) => again), ...(await untouched(database, typed, rest))];
  for (const entry of left) await forgetRead(database, table, entry);
  const accepted = entries.filter((entry) => !refused.includes(entry) && !left.includes(entry));
  await database.transaction(async () => {
    const own = cut.filter((id) => accepted.some((entry) => entry.id === id));
    await database.run(storeRowsSql(table, own));
    await recordSubmissions(database, table, month, accepted, 'exact', cut);
  });
  for (const id of cut) await dropCut(database, table, id);
  for (const temp of [rawTable(table), typedTable(table), readyTable(table)])
    await database.run(`DROP TABLE IF EXISTS ${sqlName(temp)}`);
  return { refused, left };
}

/** Receipts whose folder sent an export that is refused, with its reason. */
function orphaned(
  entries: readonly FileEntry[],
  refused: ReadonlyMap<FileEntry, Refused>,
): Map<FileEntry, Refused> {
  const byFolder = new Map([...refused].map(([{ file }, reason]) => [file.folder, reason]));
  const receipts = entries.filter((entry) => entry.isReceipt && !refused.has(entry));
  return new Map(
    receipts.flatMap((entry) => {
      const reason = byFolder.get(entry.file.folder);
      return reason ? [[entry, reason] as const] : [];
    }),
  );
}

/** The codes on the list of hospitals as of a month; null when there is no list. */
export async function listedHospitals(
  database: Database,
  month: string,
): Promise<ReadonlySet<string> | null> {
  const list = tableByName.get('hospitals');
  if (!list) return null;
  const listed = await database.rows<{ code: string }>(
    `SELECT DISTINCT hospital_id AS code FROM (${await currentRowsSql(database, list, month)})`,
  );
  return listed.length === 0 ? null : new Set(listed.map(({ code }) => code));
}

/** With a list of hospitals, an unknown code refuses the whole file: a hospital's figures would be lost. */
async function refuseUnknownHospitals(
  { database }: StageContext,
  table: AnyTable,
  entries: readonly FileEntry[],
  codes: ReadonlySet<string>,
) {
  const found = await database.rows<{ file_id: number; code: string; line: number }>(
    `SELECT file_id, hospital_id AS code, min(line) AS line FROM ${sqlName(rawTable(table))}
     WHERE hospital_id IS NOT NULL GROUP BY file_id, hospital_id ORDER BY file_id, line`,
  );
  const refused: FileEntry[] = [];
  for (const entry of entries) {
    const inFile = found.filter(({ file_id, code }) => file_id === entry.id && !codes.has(codeOf(code)));
    const folder = entry.file.folder;
    // In a hospital's own folder another code is that row's problem; the folder itself must be on the list.
    const unknown = folder === null ? inFile : codes.has(folder) ? [] : [{ code: folder, line: null }];
    const [first] = unknown;
    if (!first) continue;
    const notice = unknownHospital([...new Set(unknown.map(({ code }) => code))]);
    await refuseRead(database, table, entry, { code: 'unknown-hospital', notice, line: first.line });
    refused.push(entry);
  }
  return refused;
}

/** Refuses a file whose raw rows wait to be typed. */
async function refuseRead(
  database: Database,
  table: AnyTable,
  entry: FileEntry,
  reason: Refused,
): Promise<void> {
  await database.run(`DELETE FROM ${sqlName(rawTable(table))} WHERE file_id = $id`, { id: entry.id });
  await forgetFile(database, entry.id);
  await recordRefusal(database, entry, reason);
}

/**
 * Refuses a submission much shorter than the one it would replace, which goes on counting. A file that is only read again has changed
 * nothing and is not refused.
 */
async function refuseShrunk(
  { database, month, shrink }: StageContext,
  table: AnyTable,
  entries: readonly FileEntry[],
  typed: string,
): Promise<FileEntry[]> {
  const short = await shrunkFiles(database, table, month, entries, typed, shrink);
  for (const [entry, reason] of short) {
    if (entry.again) continue;
    await forgetRead(database, table, entry);
    await recordRefusal(database, entry, reason);
  }
  return [...short.keys()];
}

/** Forgets a file whose rows wait to be stored. */
async function forgetRead(database: Database, table: AnyTable, { id }: FileEntry): Promise<void> {
  for (const rows of [readyTable(table), typedTable(table)])
    await database.run(`DELETE FROM ${sqlName(rows)} WHERE file_id = $id`, { id });
  await forgetFile(database, id);
}
