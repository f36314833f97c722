import type { Clause, Rule, Source } from '../../../pipeline/define/index.js';
import { ecmoClauses } from '../ecmo-2022/index.js';

/**
 * Clauses of one of the gathered texts, each naming its text. The builders of clauses cite with confidence `seed`, a regulation at hand;
 * these texts are none, so it becomes `seen`.
 */
export const inText = (source: Source, short: string, clauses: readonly Clause[]): readonly Clause[] =>
  clauses.map((clause) => ({
    ...clause,
    at: `${short} ${clause.at}`,
    source,
    confidence: clause.confidence === 'seed' ? 'seen' : clause.confidence,
  }));

/**
 * The rule of the G11 clause with the same requirement, so that a hospital is asked once and both have one result.
 *
 * @throws {RangeError} when G11 has no such clause
 */
export function asInG11(id: string): Rule {
  const found = ecmoClauses.find((clause) => clause.id === id);
  if (!found) throw new RangeError(`G11 has no clause ${id}`);
  return found.rule;
}
