import type { Bilingual } from '../errors.js';
import { DefinitionError } from '../errors.js';
import type { Citation } from './citation.js';
import type { Defined } from './indicator.js';

/** An exact threshold: `num`/`den`, so that 0.01 % is 1/10000 and no rounding ever decides. */
export interface Rational {
  readonly num: number;
  readonly den: number;
}

export type Operator = '>=' | '>' | '<=' | '<';
export type PeriodType = 'month' | 'quarter' | 'year' | 'rolling12' | 'years3';

/** Which hospitals a threshold binds; for all others it is a reference line. */
export type Scope = 'all hospitals' | 'hospitals of Chongqing' | 'ECMO training base' | 'VAD training base';

/** A number that a regulation sets for an indicator. */
export interface Threshold {
  readonly indicator: Defined;
  readonly operator: Operator;
  readonly value: Rational;
  readonly clause: string;
  readonly scope: Scope;
  /** The periods over which the clause can be judged. */
  readonly periods: readonly PeriodType[];
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly cites: Citation;
  /** True where the sign or the denominator was lost in the scan and is read by meaning. */
  readonly inferred: boolean;
}

/** A regulation and the thresholds it sets. Thresholds belong to norms, never to indicators. */
export interface Norm {
  readonly id: string;
  readonly title: Bilingual;
  readonly short: Bilingual;
  readonly thresholds: readonly Threshold[];
}

/** @throws {DefinitionError} when a threshold is not a positive fraction or its dates contradict each other */
export function defineNorm(norm: Norm): Norm {
  for (const { indicator, value, effectiveFrom, effectiveTo, clause } of norm.thresholds) {
    const name = `${norm.id} ${clause} (${indicator.code})`;
    if (!Number.isInteger(value.num) || !Number.isInteger(value.den) || value.num < 0 || value.den < 1)
      throw new DefinitionError(name, 'must have a threshold of whole numbers num/den');
    if (effectiveTo && effectiveTo < effectiveFrom)
      throw new DefinitionError(name, 'must not end before it takes effect');
  }
  return Object.freeze(norm);
}
