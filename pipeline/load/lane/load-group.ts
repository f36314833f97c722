import { join } from 'node:path';
import {
  countedFields,
  createGroupSql,
  groupCountsSql,
  groupDoublesSql,
  groupTable,
  insertGroupSql,
  storeGroupSql,
} from '../../compile/group-sql.js';
import { fold, isMissing } from '../../define/cells/index.js';
import type { AnyTable } from '../../define/table.js';
import { remove } from '../../effects/effects.js';
import { QueryError } from '../../message/errors.js';
import { sqlName } from '../../sql/quote.js';
import type { Database, Parameters } from '../../warehouse/database.js';
import { holdersOfForgotten } from '../validation/forgotten-rows.js';
import { type PlainCopy, PlainRows } from './plain-rows.js';

/** A small plain file that may be loaded together with others of its table. */
export interface GroupFile extends PlainCopy {
  readonly id: number;
  readonly bytes: number;
  /** The hospital's folder it lay in; null for a file that lies flat. */
  readonly folder: string | null;
  /** The field of each column; null for a column outside the contract. */
  readonly columns: readonly (string | null)[];
}

/** What the group lane needs of a run and its other lanes. */
export interface GroupContext {
  readonly database: Database;
  /** Temporary folder of this run. */
  readonly temp: string;
  readonly parameters: Parameters;
  /** The codes on the list of hospitals; null when there is no list. */
  readonly hospitals: ReadonlySet<string> | null;
  /** Folders whose files of this table another lane reads in this run; null among them for a flat file. */
  readonly elsewhere: ReadonlySet<string | null>;
}

/** The outcome for the files of one step. */
export interface GroupVerdict<F> {
  /** Their rows wait in the group's table for `storeGroup`. */
  readonly sound: readonly F[];
  /** Files that the exact lane must read. */
  readonly doubtful: readonly F[];
}

/** Size in bytes of a step; the files of one folder are never split. */
const MOST_BYTES = 32 << 20;

