import type { Norm } from '../../pipeline/define/index.js';
import { chongqing2011 } from './chongqing-anesthesia-2011.js';
import { ecmo2022 } from './ecmo-2022.js';
import { ecmoTexts } from './ecmo-texts.js';
import { vad2022 } from './vad-2022.js';

/** Every regulation that sets thresholds or has clauses; what only advises comes last. */
export const norms: readonly Norm[] = [ecmo2022, vad2022, chongqing2011, ecmoTexts];
