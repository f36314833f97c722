import { fieldsOf, storedColumns } from '../compile/table-sql.js';
import type { Field } from '../define/field.js';
import type { AnyTable } from '../define/table.js';
import { sqlName, sqlText } from '../sql/quote.js';

export type ExportType = 'text' | 'bool' | 'int' | 'number' | 'date' | 'datetime';

/** A column of exported cases. */
export interface ExportColumn {
  readonly name: string;
  readonly type: ExportType;
  /** SQL over a stored row. */
  readonly sql: string;
}

/** The origin of a case, by which its line is found. */
const origin: readonly ExportColumn[] = [
  { name: 'file', type: 'text', sql: 'f.path' },
  { name: 'sheet', type: 'text', sql: 'f.sheet' },
  { name: 'line', type: 'int', sql: 'r.line' },
];

/**
 * The columns of a case that may leave the warehouse: values that the contract defines, and keyed hashes. Text typed by a hospital (a
 * remark, a device's name or barcode, a record number) can hold anything and is left out.
 */
export function caseColumns(table: AnyTable): ExportColumn[] {
  const fields = new Map(fieldsOf(table));
  const left = storedColumns(table).filter(({ name }) => {
    const field = table.spec.fields[name];
    if (['file_id', 'line', 'case_loose'].includes(name)) return false;
    return field === undefined || name === 'hospital_id' || field.kind !== 'text' || isHash(field);
  });
  return [
    ...origin,
    ...left.map(({ name, sqlType }): ExportColumn => {
      const field = table.spec.fields[name];
      const own = `r.${sqlName(name)}`;
      if (field?.kind === 'choices') return { name, type: 'text', sql: wordsSql(own, field.values ?? []) };
      if (fields.get(name)?.cell.kind === 'decimal')
        return { name, type: 'number', sql: `CAST(${own} AS DOUBLE)` };
      return { name, type: typeOf(sqlType), sql: own };
    }),
  ];
}

const isHash = ({ meta }: Field) => meta.personal === 'hash';

/** SQL for the words of a bit mask, separated by `;`. */
function wordsSql(mask: string, values: readonly string[]): string {
  const words = values.map((word, i) => `CASE WHEN (${mask} & ${2 ** i}) <> 0 THEN ${sqlText(word)} END`);
  return `CASE WHEN ${mask} IS NOT NULL THEN array_to_string(list_filter([${words.join(', ')}], lambda word: word IS NOT NULL), ';') END`;
}

function typeOf(sqlType: string): ExportType {
  switch (sqlType) {
    case 'BOOLEAN':
      return 'bool';
    case 'DATE':
      return 'date';
    case 'TIMESTAMP':
      return 'datetime';
    case 'INTEGER':
    case 'SMALLINT':
    case 'TINYINT':
      return 'int';
    case 'VARCHAR':
      return 'text';
    default:
      throw new RangeError(`no export type for ${sqlType}`);
  }
}
