import type { Bilingual } from '../message/errors.js';
import { DefinitionError } from '../message/errors.js';
import type { Citation, Source } from './citation.js';
import { type Clause, defineClauses } from './clause.js';
import type { DefinedIndicator } from './indicator.js';
import type { PeriodType } from './period-type.js';
import type { Rational } from './rational.js';

export type Operator = '>=' | '>' | '<=' | '<';

/** Which hospitals a threshold binds, all of them, those of a place, or those that train others in a technology; for all others it is a reference line. */
export type Scope = string;

/** A number that a regulation sets for an indicator. */
export interface Threshold {
  readonly indicator: DefinedIndicator;
  readonly operator: Operator;
  readonly value: Rational;
  readonly clause: string;
  readonly scope: Scope;
  /** The periods over which the clause can be judged. */
  readonly periods: readonly PeriodType[];
  /** Only periods that are over are judged by it; one that still runs is shown without a threshold. */
  readonly fullPeriods?: true;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly cites: Citation;
  /** True where the sign or the denominator was lost in the scan and is read by meaning. */
  readonly inferred: boolean;
}

/** The id of the technology that a norm rules; a hospital that does not practise it is not judged by it. */
export type Technique = string;

/** The clauses of a regulation, each with its own number. */
export interface ClauseSet {
  /** What every clause number begins with: `E22`. */
  readonly prefix: string;
  /** What follows it and a hyphen, where that is not a number of three digits. */
  readonly numbers?: RegExp;
  readonly technique: Technique;
  readonly source: Source;
  /** True for texts without legal standing: their results advise and never judge. */
  readonly advisory: boolean;
  /** The norm binds from this day on; before it every clause is not applicable. */
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly clauses: readonly Clause[];
}

/** A regulation, the thresholds it sets and its clauses. Thresholds belong to norms, never to indicators. */
export interface Norm {
  readonly id: string;
  readonly title: Bilingual;
  readonly short: Bilingual;
  readonly thresholds: readonly Threshold[];
  readonly clauseSet?: ClauseSet;
}

/** @throws {DefinitionError} when a threshold is not a positive fraction or its dates contradict each other */
export function defineNorm(norm: Norm): Norm {
  for (const { indicator, value, effectiveFrom, effectiveTo, clause } of norm.thresholds) {
    const name = `${norm.id} ${clause} (${indicator.code})`;
    if (!Number.isInteger(value.num) || !Number.isInteger(value.den) || value.num < 0 || value.den < 1)
      throw new DefinitionError(name, 'must have a threshold of whole numbers num/den', { field: 'value' });
    if (effectiveTo && effectiveTo < effectiveFrom)
      throw new DefinitionError(name, 'must not end before it takes effect', { field: 'effectiveTo' });
    // Neither is compared with a threshold when figures are computed; one that judges nothing must not look as if it did.
    if (indicator.measure === 'standardised ratio' || indicator.measure === 'centre proportion')
      throw new DefinitionError(name, `must not judge a ${indicator.measure}, which is only monitored`, {
        field: 'indicator',
      });
  }
  if (norm.clauseSet) {
    defineClauses(norm.clauseSet.clauses);
    const { prefix, numbers = /^[0-9]{3}$/ } = norm.clauseSet;
    for (const { id } of norm.clauseSet.clauses) {
      if (!id.startsWith(`${prefix}-`))
        throw new DefinitionError(id, `must begin with ${prefix}-`, { field: 'id' });
      if (!numbers.test(id.slice(prefix.length + 1)))
        throw new DefinitionError(
          id,
          `must have a number that ${numbers.source} describes behind ${prefix}-`,
          { field: 'id' },
        );
    }
  }
  return Object.freeze(norm);
}
