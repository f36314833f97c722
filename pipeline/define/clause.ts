import type { Bilingual } from '../message/errors.js';
import { DefinitionError } from '../message/errors.js';
import { nearestNames } from '../message/nearest-names.js';
import type { Confidence, Source } from './citation.js';
import type { Predicate } from './predicate.js';
import { asksReview, clausesOf, itemsOf, type Rule } from './rule.js';

/**
 * What can settle a clause: `a` cases, `b` statements in profile or lists, `c` a reviewer. Of a mixed class the first letter is what a
 * machine settles first. `scope` says what a norm covers and settles nothing.
 */
export type ClauseClass = 'a' | 'b' | 'c' | 'a+b' | 'a+c' | 'b+c' | 'scope';

/** One requirement of a regulation, as small as it can be judged by itself. */
export interface Clause {
  /** Number that never changes, such as `E22-057`. */
  readonly id: string;
  /** The place in the document, such as `四(二)1(2)`. */
  readonly at: string;
  /** Its document, where a set gathers several; absent, that of the set. */
  readonly source?: Source;
  /** The requirement: Chinese as the document words it, English in short. */
  readonly text: Bilingual;
  readonly class: ClauseClass;
  readonly rule: Rule;
  /** The data that decides it, and what counts as missing, in a sentence. */
  readonly missing: Bilingual;
  readonly confidence: Confidence;
  /** Whether a comparison sign or a number is lost in the copy at hand and was inferred. */
  readonly inferred?: boolean;
  /** Our choice where the source is silent, garbled or contradicts itself. */
  readonly note?: Bilingual;
  /** The hospitals it binds; for others it is not applicable. Absent: all that practise the technique. */
  readonly binds?: { readonly whom: Predicate; readonly title: Bilingual };
}

/** The result of a clause for one hospital on one day. */
export type ClauseResult = 'met' | 'not met' | 'not known' | 'not applicable' | 'needs review';

const idPattern = /^[A-Z]+[0-9]{2}-([0-9]{3}|[A-Z][0-9]{2})$/;

/** The letters of a class that follow from its rule. */
function lettersOf(rule: Rule): string {
  const machine = (r: Rule): readonly ('a' | 'b')[] => {
    switch (r.op) {
      case 'figure':
      case 'figure shown':
      case 'single use':
        return ['a'];
      case 'review':
      case 'scope':
      case 'clauses':
      case 'figure beside':
        return [];
      case 'all':
      case 'any':
        return r.of.flatMap(machine);
      case 'for':
        return [...machine(r.rule), ...(typeof r.otherwise === 'string' ? [] : machine(r.otherwise))];
      default:
        return ['b'];
    }
  };
  return [...new Set(machine(rule)), ...(asksReview(rule) ? ['c'] : [])].sort().join('+');
}

/**
 * Declares the clauses of a norm. A contradiction fails when its module loads.
 *
 * @throws {DefinitionError} naming the clause and what must hold
 */
export function defineClauses(clauses: readonly Clause[]): readonly Clause[] {
  const seen = new Set<string>();
  const items = new Map<string, unknown>();
  for (const clause of clauses) {
    const fail = (field: string, must: string) => {
      throw new DefinitionError(clause.id, must, { field });
    };
    if (!idPattern.test(clause.id)) fail('id', 'must have a number such as E22-057 or E00-A01');
    if (seen.has(clause.id)) fail('id', 'must stand only once');
    seen.add(clause.id);
    for (const words of [clause.text, clause.missing, clause.note])
      if (words && (words.zh.trim() === '' || words.en.trim() === ''))
        fail('text', 'must be worded in both languages');
    if (clause.class === 'scope' && clause.rule.op !== 'scope')
      fail('rule', 'covers a scope and must not have another rule');
    const letters = lettersOf(clause.rule);
    if (clause.class === 'c' && letters !== 'c') fail('class', 'is of class c and must rest on a review');
    if (!clause.class.includes('c') && letters.includes('c'))
      fail('class', 'rests on a review and must be of a class with c');
    if (clause.class === 'a' && letters === 'b') fail('class', 'is of class a and must rest on figures');
    for (const item of itemsOf(clause.rule)) {
      const known = items.get(item.id);
      if (known && known !== item) fail('rule', `asks ${item.id} in other words than another clause`);
      items.set(item.id, item);
    }
  }
  for (const clause of clauses)
    for (const id of [...clausesOf(clause.rule)])
      if (!seen.has(id))
        throw new DefinitionError(clause.id, `rests on ${id}, which this norm does not have`, {
          field: 'rule',
          allowed: nearestNames(id, [...seen]),
        });
  return Object.freeze([...clauses]);
}
