import type { Norm } from '../../pipeline/define/index.js';
import { ecmo2022 } from './ecmo-2022.js';

/** Every regulation that sets thresholds. */
export const norms: readonly Norm[] = [ecmo2022];
