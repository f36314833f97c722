import { tableByName } from '../contract/tables.js';
import { shownValue } from '../load/validation/column-notes.js';
import { problemText, type StoredProblem } from '../load/validation/problem-text.js';
import { columnLetters } from '../message/column-letters.js';
import type { Database } from '../warehouse/database.js';

/** One problem found in a file of this month. Personal values are already masked. */
export interface ProblemEntry {
  /** The only addressee; null for the centre. */
  readonly hospital_id: string | null;
  readonly table: string | null;
  readonly file: string;
  /** The sheet of a workbook; null for other files. */
  readonly sheet: string | null;
  readonly line: number | null;
  /** Number of the row among the file's rows, held-back ones included; null where it is about no row. */
  readonly record: number | null;
  /** Header as printed in the file, and the column's letter in a spreadsheet. */
  readonly column: string | null;
  readonly column_letter: string | null;
  readonly value: string | null;
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'refusal';
  readonly message: { readonly zh: string; readonly en: string };
  /** What to do; empty where there is nothing to do. */
  readonly fix: { readonly zh: string; readonly en: string };
}

/** The problems of a month's files, live or refused, ordered by file, line and content, never by time. */
export async function problemEntries(database: Database, month: string): Promise<ProblemEntry[]> {
  type Raw = StoredProblem & {
    file_id: number;
    line: number | null;
    record: number | null;
    hospital_id: string | null;
    position: number | null;
    severity: ProblemEntry['severity'];
    path: string;
    sheet: string | null;
    table_name: string | null;
  };
  const rows = await database.rows<Raw>(
    `SELECT p.*, f.path, f.sheet, f.table_name FROM problems p JOIN files f USING (file_id)
     WHERE f.month = $month AND (f.status = 'refused' OR file_id IN (SELECT file_id FROM submissions WHERE live)
       OR NOT EXISTS (SELECT 1 FROM submissions s WHERE s.file_id = p.file_id))
     ORDER BY f.path, f.sheet NULLS FIRST, p.line NULLS FIRST, p.rule, p.fields, p.value, p.hospital_id NULLS FIRST, p.zh, p.en, p.fix_zh`,
    { month },
  );
  const columns = await database.rows<{
    file_id: number;
    position: number;
    header: string;
    field: string | null;
  }>('SELECT file_id, position, header, field FROM file_columns');
  const byField = new Map(columns.map((c) => [`${c.file_id} ${c.field}`, c]));
  const byPosition = new Map(columns.map((c) => [`${c.file_id} ${c.position}`, c]));
  return rows.map((row) => {
    const table = tableByName.get(row.table_name ?? '');
    const named = row.fields.map((field) => {
      const column = byField.get(`${row.file_id} ${field}`);
      return {
        header: column?.header ?? table?.spec.fields[field]?.meta.header ?? field,
        position: column?.position ?? null,
      };
    });
    const placed = row.position === null ? undefined : byPosition.get(`${row.file_id} ${row.position}`);
    if (placed) named.push({ header: placed.header, position: placed.position });
    const letters = named.flatMap(({ position }) => (position === null ? [] : [columnLetters(position)]));
    return {
      hospital_id: row.hospital_id,
      table: row.table_name,
      file: row.path,
      sheet: row.sheet,
      line: row.line,
      column: named.length === 0 ? null : named.map(({ header }) => header).join(', '),
      column_letter: letters.length === 0 ? null : letters.join(', '),
      value: shownValue(row.rule, row.value),
      rule: row.rule,
      severity: row.severity,
      record: row.record,
      ...problemText(
        table,
        named.map(({ header }) => header),
        row,
      ),
    };
  });
}
