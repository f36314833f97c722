import type { Bilingual } from '../message/errors.js';
import { DefinitionError } from '../message/errors.js';
import type { ClauseSet } from './norm.js';
import type { Rule } from './rule.js';

/**
 * How an item gets its points. `rule`: all of them when the rule is met, none when it is not; without a rule of its own the item's only
 * clause decides. `parts`: each part by its own rule. `reviewer`: the points that a reviewer entered, at most the item's; countable facts
 * are evidence, and a contradiction leaves the points open.
 */
export type HowScored =
  | { readonly by: 'rule'; readonly rule?: Rule }
  | { readonly by: 'parts'; readonly parts: readonly ScorePart[] }
  | { readonly by: 'reviewer' };

/** A part of an item, with points and a rule of its own. */
export interface ScorePart {
  readonly points: number;
  readonly title: Bilingual;
  readonly rule: Rule;
}

/** An item of a scorecard. */
export interface ScoreItem {
  /** The place in the standard, such as 三1-3. */
  readonly id: string;
  readonly title: Bilingual;
  /** The most points of the item. */
  readonly points: number;
  readonly clauses: readonly string[];
  readonly how: HowScored;
}

/** A group of items; its points are their sum. */
export interface ScoreGroup {
  readonly id: string;
  readonly title: Bilingual;
  readonly points: number;
  readonly items: readonly ScoreItem[];
}

/** A section of groups; its points are their sum. */
export interface ScoreSection {
  readonly id: string;
  readonly title: Bilingual;
  readonly points: number;
  readonly groups: readonly ScoreGroup[];
}

/** A standard that is scored: sections of groups of items, whose points add up to the total. */
export interface Scorecard {
  /** Prefix of the norm whose clauses it scores. */
  readonly norm: string;
  readonly title: Bilingual;
  /** What pages say: over the ranking of hospitals, below the head of a score sheet, and for hospitals where the standard is not in force. */
  readonly onPages: { readonly ranking: Bilingual; readonly lead: Bilingual; readonly elsewhere: Bilingual };
  readonly total: number;
  readonly sections: readonly ScoreSection[];
  /** For key departments a group weighs less, and another one, not applied to others, fills the section up. */
  readonly keyPath: {
    readonly lighter: string;
    readonly weight: { readonly num: number; readonly den: number };
    readonly extra: string;
  };
  /** Points required by level of hospital; a level without a mark is not judged. */
  readonly passMarks: Readonly<Record<string, number>>;
}

/**
 * Declares a scorecard. Printed totals that do not add up fail when its module loads.
 *
 * @throws {DefinitionError} naming the item, group or section and what must hold
 */
export function defineScorecard(card: Scorecard, set: ClauseSet): Scorecard {
  const known = new Set(set.clauses.map(({ id }) => id));
  const scored = new Set<string>();
  const { keyPath } = card;
  const fail = (name: string, message: string) => {
    throw new DefinitionError(`${card.norm} ${name}`, message);
  };
  for (const section of card.sections) {
    for (const group of section.groups) {
      for (const { id, points, clauses, how } of group.items) {
        if (points <= 0) fail(id, 'must be worth some points');
        if (clauses.length === 0) fail(id, 'must name the clauses it scores');
        for (const clause of clauses) {
          if (!known.has(clause)) fail(id, `scores ${clause}, which the norm does not have`);
          if (scored.has(clause)) fail(id, `scores ${clause}, which another item scores too`);
          scored.add(clause);
        }
        if (how.by === 'parts' && sumOf(how.parts) !== points)
          fail(id, `has parts that do not add up to ${points}`);
        if (how.by === 'rule' && !how.rule && clauses.length !== 1)
          fail(id, 'scores several clauses and must have a rule of its own');
      }
      if (sumOf(group.items) !== group.points)
        fail(group.id, `has items that do not add up to ${group.points}`);
    }
    const general = sumOf(section.groups.filter(({ id }) => id !== keyPath.extra));
    if (general !== section.points) fail(section.id, `has groups that do not add up to ${section.points}`);
    const lighter = section.groups.find(({ id }) => id === keyPath.lighter);
    const extra = section.groups.find(({ id }) => id === keyPath.extra);
    if (lighter || extra) {
      const { num, den } = keyPath.weight;
      const rest = general - (lighter?.points ?? 0);
      if ((rest + (extra?.points ?? 0)) * den + (lighter?.points ?? 0) * num !== section.points * den)
        fail(section.id, `does not add up to ${section.points} for a key department`);
    }
  }
  if (sumOf(card.sections) !== card.total) fail('total', `has sections that do not add up to ${card.total}`);
  return Object.freeze(card);
}

const sumOf = (list: readonly { readonly points: number }[]) =>
  list.reduce((sum, { points }) => sum + points, 0);

/** The clause of an item under which a reviewer enters points. */
export function reviewedClause({ clauses }: ScoreItem, set: ClauseSet): string {
  const judged = clauses.find((id) => set.clauses.find((clause) => clause.id === id)?.class.includes('c'));
  return judged ?? clauses[0] ?? '';
}
