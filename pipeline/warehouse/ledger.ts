import type { Bilingual } from '../message/errors.js';
import { maskNumbers } from '../message/mask.js';
import { asText, type Notice } from '../message/notice.js';
import type { InboxFile } from '../read/inbox-file.js';
import type { ReadResult } from '../read/read-file.js';
import type { FileRefusal, RefusalCode } from '../read/refusal.js';
import type { Database } from './database.js';

/** A file of a month in the ledger. */
export interface FileEntry {
  readonly id: number;
  /** The month it is submitted for. */
  readonly month: string;
  /** The month of the inbox it came in; null when it was read from the vault. */
  readonly inbox: string | null;
  readonly file: InboxFile;
  readonly sha256: string | null;
  readonly bytes: number;
  /** Counts the runs that took files in; files of one run are one delivery. */
  readonly run: number;
  /** The moment up to which the file was judged. */
  readonly asOfEnd: string;
  /** The sheet of a workbook; every sheet has a number of its own. */
  readonly sheet: string | null;
  /** The hash of the hospital's mapping file by which it was read; null for none. */
  readonly mapping: string | null;
  /** When the bytes arrived, in UTC; null where nobody noted it. Only shown to people; no figure depends on it. */
  readonly receivedAt: string | null;
  /** The SHA-256 of the files that it corrects, if it is a receipt. */
  readonly corrects: readonly string[];
  /** Whether it has a receipt's reference column, even if it corrects nothing. */
  readonly isReceipt: boolean;
  /** Whether it is read again only because of other files of the run: it keeps its place in the order of speaking. */
  readonly again: boolean;
}

/** A row of a receipt and the row of an earlier file that it stands for. */
export interface Replay {
  readonly line: number;
  readonly sha256: string;
  readonly sheet: string | null;
  readonly ofLine: number;
  /** Whether it withdraws the row instead of correcting it. */
  readonly withdraws: boolean;
}

/**
 * The lane by which a file was read: into a table of its own, together with other small files, by the strict reader, or by that only where
 * it is not plain.
 */
export type Lane = 'exact' | 'fast' | 'group' | 'cut';

/** What the reader reports about a file besides its records. */
export interface FileNotes {
  readonly header: readonly string[];
  readonly held: readonly (Notice & { line: number; column: number | null; rule: string })[];
  readonly skipped: readonly { line: number; lines: number; reason: string }[];
}

/** The first unused file number. */
export async function nextFileId(database: Database): Promise<number> {
  return ((await database.number('SELECT max(file_id) FROM files')) ?? 0) + 1;
}

/** Records a file that was read, its columns, and the reader's held-back rows, skipped lines and warnings. */
export async function recordFile(
  database: Database,
  entry: FileEntry,
  result: ReadResult,
  notes: FileNotes,
  lane: Lane,
) {
  await database.run(
    `INSERT INTO files VALUES ($id, $month, $inbox, $folder, $path, $sheet, $sha256, $bytes, 'accepted', $table, $lane, $encoding, $delimiter,
       $ends, $physical, $header, $records, $held, $skipped, NULL, NULL, NULL, $run, $as_of_end, $mapping, NULL, $received_at)`,
    {
      ...common(entry),
      table: result.table,
      lane,
      encoding: result.bom ? `${result.encoding} (BOM)` : result.encoding,
      delimiter: result.delimiter,
      ends: result.lineEnds,
      physical: result.physicalLines,
      header: result.headerLine,
      records: result.records,
      held: result.lines.held,
      skipped: result.lines.skipped,
    },
  );
  await database.append(
    'file_columns',
    notes.header.map((header, i) => [entry.id, i + 1, header, result.columns[i] ?? null]),
    ['int', 'int', 'text', 'text'],
  );
  await database.append(
    'skipped_rows',
    notes.skipped.map(({ line, lines, reason }) => [entry.id, line, lines, reason]),
    ['int', 'int', 'int', 'text'],
  );
  const held = notes.held.map(
    ({ column, ...told }): NewProblem => ({ ...told, position: column, severity: 'error' }),
  );
  await addProblems(database, entry, [...held, ...warningsOf(result)]);
}

/** Records the reader's warnings. */
export async function recordWarnings(
  database: Database,
  entry: FileEntry,
  result: ReadResult,
): Promise<void> {
  await addProblems(database, entry, warningsOf(result));
}

function warningsOf({ warnings }: ReadResult): NewProblem[] {
  return warnings.map(({ code, line, notice, facts }): NewProblem => {
    const position = typeof facts['column'] === 'number' ? facts['column'] : null;
    return { line, position, rule: code, severity: 'warning', ...notice };
  });
}

/** Records a refused file and the reason. */
export async function recordRefusal(database: Database, entry: FileEntry, refusal: FileRefusal | Refused) {
  const { zh, en } = masked(asText(refusal.notice));
  await database.run(
    `INSERT INTO files VALUES ($id, $month, $inbox, $folder, $path, $sheet, $sha256, $bytes, 'refused', NULL, NULL, NULL, NULL, NULL,
       NULL, NULL, 0, 0, 0, $code, $zh, $en, $run, $as_of_end, $mapping, NULL, $received_at)`,
    { ...common(entry), code: refusal.code, zh, en },
  );
  const { line, code: rule, notice, centre } = refusal;
  await addProblems(database, entry, [{ line, position: null, rule, severity: 'refusal', ...notice }]);
  if (centre)
    await addProblemsFor(null, database, entry, [
      { line, position: null, rule, severity: 'refusal', ...centre },
    ]);
}

