import type { AnyTable } from '../define/table.js';
import type { Figure } from '../figure/figures.js';
import { sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';

type UnitOf = Pick<Figure, 'level' | 'unit'>;

/**
 * The month of the newest submission behind a unit's figures, up to the batch's month: for a hospital that needs several tables, the table
 * furthest behind; for a city and the province, the newest of their hospitals. Null where nothing was sent.
 *
 * @param units the table of the units that hospitals count for, by name: see `figures-sql.ts`
 */
export async function dataThrough(
  database: Database,
  table: AnyTable,
  month: string,
  units: string,
): Promise<(of: UnitOf) => string | null> {
  const sources = table.spec.workedOutFrom ?? [table.name];
  const rows = await database.rows<UnitOf & { through: string }>(
    `WITH sent AS (
       SELECT hospital_id, table_name, max(month) AS through FROM submissions
       WHERE live AND month <= $month AND table_name IN (${sources.map(sqlText).join(', ')}) GROUP BY ALL),
     hospitals AS (SELECT hospital_id, min(through) AS through FROM sent GROUP BY ALL)
     SELECT u.level, u.unit, max(h.through) AS through FROM (SELECT DISTINCT hospital_id, level, unit FROM ${units}) u
     JOIN hospitals h USING (hospital_id) GROUP BY ALL`,
    { month },
  );
  const keyOf = ({ level, unit }: UnitOf) => `${level}\t${unit}`;
  const known = new Map(rows.map((row) => [keyOf(row), row.through]));
  return (of) => known.get(keyOf(of)) ?? null;
}
