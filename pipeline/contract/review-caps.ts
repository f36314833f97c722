import { norms, scorecard } from '../../indicators/index.js';
import { reviewedClause } from '../define/index.js';

const set = norms.find(({ clauseSet }) => clauseSet?.prefix === scorecard?.norm)?.clauseSet;

const caps = new Map(
  scorecard && set
    ? scorecard.sections.flatMap(({ groups }) =>
        groups.flatMap(({ items }) =>
          items.map((item): [string, number] => [reviewedClause(item, set), item.points]),
        ),
      )
    : [],
);

/** The most points a reviewer may enter for a clause; null where the clause has none. */
export const capOf = (clause: string): number | null => caps.get(clause) ?? null;
