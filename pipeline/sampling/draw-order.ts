import { caseKeySql } from '../compile/same-case-sql.js';
import type { AnyTable } from '../define/table.js';
import { sqlText } from '../sql/quote.js';

/**
 * SQL over a stored row for the order of a hospital's cases: SHA-256 of seed, the hospital's first code, table and key of the case, then
 * the key itself.
 *
 * @param seed SQL of the seed
 */
export function drawOrderSql(table: AnyTable, seed: string): string {
  const key = caseKeySql(table);
  return `sha256(concat_ws('|', ${seed}, root_code(hospital_id), ${sqlText(table.name)}, ${key})), ${key}`;
}
