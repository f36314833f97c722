import { join } from 'node:path';
import { hospitalFiles } from '../../reports/data/hospital-files.js';
import { type BatchEntry, latestBatch } from '../ask/status.js';
import { figuresCsv } from '../batch/figures-csv.js';
import { casesSql } from '../compute/cases.js';
import { endOf } from '../define/periods.js';
import type { AnyTable } from '../define/table.js';
import { chmod, makeFolder, random, remove, writeNew } from '../effects/effects.js';
import type { Figure } from '../figure/figures.js';
import { InputError } from '../message/errors.js';
import { sqlName, sqlText } from '../sql/quote.js';
import { caseTables } from '../technology/index.js';
import type { Database } from '../warehouse/database.js';
import { figureColumns } from '../warehouse/schema.js';
import { caseColumns, type ExportColumn } from './case-columns.js';
import { casesArrow } from './cases-arrow.js';
import { writeCasesCsv } from './cases-csv.js';
import type { TableFormat } from './export-formats.js';
import { figuresArrow } from './figures-arrow.js';
import { noteSheets } from './figures-notes.js';
import { placeFiles, refuseOverwriting } from './place-files.js';
import { storedFigures } from './stored-figures.js';
import { exportWorkbook, mostWorkbookRows } from './workbook.js';

export interface ExportOptions {
  readonly format: TableFormat;
  /** Whether to write one file per case table too. */
  readonly cases: boolean;
  /** The hospital whose figures alone are written; absent: all. */
  readonly hospital?: string;
  /** The month of the batch; the newest when absent. */
  readonly month: string | undefined;
  readonly out: string;
  /** A temporary folder for the database, on the workspace's disk. */
  readonly temp: string;
}

/** A written file and its number of rows. */
export interface ExportedFile {
  readonly path: string;
  readonly rows: number;
}

export interface Exported {
  readonly batch: BatchEntry;
  readonly files: readonly ExportedFile[];
}

/**
 * Writes the figures of a month's newest batch, and the current cases without personal data, for work in notebooks. The
 * same batch gives the same bytes. All files appear or none; none is ever overwritten.
 *
 * A workbook has sheets that say what columns and words mean, and how each indicator is defined.
 *
 * @throws {InputError} `no-batch`; `would-overwrite`, naming the files; `unknown-hospital` without figures
 */
export async function exportFigures(database: Database, options: ExportOptions): Promise<Exported> {
  const { format, out, hospital } = options;
  const batch = await latestBatch(database, options.month);
  const tables = options.cases ? caseTables : [];
  const nameOf = (what: string) => `${what}-${batch.month}.${format}`;
  const ofFigures = hospital === undefined ? 'figures' : `figures-${hospitalFiles([hospital]).get(hospital)}`;
  const names = [ofFigures, ...tables.map(({ name }) => name)].map(nameOf);
  refuseOverwriting(out, names);
  const work = join(options.temp, `export-${random(8)}`);
  makeFolder(work);
  try {
    const counts = [await writeFigures(database, batch, format, join(work, nameOf(ofFigures)), hospital)];
    for (const table of tables)
      counts.push(await writeCases(database, table, batch, format, join(work, nameOf(table.name))));
    placeFiles(work, out, names);
    return { batch, files: names.map((name, i) => ({ path: join(out, name), rows: counts[i] ?? 0 })) };
  } finally {
    remove(work);
  }
}

async function writeFigures(
  database: Database,
  { batch, month }: BatchEntry,
  format: TableFormat,
  path: string,
  hospital: string | undefined,
): Promise<number> {
  const names = figureColumns.map(([name]) => sqlName(name)).join(', ');
  const own = hospital === undefined ? '' : ` AND level = 'hospital' AND unit = ${sqlText(hospital)}`;
  const count = await database.number(`SELECT count(*) FROM figures WHERE batch = $batch${own}`, { batch });
  if (hospital !== undefined && count === 0)
    throw new InputError('unknown-hospital', {
      zh: `--hospital 应为有数字的医院编码，但 ${month} 没有“${hospital}”的数字。没有写出文件。`,
      en: `--hospital must be the code of a hospital with figures, but ${month} has none of "${hospital}". No file was written.`,
    });
  if (format === 'parquet') {
    const rows = `SELECT ${names} FROM figures WHERE batch = $batch${own} ORDER BY ALL`;
    await copyParquet(database, rows, path, { batch });
    return count ?? 0;
  }
  const figures = (await storedFigures(database, batch)).filter(
    ({ level, unit }) => hospital === undefined || (level === 'hospital' && unit === hospital),
  );
  writeNew(path, figuresAs(format, figures));
  return figures.length;
}

function figuresAs(format: 'csv' | 'arrow' | 'xlsx', figures: readonly Figure[]): string | Uint8Array {
  if (format === 'csv') return figuresCsv(figures);
  if (format === 'arrow') return figuresArrow(figures);
  const columns = figureColumns.map(([name]) => name);
  const rows = figures as unknown as Record<string, string | number | null>[];
  return exportWorkbook('figures', columns, rows, noteSheets(figures));
}

async function writeCases(
  database: Database,
  table: AnyTable,
  { month, as_of }: { readonly month: string; readonly as_of: string },
  format: TableFormat,
  path: string,
): Promise<number> {
  const columns = caseColumns(table);
  const own = `export_${table.name}`;
  await database.run(
    `CREATE OR REPLACE TEMP TABLE ${sqlName(own)} AS
     SELECT row_number() OVER (ORDER BY hospital_id, file, sheet NULLS FIRST, line) AS export_row, * FROM (
       SELECT ${columns.map(({ name, sql }) => `${sql} AS ${sqlName(name)}`).join(', ')}
       FROM (${await casesSql(database, table, month, endOf(as_of))}) r JOIN files f USING (file_id))`,
    { as_of_end: endOf(as_of) },
  );
  await writeTable(database, own, columns, format, path);
  const rows = (await database.number(`SELECT count(*) FROM ${sqlName(own)}`)) ?? 0;
  await database.run(`DROP TABLE ${sqlName(own)}`);
  return rows;
}

async function writeTable(
  database: Database,
  table: string,
  columns: readonly ExportColumn[],
  format: TableFormat,
  path: string,
): Promise<void> {
  const names = columns.map(({ name }) => sqlName(name)).join(', ');
  if (format === 'csv') await writeCasesCsv(database, table, columns, path);
  else if (format === 'xlsx') {
    const rows = await database.rows(
      `SELECT ${names} FROM ${sqlName(table)} ORDER BY export_row LIMIT ${mostWorkbookRows + 1}`,
    );
    const sheet = table.replace('export_', '');
    const plain = columns.map(({ name }) => name);
    writeNew(path, exportWorkbook(sheet, plain, rows as Record<string, string | number | boolean | null>[]));
  } else if (format === 'arrow') writeNew(path, await casesArrow(database, table, columns));
  else await copyParquet(database, `SELECT ${names} FROM ${sqlName(table)} ORDER BY export_row`, path);
}

async function copyParquet(
  database: Database,
  select: string,
  path: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<void> {
  await database.run(`COPY (${select}) TO ${sqlText(path)} (FORMAT parquet, COMPRESSION zstd)`, parameters);
  chmod(path, 0o600);
}
