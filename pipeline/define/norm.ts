import type { Bilingual } from '../message/errors.js';
import { DefinitionError } from '../message/errors.js';
import { nearestNames } from '../message/nearest-names.js';
import type { Citation, Source } from './citation.js';
import { type Clause, defineClauses } from './clause.js';
import type { DefinedIndicator } from './indicator.js';
import type { PeriodType } from './period-type.js';
import type { Predicate } from './predicate.js';
import type { Rational } from './rational.js';
import type { AnyTable } from './table.js';

/** The comparison of a rate with a threshold; strict and inclusive ones are different norms. */
export type Operator = '>=' | '>' | '<=' | '<';

/** The hospitals that a threshold binds: all, those of a place, or those that train others in a technology. For all others it is a reference line. */
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
  /** Set where only complete periods are judged; a running one is shown without a threshold. */
  readonly fullPeriods?: true;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly cites: Citation;
  /** Whether the sign or the denominator is lost in the scan and was inferred. */
  readonly inferred: boolean;
}

/** The id of the technology that a norm regulates; a hospital that does not practise it is not judged by it. */
export type Technique = string;

/** The clauses of a regulation, each with its own number. */
export interface ClauseSet {
  /** The beginning of every clause number: `E22`. */
  readonly prefix: string;
  /** What follows the prefix and a hyphen, where that is not a number of three digits. */
  readonly numbers?: RegExp;
  readonly technique: Technique;
  readonly source: Source;
  /** Whether the text has no legal standing, so that its results advise and never judge. */
  readonly advisory: boolean;
  /** First day on which the norm binds; before it every clause is not applicable. */
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly clauses: readonly Clause[];
}

/** Cases that count as independent cases of the person named in them, beside the number that a hospital states. */
export interface OperatedCases {
  readonly of: AnyTable;
  /** The field with the hashed staff number of the person. */
  readonly operator: string;
  /** The first day of their index dates, and the first day after. */
  readonly from: string;
  readonly before: string;
  /** Cases that are none. */
  readonly but: Predicate;
}

/** A regulation, the thresholds it sets and its clauses. Thresholds belong to norms, never to indicators. */
export interface Norm {
  readonly id: string;
  readonly title: Bilingual;
  readonly short: Bilingual;
  readonly thresholds: readonly Threshold[];
  readonly clauseSet?: ClauseSet;
  /** Absent: independent cases before the norm are those that a hospital states. */
  readonly operatedCases?: OperatedCases;
}

/** @throws {DefinitionError} when a threshold is not a positive fraction, its dates contradict each other, or cases name no operator */
export function defineNorm(norm: Norm): Norm {
  for (const { indicator, value, effectiveFrom, effectiveTo, clause } of norm.thresholds) {
    const name = `${norm.id} ${clause} (${indicator.code})`;
    if (!Number.isInteger(value.num) || !Number.isInteger(value.den) || value.num < 0 || value.den < 1)
      throw new DefinitionError(name, 'must have a threshold of whole numbers num/den', { field: 'value' });
    if (effectiveTo && effectiveTo < effectiveFrom)
      throw new DefinitionError(name, 'must not end before it takes effect', { field: 'effectiveTo' });
    // Figures of these measures are not compared with a threshold; a threshold without effect must not be declared.
    if (indicator.measure === 'standardised ratio' || indicator.measure === 'centre proportion')
      throw new DefinitionError(name, `must not judge a ${indicator.measure}, which is only monitored`, {
        field: 'indicator',
      });
  }
  const { operatedCases: operated } = norm;
  if (operated && !(operated.operator in operated.of.spec.fields))
    throw new DefinitionError(norm.id, `${operated.of.name} has no field ${operated.operator}`, {
      field: 'operatedCases',
      allowed: nearestNames(operated.operator, Object.keys(operated.of.spec.fields)),
    });
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
