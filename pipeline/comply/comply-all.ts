import type { Database } from '../warehouse/database.js';
import { type Compliance, comply, type Standards } from './comply.js';
import { loadHoldings } from './load-holdings.js';

/** The compliance of every hospital on a day, ordered by code; hospitals without a norm have empty lists. */
export async function complyAll(
  database: Database,
  known: Parameters<typeof loadHoldings>[1],
  standards: Standards,
): Promise<Compliance[]> {
  const holdings = await loadHoldings(database, known);
  return [...holdings.values()]
    .map((of) => comply(of, standards))
    .sort((a, b) => (a.hospital < b.hospital ? -1 : a.hospital > b.hospital ? 1 : 0));
}
