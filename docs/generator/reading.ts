import type { Bilingual } from '../../pipeline/message/errors.js';

/**
 * What the second reading of a clause against its regulation came to.
 * `as read`: the rule asks what the words ask, as far as data can. `inferred`: the words leave it open, and the other reading stands beside.
 * `mended`: the rule asked something else and was changed. `open`: it may still decide otherwise than the words, and the centre is asked.
 */
export type ReadingResult = 'as read' | 'inferred' | 'mended' | 'open';

export interface Reading {
  readonly clause: string;
  readonly result: ReadingResult;
  /** What was read: requirement and rule as they stood. A clause that changes afterwards shows so. */
  readonly seal: string;
  /** The other reading, what was changed, or what no data of the hospital can tell; absent where nothing is to be said. */
  readonly note?: Bilingual;
}
