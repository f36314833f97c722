import type { Quantity } from '../define/index.js';
import type { Predicate, Sign } from '../define/predicate.js';
import { personList, statementText } from './evidence.js';
import type { Evidence, Holdings, Person } from './holdings.js';
import { holds } from './holds.js';

/**
 * The least and the most that a number can be. Blanks widen the range; without blanks both are equal. A sum of beds that reaches the
 * requirement without one department reaches it whatever that department has.
 */
export interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly evidence: readonly Evidence[];
}

/** The range of a quantity for a hospital, with its evidence; infinite at the top where a blank leaves it unlimited. */
export function boundsOf(quantity: Quantity, holdings: Holdings): Bounds {
  switch (quantity.of) {
    case 'number':
      return { low: quantity.value, high: quantity.value, evidence: [] };
    case 'item':
    case 'sum': {
      const parts = (quantity.of === 'item' ? [quantity.item] : quantity.items).map((item) => {
        const { text, statement } = statementText(item, holdings);
        const value = typeof statement?.value === 'number' ? statement.value : null;
        const [least, most] = item.range ?? [0, Number.POSITIVE_INFINITY];
        return { low: value ?? least, high: value ?? most, text };
      });
      return {
        low: parts.reduce((total, { low }) => total + low, 0),
        high: parts.reduce((total, { high }) => total + high, 0),
        evidence: parts.map(({ text }) => text),
      };
    }
    case 'persons': {
      const { yes, open } = peopleOf(quantity.who, holdings);
      if (yes.length + open.length === 0 && !isListed(quantity.who, holdings))
        return {
          low: 0,
          high: Number.POSITIVE_INFINITY,
          evidence: [personList(quantity.title, null, [], holdings)],
        };
      return {
        low: yes.length,
        high: yes.length + open.length + holdings.personsHeldBack,
        evidence: [personList(quantity.title, yes, open, holdings)],
      };
    }
    case 'times': {
      const { low, high, evidence } = boundsOf(quantity.quantity, holdings);
      const { num, den } = quantity.factor;
      return { low: (low * num) / den, high: (high * num) / den, evidence };
    }
    case 'steps': {
      const { low, high, evidence } = boundsOf(quantity.by, holdings);
      const at = (size: number) => quantity.steps.findLast(({ from }) => size >= from)?.need ?? 0;
      return { low: at(low), high: at(high), evidence };
    }
  }
}

/** The persons in force for whom a predicate is true, and those for whom blanks leave it open. */
export function peopleOf(who: Predicate, { persons }: Holdings): { yes: Person[]; open: Person[] } {
  const yes: Person[] = [];
  const open: Person[] = [];
  for (const person of persons) {
    const value = holds(who, person.values);
    if (value === true) yes.push(person);
    else if (value === null) open.push(person);
  }
  return { yes, open };
}

/** Whether the staff list has anybody of the techniques in a predicate; otherwise nobody can be counted. */
export function isListed(who: Predicate, { persons }: Holdings): boolean {
  const techniques = techniquesOf(who);
  return persons.some(
    ({ values }) => techniques.length === 0 || techniques.includes(String(values['technique'])),
  );
}

function techniquesOf(predicate: Predicate): readonly string[] {
  if (predicate.op === 'in') return predicate.column === 'technique' ? predicate.values : [];
  if (predicate.op === 'all') return predicate.of.flatMap(techniquesOf);
  return [];
}

/** Compares two ranges; null where they leave it open. */
export function compareBounds(left: Bounds, sign: Sign, right: Bounds): boolean | null {
  const surely = (holdsAt: (l: number, r: number) => boolean) => {
    const corners = [
      holdsAt(left.low, right.low),
      holdsAt(left.low, right.high),
      holdsAt(left.high, right.low),
      holdsAt(left.high, right.high),
    ];
    if (corners.every(Boolean)) return true;
    return corners.some(Boolean) ? null : false;
  };
  const known = left.low === left.high && right.low === right.high;
  switch (sign) {
    case '>=':
      return surely((l, r) => l >= r - tiny(r));
    case '>':
      return surely((l, r) => l > r + tiny(r));
    case '<=':
      return surely((l, r) => l <= r + tiny(r));
    case '<':
      return surely((l, r) => l < r - tiny(r));
    case '=':
      return known ? Math.abs(left.low - right.low) <= tiny(right.low) : overlap(left, right) ? null : false;
    case '<>':
      return known ? Math.abs(left.low - right.low) > tiny(right.low) : overlap(left, right) ? null : true;
  }
}

const overlap = (a: Bounds, b: Bounds) => a.low <= b.high && b.low <= a.high;

/** Stated numbers have few decimals; the error of binary fractions must not decide. */
const tiny = (value: number) => (Number.isFinite(value) ? 1e-9 * Math.max(1, Math.abs(value)) : 0);
