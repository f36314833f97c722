import type { Predicate, Sign } from '../../../pipeline/define/predicate.js';
import type { CaseRow } from './case-row.js';
import { earliest, secondsPerDay } from './civil.js';
import { and, not, or, type Truth } from './three-valued.js';

/** Hears what every node of a predicate came to, by its place in the tree. */
export type Hearing = (path: string, node: Predicate, value: Truth) => void;

const silent: Hearing = () => undefined;

/** What a predicate says of a row. */
export function truthOf(predicate: Predicate, row: CaseRow, hear: Hearing = silent, path = ''): Truth {
  const value = nodeTruth(predicate, row, hear, path);
  hear(path, predicate, value);
  return value;
}

function nodeTruth(predicate: Predicate, row: CaseRow, hear: Hearing, path: string): Truth {
  const parts = (of: readonly Predicate[]) =>
    of.map((part, i) => truthOf(part, row, hear, hear === silent ? '' : `${path}.${i}`));
  switch (predicate.op) {
    case 'always':
      return true;
    case 'is': {
      const value = row.bool(predicate.column);
      return value === null ? null : value === predicate.value;
    }
    case 'in': {
      const word = row.word(predicate.column);
      return word === null ? null : predicate.values.includes(word);
    }
    case 'includes': {
      const words = row.words(predicate.column);
      return words === null ? null : predicate.values.some((word) => words.includes(word));
    }
    case 'compare': {
      const value = row.number(predicate.column);
      return value === null ? null : compares(value, predicate.sign, predicate.value);
    }
    case 'order': {
      const [left, right] = [quantity(row, predicate.left), quantity(row, predicate.right)];
      return left === null || right === null ? null : compares(left, predicate.sign, right);
    }
    case 'recent': {
      const day = row.moment(predicate.column);
      return day !== null && day.day * secondsPerDay >= row.asOfEnd - (predicate.days + 1) * secondsPerDay;
    }
    case 'known':
      return row.get(predicate.column) !== null;
    case 'all':
      return and(parts(predicate.of));
    case 'any':
      return or(parts(predicate.of));
    case 'not':
      return not(truthOf(predicate.of, row, hear, hear === silent ? '' : `${path}.0`));
    case 'at least': {
      const truths = parts(predicate.of);
      if (truths.filter((truth) => truth === true).length >= predicate.count) return true;
      return truths.filter((truth) => truth !== false).length < predicate.count ? false : null;
    }
  }
}

/** A number, or a moment as seconds; a date alone stands at its midnight. */
function quantity(row: CaseRow, name: string): number | null {
  const value = row.get(name);
  if (value === null || typeof value === 'number') return value;
  if (typeof value === 'object' && 'day' in value) return earliest(value);
  throw new Error(`${name} has no order`);
}

export function compares(a: number, sign: Sign, b: number): boolean {
  switch (sign) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '=':
      return a === b;
    case '<>':
      return a !== b;
  }
}
