import { createHash } from 'node:crypto';
import type { Clause } from '../../pipeline/define/index.js';
import { ruleWords } from '../../pipeline/describe/rule-words.js';
import type { Bilingual } from '../../pipeline/errors.js';
import { readings } from './second-readings.js';

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

/** The day on which the last clause was read. */
export const readOn = '2026-11-30';

/** Names the requirement of a clause and what its rule asks. */
export const sealOf = ({ text, rule }: Pick<Clause, 'text' | 'rule'>): string =>
  createHash('sha256')
    .update(`${text.zh}\n${ruleWords(rule).zh}`)
    .digest('hex')
    .slice(0, 8);

const byClause = new Map(readings.map((reading) => [reading.clause, reading]));

/** The reading of a clause; null where it was not read. */
export const readingOf = (id: string): Reading | null => byClause.get(id) ?? null;

/** Whether requirement or rule are others than those that were read. */
export const isChangedSince = (clause: Clause, { seal }: Reading): boolean => sealOf(clause) !== seal;
