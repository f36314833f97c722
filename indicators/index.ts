import {
  type DefinedIndicator,
  defineCatalogue,
  type Norm,
  type Scorecard,
} from '../pipeline/define/index.js';
import { DefinitionError } from '../pipeline/message/errors.js';
import { sectionOf } from '../pipeline/technology/index.js';
import { anesthesia } from './anesthesia.js';
import type { Declared } from './declared.js';
import { ecmo } from './ecmo.js';
import { vad } from './vad.js';

/** The definitions of every technology, in report order. */
const declared: readonly Declared[] = [ecmo, vad, anesthesia];

/** Every indicator in every version, in report order. No two versions of a code judge the same day. */
export const indicators: readonly DefinedIndicator[] = defineCatalogue(
  declared.flatMap((one) => one.indicators),
);

const isAdvisory = ({ clauseSet }: Norm) => clauseSet?.advisory === true;
const allNorms = declared.flatMap((one) => one.norms);

/** Every regulation that sets thresholds or has clauses; advisory ones come last. */
export const norms: readonly Norm[] = [
  ...allNorms.filter((norm) => !isAdvisory(norm)),
  ...allNorms.filter(isAdvisory),
];

const cards = declared.flatMap(({ scorecard: card }) => card ?? []);
if (cards.length > 1)
  throw new DefinitionError(cards.map(({ norm }) => norm).join(', '), 'must not both have a scorecard', {
    field: 'scorecard',
  });

/** The standard that hospitals are scored by, of which there is one; null where none scores. */
export const scorecard: Scorecard | null = cards[0] ?? null;

// A code outside every technology would appear in no part of a report.
for (const indicator of indicators) sectionOf(indicator);
