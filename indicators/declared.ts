import type { DefinedIndicator, Norm, Scorecard } from '../pipeline/define/index.js';

/** The definitions of one technology. */
export interface Declared {
  /** Every version of every indicator, in report order. */
  readonly indicators: readonly DefinedIndicator[];
  /** Every regulation that sets thresholds or has clauses. */
  readonly norms: readonly Norm[];
  /** The standard among them by which hospitals are scored. */
  readonly scorecard?: Scorecard;
}