/** Whether the group lane can judge files of this table with these columns. */
export function canJoinGroup(
  table: AnyTable,
  { folder, columns, scan }: Pick<GroupFile, 'folder' | 'columns' | 'scan'>,
): boolean {
  // A second header among the rows shows as a word in the date column; a table without one cannot be checked.
  if (table.spec.indexDate === null || !columns.includes(table.spec.indexDate) || scan.lines < 2)
    return false;
  if (columns.includes('hospital_id')) return true;
  return folder !== null && fold(folder) === folder && !isMissing(folder) && !/[\0"\r\n]/.test(folder);
}

/**
 * Divides files into steps. Files that may hold rows of one hospital share a step, because keys are unique within a submission: those of
 * one folder, or all files where one lies flat.
 */
export function groupSteps<F extends GroupFile>(files: readonly F[], mostBytes = MOST_BYTES): F[][] {
  if (files.some(({ folder }) => folder === null)) return [[...files]];
  const folders = new Map<string | null, F[]>();
  for (const file of files) folders.set(file.folder, [...(folders.get(file.folder) ?? []), file]);
  const steps: F[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const own of folders.values()) {
    const size = own.reduce((sum, file) => sum + file.bytes, 0);
    if (bytes + size > mostBytes) {
      steps.push([]);
      bytes = 0;
    }
    for (const file of own) steps.at(-1)?.push(file);
    bytes += size;
  }
  return steps;
}

/**
 * Loads small plain files of one table together with the database's vectorised reader.
 *
 * Every file is verified as in `loadFast`: one with a row, cell, key or hospital that the exact lane might judge otherwise is doubtful. So
 * is every file that may share a hospital with a doubtful file or with one in another lane, because keys are compared within a lane only.
 *
 * The rows stay in a temporary table until `storeGroup` or the next group of the table.
 */
export async function loadGroup<F extends GroupFile>(
  context: GroupContext,
  table: AnyTable,
  files: readonly F[],
): Promise<GroupVerdict<F>> {
  const { database, elsewhere, parameters } = context;
  const canBeApart = ({ folder }: F) => !elsewhere.has(null) && (folder === null || !elsewhere.has(folder));
  const layouts = byColumns(files.filter(canBeApart));
  if (layouts.length === 0) return { sound: [], doubtful: files };
  const columns = layouts.map(([first]) => groupColumnsOf(first as F));
  await database.run(createGroupSql(table, columns));
  for (const [i, layout] of layouts.entries()) await loadLayout(context, table, layout, columns[i] ?? []);
  const counts = await database.rows<FileCounts>(groupCountsSql(table, columns));
  const countsOf = new Map(counts.map((count) => [count.file_id, count]));
  const fields = new Set(countedFields(table, columns));
  const candidates = files.filter((file) => {
    const count = countsOf.get(file.id);
    return count !== undefined && holdsItsRows(file, count, fields) && isOfKnown(file, count, context);
  });
  const doubled = await doubledFiles(database, table, columns, candidates);
  const group = groupTable(table);
  const forgotten = await holdersOfForgotten(database, table, sqlName(group), parameters, group);
  const isSound = (file: F) => candidates.includes(file) && !doubled.has(file.id) && !forgotten.has(file.id);
  // In a hospital's own folder the exact lane holds back the rows of all others.
  const hospitalsOf = ({ id, folder }: F) =>
    folder !== null ? [folder] : (countsOf.get(id)?.hospitals.filter((h) => h !== null) ?? [null]);
  return apart(files, isSound, hospitalsOf, new Set(elsewhere));
}

/** Moves the rows of sound files into the warehouse table. */
export async function storeGroup(
  database: Database,
  table: AnyTable,
  files: readonly Pick<GroupFile, 'id'>[],
): Promise<void> {
  if (files.length === 0) return;
  await database.run(
    storeGroupSql(
      table,
      files.map(({ id }) => id),
    ),
  );
}

/** Drops the group's temporary table. */
export async function dropGroup(database: Database, table: AnyTable): Promise<void> {
  await database.run(`DROP TABLE IF EXISTS ${sqlName(groupTable(table))}`);
}

interface FileCounts {
  readonly file_id: number;
  readonly rows: string;
  readonly first: number;
  readonly last: number;
  readonly lines: string;
  readonly doubtful: boolean;
  readonly hospitals: readonly (string | null)[];
  readonly [filled: `n_${string}`]: string;
}

/** The files with a key that occurs twice, in themselves or in another. */
async function doubledFiles(
  database: Database,
  table: AnyTable,
  layouts: readonly (readonly (string | null)[])[],
  files: readonly GroupFile[],
): Promise<Set<number>> {
  if (files.length === 0) return new Set();
  const ids = files.map(({ id }) => id);
  const found = await database.rows<{ file_id: number }>(groupDoublesSql(table, layouts, ids));
  return new Set(found.map(({ file_id }) => file_id));
}

/** The columns of a file; where the hospital column is missing, the folder's code is written first. */
const groupColumnsOf = ({ columns }: GroupFile) =>
  columns.includes('hospital_id') ? columns : ['hospital_id', ...columns];

function byColumns<F extends GroupFile>(files: readonly F[]): F[][] {
  const layouts = new Map<string, F[]>();
  for (const file of files) {
    const key = JSON.stringify(groupColumnsOf(file));
    layouts.set(key, [...(layouts.get(key) ?? []), file]);
  }
  return [...layouts.values()];
}

/** Loads files with the same columns; if the reader fails, none of their rows remains. */
async function loadLayout(
  { database, temp, parameters }: GroupContext,
  table: AnyTable,
  files: readonly GroupFile[],
  columns: readonly (string | null)[],
): Promise<void> {
  const rows = new PlainRows(join(temp, `${groupTable(table)}.csv`));
  try {
    try {
      for (const file of files) {
        const folder = file.columns.includes('hospital_id') ? [] : [`"${file.folder ?? ''}"`];
        rows.add(file.id, file, folder);
      }
    } finally {
      rows.close();
    }
    const wide = files.some(({ scan }) => scan.wide);
    await database.run(insertGroupSql(table, columns, rows.path, wide), parameters);
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
  } finally {
    remove(rows.path);
  }
}

/** Whether every line is there once, and every column holds as many values as the scan counted filled cells. */
function holdsItsRows({ scan, columns }: GroupFile, count: FileCounts, fields: ReadonlySet<string>): boolean {
  const records = scan.lines - 1;
  const [rows, lines] = [Number(count.rows), Number(count.lines)];
  if (rows !== records || lines !== records || count.first !== 2 || count.last !== scan.lines) return false;
  if (count.doubtful !== false) return false;
  return [...fields].every((name) => {
    const at = columns.indexOf(name);
    const filled = at < 0 ? (name === 'hospital_id' ? records : 0) : records - (scan.blanks[at] ?? 0);
    return Number(count[`n_${name}`]) === filled;
  });
}

function isOfKnown(
  { folder }: GroupFile,
  { hospitals }: FileCounts,
  { hospitals: listed }: GroupContext,
): boolean {
  return hospitals.every(
    (hospital) =>
      hospital !== null &&
      (folder === null || hospital === folder) &&
      (listed === null || listed.has(hospital)),
  );
}

/**
 * Separates sound files from doubtful ones so that no hospital has both. `taken` names the hospitals of files in other lanes; null, there
 * or among a file's own, stands for any hospital.
 */
function apart<F>(
  files: readonly F[],
  isSound: (file: F) => boolean,
  hospitalsOf: (file: F) => readonly (string | null)[],
  taken: Set<string | null>,
): GroupVerdict<F> {
  let sound = files.filter(isSound);
  const doubtful = files.filter((file) => !sound.includes(file));
  for (const file of doubtful) for (const hospital of hospitalsOf(file)) taken.add(hospital);
  for (;;) {
    const isTaken = (file: F) =>
      taken.has(null) || hospitalsOf(file).some((hospital) => hospital === null || taken.has(hospital));
    const moved = taken.size === 0 ? [] : sound.filter(isTaken);
    if (moved.length === 0) return { sound, doubtful };
    sound = sound.filter((file) => !moved.includes(file));
    for (const file of moved) doubtful.push(file);
    for (const file of moved) for (const hospital of hospitalsOf(file)) taken.add(hospital);
  }
}
