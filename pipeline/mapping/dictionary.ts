import { fieldsOf } from '../compile/table-sql.js';
import { tables } from '../contract/tables.js';
import type { HeaderDictionary, HeaderField } from '../read/header.js';
import { receiptHeaders } from '../receipt/receipt.js';

/** The columns that a receipt has besides those of its table: the row it stands for, what was wrong, and what to do. */
const receiptFields: HeaderDictionary['fields'] = [
  { name: 'receipt_ref', headers: [receiptHeaders.ref, 'receipt_ref'], required: false },
  { name: 'receipt_problem', headers: [receiptHeaders.problem, 'receipt_problem'], required: false },
  { name: 'receipt_action', headers: [receiptHeaders.action, 'receipt_action'], required: false },
  { name: 'receipt_fix', headers: [receiptHeaders.advice, 'receipt_fix'], required: false },
];

const kindOf = (kind: string): HeaderField['kind'] =>
  kind === 'date' || kind === 'datetime' || kind === 'identifier' ? kind : undefined;

/** The headers by which the reader recognises each table: Chinese header, aliases, English field name. */
export const headerDictionaries: readonly HeaderDictionary[] = tables.map((table) => ({
  table: table.name,
  title: table.spec.title,
  fields: [
    ...fieldsOf(table).map(([name, meta]) => ({
      name,
      headers: [meta.header, ...(meta.aliases ?? []), name],
      required: meta.required ?? false,
      kind: kindOf(meta.cell.kind),
    })),
    ...receiptFields,
  ],
}));
