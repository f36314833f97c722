/** Figures of hospitals, and the parts to define further ones: the public `zhikong`. Statistics alone are `zhikong/statistics`. */

export { indicators, norms } from '../indicators/index.js';
export { explain } from './ask/explain.js';
export type { ExplainedCase, Explanation } from './ask/explanation.js';
export { type RunOptions, type RunResult, run } from './batch/run.js';
export { type Verification, verify } from './batch/verify.js';
export { tables } from './contract/tables.js';
export {
  all,
  always,
  any,
  atLeast,
  type Citation,
  cite,
  type DefinedIndicator,
  defineIndicator,
  type Indicator,
  type Norm,
  not,
  type Predicate,
  type Source,
  type Threshold,
} from './define/index.js';
export { figuresTable } from './export/figures-arrow.js';
export { openWarehouse, type Warehouse } from './export/open-warehouse.js';
export type { Figure } from './figure/figures.js';
export { DefinitionError, InputError, QueryError } from './message/errors.js';
export { type SelfCheck, type SelfCheckOptions, selfCheck } from './self-check/self-check.js';
