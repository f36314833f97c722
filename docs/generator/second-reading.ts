import { createHash } from 'node:crypto';
import type { Clause } from '../../pipeline/define/index.js';
import { ruleWords } from '../../pipeline/describe/rule-words.js';
import type { Reading } from './reading.js';
import { readings } from './second-readings.js';

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
