import type { Defined } from '../pipeline/define/index.js';
import { ecmoEffectiveRemoval } from './ecmo/effective-removal.js';
import { ecmoOxygenatorFailure } from './ecmo/oxygenator-failure.js';

/** Every indicator, in the order reports show them. */
export const indicators: readonly Defined[] = [ecmoEffectiveRemoval, ecmoOxygenatorFailure];
