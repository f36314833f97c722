import { currentRowsSql } from '../compile/current-sql.js';
import { sqlName } from '../compile/quote.js';
import { staff } from '../stage/lists.js';
import { monthlyReturns } from '../stage/monthly-returns.js';
import type { AnyTable } from '../stage/table.js';
import type { Database } from '../warehouse/database.js';
import { monthlyReturnsSql } from './monthly-returns.js';

/**
 * SELECT of the cases that figures are counted over: current rows up to the as-of date, with what other tables add.
 * `$as_of_end` stays a parameter.
 */
export async function casesSql(database: Database, table: AnyTable, month: string): Promise<string> {
  if (table === monthlyReturns) return monthlyReturnsSql(database, month);
  const current = await currentRowsSql(database, table, month);
  const index = sqlName(table.spec.indexDate ?? '');
  const lookups = Object.entries(table.spec.derived).filter(([, derived]) => derived.lookup === 'staff');
  const dated = `SELECT * FROM (${current}) WHERE ${index} < $as_of_end`;
  if (lookups.length === 0) return dated;
  const people = `SELECT * FROM (${await currentRowsSql(database, staff, month)}) WHERE technique = 'ECMO'`;
  const authorised = `CASE
      WHEN c.operator_id IS NULL OR c.hospital_id NOT IN (SELECT hospital_id FROM (${people})) THEN NULL
      ELSE EXISTS (SELECT 1 FROM (${people}) s WHERE s.hospital_id = c.hospital_id AND s.staff_id = c.operator_id
        AND s.authorized_from <= CAST(c.${index} AS DATE) AND coalesce(s.authorized_to >= CAST(c.${index} AS DATE), true))
    END`;
  return `SELECT c.*, ${lookups.map(([name]) => `${authorised} AS ${sqlName(name)}`).join(', ')} FROM (${dated}) c`;
}
