import type { Predicate, Sign } from '../define/predicate.js';

/** The cells of a row by column; a blank is null or absent. */
export type Cells = Readonly<Record<string, boolean | number | string | null | undefined>>;

/**
 * Whether a predicate holds for a row: true, false, or null where blanks leave it open (Kleene's logic).
 *
 * For short lists such as staff and hospitals; cases are counted in SQL.
 */
export function holds(predicate: Predicate, row: Cells): boolean | null {
  switch (predicate.op) {
    case 'always':
      return true;
    // Rows of lists have no as-of day.
    case 'recent':
      return null;
    case 'known':
      return (row[predicate.column] ?? null) !== null;
    case 'is': {
      const value = row[predicate.column] ?? null;
      return value === null ? null : value === predicate.value;
    }
    case 'in': {
      const value = row[predicate.column] ?? null;
      return value === null ? null : predicate.values.includes(String(value));
    }
    case 'compare':
      return compare(row[predicate.column] ?? null, predicate.sign, predicate.value);
    case 'order':
      return compare(row[predicate.left] ?? null, predicate.sign, row[predicate.right] ?? null);
    case 'includes': {
      const value = row[predicate.column] ?? null;
      return value === null ? null : (Number(value) & predicate.mask) !== 0;
    }
    case 'not': {
      const value = holds(predicate.of, row);
      return value === null ? null : !value;
    }
    case 'all':
    case 'any': {
      const values = predicate.of.map((of) => holds(of, row));
      const deciding = predicate.op === 'any';
      if (values.includes(deciding)) return deciding;
      return values.includes(null) ? null : !deciding;
    }
    case 'at least': {
      const values = predicate.of.map((of) => holds(of, row));
      const certain = values.filter((value) => value === true).length;
      if (certain >= predicate.count) return true;
      return certain + values.filter((value) => value === null).length < predicate.count ? false : null;
    }
  }
}

type Cell = boolean | number | string | null;

function compare(left: Cell, sign: Sign, right: Cell): boolean | null {
  if (left === null || right === null) return null;
  switch (sign) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '=':
      return left === right;
    case '<>':
      return left !== right;
  }
}
