import { tables } from '../contract/tables.js';
import { sqlText } from '../sql/quote.js';
import { returned } from '../technology/index.js';
import type { Database } from '../warehouse/database.js';

/** A hospital's table without counting data of this month, so that figures rest on an older month's. */
export interface StaleData {
  readonly hospital_id: string;
  readonly table: string;
  /** The month of the newest submission that counts, `2026-09`. */
  readonly through: string;
  /** Its refused files of this month; empty: nothing was sent. */
  readonly refused: readonly string[];
}

/** The tables that figures count: of cases, and of counts by month. Lists carry over and need not be sent again. */
export const counted = tables.filter(
  ({ name, spec }) =>
    spec.indexDate !== null ||
    returned.some(({ returns }) => returns.table.spec.workedOutFrom?.includes(name)),
);

/** Every hospital and table whose newest submission is older than the month. */
export async function staleData(database: Database, month: string): Promise<StaleData[]> {
  return database.rows<StaleData>(
    `WITH newest AS (
       SELECT hospital_id, table_name, max(month) AS through FROM submissions
       WHERE live AND month <= $month AND table_name IN (${counted.map(({ name }) => sqlText(name)).join(', ')}) GROUP BY ALL)
     SELECT hospital_id, table_name AS "table", through,
       (SELECT coalesce(list(DISTINCT path ORDER BY path), []) FROM files f WHERE f.folder = hospital_id AND f.status = 'refused'
         AND coalesce(f.inbox, f.month) = $month) AS refused
     FROM newest WHERE through < $month ORDER BY hospital_id, "table"`,
    { month },
  );
}
