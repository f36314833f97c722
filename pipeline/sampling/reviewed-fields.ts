import type { AnyTable } from '../define/table.js';
import { technologies } from '../technology/index.js';

/** A table of cases whose charts are drawn, and the fields that a reviewer compares with the chart. */
export interface ReviewedTable {
  readonly table: AnyTable;
  /** What, when, the outcome and the complications, in the order of a chart. */
  readonly fields: readonly string[];
}

/** The fields that can be compared with a chart: nothing personal, no free text and no case number. */
const comparable = (table: AnyTable): string[] =>
  Object.entries(table.spec.fields)
    .filter(([name, { kind, meta }]) => kind !== 'text' && !meta.personal && !table.spec.key.includes(name))
    .map(([name]) => name);

/** Every table of cases. None of the fields is personal, free text or a number of a person. */
export const reviewedTables: readonly ReviewedTable[] = technologies.map(({ cases, reviewed }) => ({
  table: cases,
  fields: reviewed ?? comparable(cases),
}));
