import type { AnyTable } from '../../define/table.js';
import { salvage } from '../../read/salvage.js';

/**
 * What a held-back row was probably meant to be, judged by the contract of its columns; null where that is not certain. For the hospital's
 * receipt only.
 *
 * @param columns for each column of the file the field it holds, or null
 */
export function suggestRow(
  table: AnyTable,
  columns: readonly (string | null)[],
  delimiter: string,
  text: string,
): string[] | null {
  const known = new Map<string, boolean>();
  return salvage(text, delimiter, columns.length, (column, cell) => {
    const field = columns[column] ?? null;
    if (field === null) return true;
    const key = `${field}\u0001${cell}`;
    const fits = known.get(key) ?? table.spec.fields[field]?.schema.safeParse(cell).success ?? false;
    known.set(key, fits);
    return fits;
  });
}
