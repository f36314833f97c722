import { fieldsOf } from '../compile/table-sql.js';
import type { HeaderDictionary } from '../read/header.js';
import { tables } from './tables.js';

/** The headers by which the reader recognises each table: Chinese header, aliases, English field name. */
export const headerDictionaries: readonly HeaderDictionary[] = tables.map((table) => ({
  table: table.name,
  title: table.spec.title,
  fields: fieldsOf(table).map(([name, meta]) => ({
    name,
    headers: [meta.header, ...(meta.aliases ?? []), name],
    required: meta.required ?? false,
    kind: meta.cell.kind === 'date' || meta.cell.kind === 'datetime' ? meta.cell.kind : undefined,
  })),
}));
