export { type Citation, type Confidence, cite, type Source } from './citation.js';
export {
  type Better,
  type Composition,
  type CountUnit,
  columnsUsed,
  type Defined,
  defineIndicator,
  type Indicator,
  type Median,
  type Multiplier,
  type PatientProportion,
  type Proportion,
  type Ratio,
  type UnknownPolicy,
  type Volume,
} from './indicator.js';
export {
  defineNorm,
  type Norm,
  type Operator,
  type PeriodType,
  type Rational,
  type Scope,
  type Threshold,
} from './norm.js';
export { all, always, any, atLeast, columnsOf, not, type Predicate } from './predicate.js';
