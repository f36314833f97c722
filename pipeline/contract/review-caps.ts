import { chongqing2011, chongqingScorecard } from '../../indicators/norms/chongqing-anesthesia-2011.js';
import { reviewedClause } from '../define/index.js';

const set = chongqing2011.clauseSet;

const caps = new Map(
  set
    ? chongqingScorecard.sections.flatMap(({ groups }) =>
        groups.flatMap(({ items }) =>
          items.map((item): [string, number] => [reviewedClause(item, set), item.points]),
        ),
      )
    : [],
);

/** The most points a reviewer may enter for a clause; null where the clause has none. */
export const capOf = (clause: string): number | null => caps.get(clause) ?? null;