/** Records which earlier rows the rows of a receipt stand for. */
export async function recordReplays(database: Database, entry: FileEntry, replays: readonly Replay[]) {
  if (replays.length === 0) return;
  const { id, again, run, sha256, file } = entry;
  const before = again
    ? await database.number(
        `SELECT max(r.arrived) FROM replays r JOIN files f USING (file_id)
         WHERE f.sha256 = $sha256 AND f.folder IS NOT DISTINCT FROM $folder`,
        { sha256, folder: file.folder },
      )
    : null;
  const arrived = before ?? run;
  await database.append(
    'replays',
    replays.map(({ line, sha256: of, sheet, ofLine, withdraws }) => [
      id,
      line,
      of,
      sheet,
      ofLine,
      arrived,
      withdraws,
    ]),
    ['int', 'int', 'text', 'text', 'int', 'int', 'bool'],
  );
}

/**
 * Kinds of notices that are made from more than the file they are about, and so could tell one hospital of another. A test goes through
 * this list: each kind must be shown there to reach only its addressee.
 */
export const ledgerRules = [
  'unknown-hospital',
  'shrunk',
  'same-content',
  'same-content-elsewhere',
  'foreign-rows',
  'forgotten-case',
  'repeated-list',
  'possible-renaming',
  'former-code-in-use',
  'receipt-rows-not-used',
  'receipt-rows-missing',
  'receipts-differ',
  'mapping-turns',
] as const;
export type LedgerRule = (typeof ledgerRules)[number];

/** Records a notice on a file for the centre alone. */
export async function tellCentre(
  database: Database,
  entry: Pick<FileEntry, 'id'>,
  rule: LedgerRule,
  notice: Notice,
) {
  await addProblemsFor(null, database, entry, [
    { line: null, position: null, rule, severity: 'warning', ...notice },
  ]);
}

/** Records a warning about a file as a whole. */
export async function addFileWarning(database: Database, entry: FileEntry, rule: LedgerRule, notice: Notice) {
  await addProblems(database, entry, [{ line: null, position: null, rule, severity: 'warning', ...notice }]);
}

/** Records an error that holds back a row, found before the rows are judged. */
export async function addRowError(
  database: Database,
  entry: FileEntry,
  rule: LedgerRule,
  line: number,
  notice: Notice,
) {
  await addProblems(database, entry, [{ line, position: null, rule, severity: 'error', ...notice }]);
}

/** Records warnings about rows, found once all files are in. */
export async function addRowWarnings(
  database: Database,
  warnings: readonly {
    readonly file_id: number;
    /** The addressee; null for the centre alone. */
    readonly hospital_id: string | null;
    readonly line: number | null;
    readonly fields: readonly string[];
    readonly rule: string;
    readonly notice: Notice;
  }[],
) {
  const rows = warnings.map(({ file_id, hospital_id, line, fields, rule, notice: { message, fix } }) => {
    const texts = [masked(message), masked(fix)].flatMap(({ zh, en }) => [zh, en]);
    return [file_id, line, null, hospital_id, fields, null, null, rule, 'warning', ...texts];
  });
  await database.append('problems', rows, problemTypes);
}

/** A refusal found after reading, such as a hospital that is not on the list. */
export interface Refused {
  readonly code: LedgerRule | RefusalCode;
  readonly notice: Notice;
  readonly line: number | null;
  /** A notice for the centre alone. */
  readonly centre?: Notice | null;
}

/** Deletes a file's entries in the ledger before it is judged again. */
export async function forgetFile(database: Database, id: number): Promise<void> {
  for (const table of [
    'files',
    'file_columns',
    'problems',
    'skipped_rows',
    'submissions',
    'replays',
    'same_cases',
    'cleared_cells',
    'held_cases',
  ])
    await database.run(`DELETE FROM ${table} WHERE file_id = $id`, { id });
}

const masked = ({ zh, en }: Bilingual): Bilingual => ({ zh: maskNumbers(zh), en: maskNumbers(en) });

function common(entry: FileEntry) {
  const { id, month, inbox, file, sheet, sha256, bytes, run, asOfEnd, mapping, receivedAt } = entry;
  const from = { folder: file.folder, path: file.label, sheet, sha256, bytes };
  return { id, month, inbox, ...from, run, as_of_end: asOfEnd, mapping, received_at: receivedAt };
}

/** A problem that the reader words itself. */
interface NewProblem extends Notice {
  readonly line: number | null;
  /** The column's number from 1; null where the reader does not know it. */
  readonly position: number | null;
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'refusal';
}

/** Adds problems addressed to the sender: the hospital of the folder, or the centre. */
async function addProblems(database: Database, entry: FileEntry, problems: readonly NewProblem[]) {
  await addProblemsFor(entry.file.folder, database, entry, problems);
}

/** Appended together, because a file may have a hundred thousand. */
async function addProblemsFor(
  hospital: string | null,
  database: Database,
  { id }: Pick<FileEntry, 'id'>,
  problems: readonly NewProblem[],
) {
  if (problems.length === 0) return;
  const rows = problems.map(({ line, position, rule, severity, message, fix }) => {
    const texts = [masked(message), masked(fix)].flatMap(({ zh, en }) => [zh, en]);
    return [id, line, null, hospital, [], position, null, rule, severity, ...texts];
  });
  await database.append('problems', rows, problemTypes);
}

const problemTypes = [
  ...(['int', 'int', 'int', 'text', 'texts', 'int', 'text', 'text', 'text'] as const),
  ...(['text', 'text', 'text', 'text'] as const),
];
