import type { Rule } from '../define/index.js';

/** What can settle a clause: figures of cases, statements and lists, a reviewer, other clauses, or nothing. */
export type Settles = 'cases' | 'statements' | 'review' | 'clauses' | 'scope';

/** The distinct things that a rule depends on, in the order of `Settles`. */
export function settledBy(rule: Rule): readonly Settles[] {
  const found = new Set(partsOf(rule));
  return order.filter((one) => found.has(one));
}

const order: readonly Settles[] = ['cases', 'statements', 'review', 'clauses', 'scope'];

function partsOf(rule: Rule): readonly Settles[] {
  switch (rule.op) {
    case 'figure':
    case 'figure shown':
    case 'single use':
      return ['cases'];
    case 'review':
    case 'clauses':
    case 'scope':
      return [rule.op];
    case 'figure beside':
      return [];
    case 'all':
    case 'any':
      return rule.of.flatMap(partsOf);
    case 'for':
      return [...partsOf(rule.rule), ...(typeof rule.otherwise === 'string' ? [] : partsOf(rule.otherwise))];
    default:
      return ['statements'];
  }
}
