/** Figures of hospitals, and the words to define further ones: the public `zhikong`. Statistics alone are `zhikong/statistics`. */

export { indicators } from '../indicators/index.js';
export { norms } from '../indicators/norms/index.js';
export {
  all,
  always,
  any,
  atLeast,
  type Citation,
  cite,
  type Defined,
  defineIndicator,
  type Indicator,
  type Norm,
  not,
  type Predicate,
  type Source,
  type Threshold,
} from './define/index.js';
export { DefinitionError, InputError, QueryError } from './errors.js';
export { explain } from './explain.js';
export type { ExplainedCase, Explanation } from './explanation.js';
export type { Figure } from './figures.js';
export { figuresTable } from './figures-arrow.js';
export { openWarehouse, type Warehouse } from './open-warehouse.js';
export { type RunOptions, type RunResult, run } from './run.js';
export { type SelfCheck, type SelfCheckOptions, selfCheck } from './self-check/self-check.js';
export { tables } from './stage/tables.js';
export { type Verification, verify } from './verify.js';
