import type { IdentifierCell } from '../define/cells/index.js';
import { foldSql } from '../define/cells/index.js';
import type { AnyTable } from '../define/table.js';
import { sqlName } from '../sql/quote.js';
import { hasCases, looseKeySql } from './same-case-sql.js';
import { rawTable, readyTable } from './stage-sql.js';
import { fieldsOf } from './table-sql.js';

/*
 * The plain rows of a file whose bad neighbourhoods were cut out lie in `cut_x_<id>`, with the columns of a group, until the other rows of
 * the file are staged.
 */

/** The temporary table for the plain rows of a cut file. */
export const cutTable = (table: AnyTable, id: number) => `cut_${table.name}_${id}`;

/** A table or query of rows with file_id and hospital_id, together with the plain rows of cut files. */
export function withCutSql(table: AnyTable, rows: string, cut: readonly number[]): string {
  if (cut.length === 0) return rows;
  const own = cut.map((id) => `SELECT hospital_id, file_id FROM ${sqlName(cutTable(table, id))}`);
  return `(${[`SELECT hospital_id, file_id FROM ${rows}`, ...own].join(' UNION ALL ')})`;
}

/** Hashed rows as `recogniseContent` takes them, together with the plain rows of cut files. */
export function withCutContentSql(table: AnyTable, hashed: string, cut: readonly number[]): string {
  if (cut.length === 0) return hashed;
  const own = cut.map((id) => `SELECT file_id, hospital_id, content FROM ${sqlName(cutTable(table, id))}`);
  return `(${[`SELECT file_id, hospital_id, content FROM ${hashed}`, ...own].join(' UNION ALL ')})`;
}

/**
 * INSERT of the ready rows into the warehouse table, together with the plain rows of cut files.
 *
 * One statement, because DuckDB 1.5.6 hides from its session some hundred thousand rows that follow an INSERT of none in one transaction.
 */
export function storeRowsSql(table: AnyTable, cut: readonly number[]): string {
  const plain = cut.map((id) => `SELECT * EXCLUDE (doubtful, content) FROM ${sqlName(cutTable(table, id))}`);
  const rows = [`SELECT * FROM ${sqlName(readyTable(table))}`, ...plain].join(' UNION ALL BY NAME ');
  return `INSERT INTO ${sqlName(table.name)} BY NAME ${rows}`;
}

/**
 * SELECT of one row of booleans, each true where a row of the neighbourhoods has to do with a plain row of the file, so that neither can be
 * judged without the other: a hospital that no plain row names, a long number that speaks for a spreadsheet's rounding, a key or a patient and day that a plain
 * row has too. Needs the raw and the ready rows.
 */
export function cutTiesSql(table: AnyTable, id: number, stored: ReadonlySet<string>): string {
  const [raw, ready, plain] = [rawTable(table), readyTable(table), cutTable(table, id)].map(sqlName) as [
    string,
    string,
    string,
  ];
  const inPlain = (what: string) =>
    `EXISTS (SELECT 1 FROM ${ready} WHERE ${what} IN (SELECT ${what} FROM ${plain}))`;
  const ties = [
    `EXISTS (SELECT 1 FROM ${raw} WHERE hospital_id IS NULL OR hospital_id NOT IN (SELECT hospital_id FROM ${plain}))`,
    inPlain(`hash(${looseKeySql(table).join(', ')})`),
  ];
  if (hasCases(table) && stored.has('patient_key'))
    ties.push(
      inPlain(`hash(hospital_id, patient_key, CAST(${sqlName(table.spec.indexDate ?? '')} AS DATE))`),
    );
  for (const [name, { cell }] of fieldsOf(table)) {
    const { rounded, tidy } = cell as Partial<IdentifierCell>;
    if (!rounded) continue;
    const folded = foldSql(sqlName(name));
    const clean = tidy?.sql(folded) ?? folded;
    ties.push(`EXISTS (SELECT 1 FROM ${raw} WHERE ${rounded.speaks(clean)})`);
  }
  return `SELECT ${ties.map((tie, i) => `coalesce(${tie}, true) AS tie_${i}`).join(', ')}`;
}
