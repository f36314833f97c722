import type { FieldMeta } from '../define/field.js';
import type { AnyTable } from '../define/table.js';
import { sqlName, sqlText } from '../sql/quote.js';

/** A column of a case table in the warehouse. */
export interface StoredColumn {
  readonly name: string;
  readonly sqlType: string;
}

/** The origin of a row; every stored row begins with these. */
export const originColumns: readonly StoredColumn[] = [
  { name: 'file_id', sqlType: 'INTEGER' },
  { name: 'line', sqlType: 'INTEGER' },
];

/** Whether a field's value is stored: not if it is personal or free text. */
export const isKept = (meta: FieldMeta) =>
  !meta.notStored && meta.personal !== 'key' && meta.personal !== 'drop';

const derivedType = { bool: 'BOOLEAN', number: 'INTEGER', date: 'TIMESTAMP', choice: 'VARCHAR' } as const;

/** The fields of a table with their metadata, in the order of the contract. */
export function fieldsOf(table: AnyTable): [string, FieldMeta][] {
  return Object.entries(table.spec.fields).map(([name, field]) => [name, field.meta]);
}

/** The columns of a table in the warehouse: origin, kept fields, keys, derived columns, and the index month. */
export function storedColumns(table: AnyTable): StoredColumn[] {
  const columns: StoredColumn[] = [...originColumns];
  for (const [name, meta] of fieldsOf(table)) {
    if (!isKept(meta)) continue;
    columns.push({ name, sqlType: meta.personal === 'hash' ? 'VARCHAR' : meta.cell.sqlType });
    for (const { suffix, sqlType } of meta.cell.also ?? [])
      columns.push({ name: `${name}${suffix}`, sqlType });
  }
  if ('case_no' in table.spec.fields) {
    // `case_loose` is the key of the number in its shortened spelling, NULL where that is the number itself.
    for (const name of ['case_key', 'case_loose', 'patient_key']) columns.push({ name, sqlType: 'VARCHAR' });
  }
  for (const [name, derived] of Object.entries(table.spec.derived)) {
    if (!derived.transient && !derived.lookup) columns.push({ name, sqlType: derivedType[derived.kind] });
  }
  if (table.spec.indexDate) columns.push({ name: 'index_month', sqlType: 'INTEGER' });
  return columns;
}

/** The key field that numbers the several parts of a case, such as its runs; undefined for a key without one. */
export const numberField = ({ spec }: AnyTable): string | undefined =>
  spec.key.find((name) => spec.fields[name]?.kind === 'number');

/** The columns that distinguish the rows of one hospital; a personal key column is replaced by its hash. */
export function keyColumns(table: AnyTable): string[] {
  const hashed: Readonly<Record<string, string>> = { case_no: 'case_key', patient_id: 'patient_key' };
  return ['hospital_id', ...table.spec.key.map((name) => hashed[name] ?? name)];
}

/** CREATE of a table in the warehouse, if it does not exist. */
export function createTableSql(table: AnyTable): string {
  const columns = storedColumns(table).map(({ name, sqlType }) => `${sqlName(name)} ${sqlType}`);
  return `CREATE TABLE IF NOT EXISTS ${sqlName(table.name)} (${columns.join(', ')})`;
}

/** The cell values that an ENUM look-up may meet, as types of the database. */
export function quickTypesSql(table: AnyTable): string[] {
  return fieldsOf(table).flatMap(([, meta]) => {
    const cell = meta.cell as { quickEnum?: { name: string; words: readonly string[] } };
    if (!cell.quickEnum) return [];
    const words = cell.quickEnum.words.map(sqlText).join(', ');
    return [`CREATE TYPE ${cell.quickEnum.name} AS ENUM (${words})`];
  });
}
