export { type Bridge, bridgesOf, defineCatalogue, undated } from './catalogue.js';
export { type Citation, type Confidence, cite, type Source } from './citation.js';
export { type Clause, type ClauseClass, type ClauseResult, defineClauses } from './clause.js';
export {
  type Better,
  type CentreProportion,
  type Composition,
  type CountUnit,
  columnsUsed,
  countsPatients,
  type DefinedIndicator,
  defineIndicator,
  definitionHash,
  editionOf,
  formerReading,
  goesOnFrom,
  type Indicator,
  type Median,
  type Multiplier,
  type PatientProportion,
  type Proportion,
  type Ratio,
  type Revision,
  type StandardisedRatio,
  type UnknownPolicy,
  type Volume,
} from './indicator.js';
export { type Answer, amount, day, type Item, oneOf, yesNo } from './item.js';
export {
  type ClauseSet,
  defineNorm,
  type Norm,
  type Operator,
  type Scope,
  type Technique,
  type Threshold,
} from './norm.js';
export type { PeriodType } from './period-type.js';
export { all, always, any, atLeast, columnsOf, not, type Predicate } from './predicate.js';
export { defineQuestion, type Pathway, type Qualification, type Question } from './question.js';
export type { Rational } from './rational.js';
export {
  allOf,
  answer,
  answers,
  anyOf,
  asksReview,
  clausesOf,
  countsWorkingDays,
  indicatorsOf,
  item,
  itemsOf,
  number,
  persons,
  type Quantity,
  type Rule,
  ratioReaches,
  reaches,
  review,
  scope,
  steps,
  sum,
  tablesOverYears,
  times,
} from './rule.js';
export {
  defineScorecard,
  type HowScored,
  reviewedClause,
  type Scorecard,
  type ScoreGroup,
  type ScoreItem,
  type ScorePart,
  type ScoreSection,
} from './scorecard.js';
