import { StandingRows } from '../current/standing-rows.js';
import { isTold, vitalFacts } from '../current/vital-sql.js';
import { caseTables } from '../technology/index.js';
import type { Database } from '../warehouse/database.js';

/**
 * The rows behind all figures of a batch, computed once: the rows that count as of a month and moment, and the facts that the rows of a
 * patient take from each other. Valid until another file is taken in; `vitals` also until `vitalFacts` is called again.
 */
export interface SettledRows {
  readonly standing: StandingRows;
  /** The table of `vitalFacts`; null where no patient has several rows. */
  readonly vitals: string | null;
}

/** @param end the first moment after the as-of day */
export async function settledRows(database: Database, month: string, end: string): Promise<SettledRows> {
  const standing = new StandingRows(database);
  const vitals = caseTables.some(isTold)
    ? await vitalFacts(database, month, end, (table) => standing.current(table, month, end))
    : null;
  return { standing, vitals };
}
