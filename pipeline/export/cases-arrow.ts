import {
  Bool,
  type DataType,
  DateDay,
  Dictionary,
  Float64,
  Int32,
  Table,
  TimestampMillisecond,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import { sqlName } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';
import type { ExportColumn, ExportType } from './case-columns.js';

const arrowType: Readonly<Record<ExportType, (column: number) => DataType>> = {
  // The dictionary's number is the column's, so that the same cases give the same bytes.
  text: (column) => new Dictionary(new Utf8(), new Int32(), column),
  bool: () => new Bool(),
  int: () => new Int32(),
  number: () => new Float64(),
  date: () => new DateDay(),
  datetime: () => new TimestampMillisecond(),
};

/** Cases as an Arrow file, read column by column, so that only one column's values are in memory. Times are civil times without a zone. */
export async function casesArrow(
  database: Database,
  table: string,
  columns: readonly ExportColumn[],
): Promise<Uint8Array> {
  const vectors: Record<string, unknown> = {};
  for (const [i, { name, type }] of columns.entries()) {
    const rows = await database.rows<{ value: string | number | boolean | null }>(
      `SELECT ${sqlName(name)} AS value FROM ${sqlName(table)} ORDER BY export_row`,
    );
    const isTime = type === 'date' || type === 'datetime';
    const values = rows.map(({ value }) => (isTime && value !== null ? new Date(utc(String(value))) : value));
    vectors[name] = vectorFromArray(values as never[], arrowType[type](i) as never);
  }
  return tableToIPC(new Table(vectors as never), 'file');
}

/** `2026-10-05 08:00:00` or `2026-10-05`, read as UTC because stored times have no zone. */
const utc = (text: string) => `${text.slice(0, 10)}T${text.slice(11, 19) || '00:00:00'}Z`;
