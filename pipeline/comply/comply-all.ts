import type { Figure } from '../figures.js';
import type { Database } from '../warehouse/database.js';
import { type Compliance, comply, type Standards } from './comply.js';
import { loadHoldings } from './load-holdings.js';

/** How every hospital stands on a day, in the order of their codes; those that no norm rules have empty lists. */
export async function complyAll(
  database: Database,
  { month, on, figures }: { month: string; on: string; figures: readonly Figure[] },
  standards: Standards,
): Promise<Compliance[]> {
  const holdings = await loadHoldings(database, { month, on, figures });
  return [...holdings.values()]
    .map((known) => comply(known, standards))
    .sort((a, b) => (a.hospital < b.hospital ? -1 : a.hospital > b.hospital ? 1 : 0));
}
