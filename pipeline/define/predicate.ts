/**
 * A condition that a definition puts on a case. Predicates are data: the compiler writes them as SQL, and other readers (documentation, an
 * evaluation without SQL) walk the same tree. Every predicate has three values: true, false, and not known (a blank cell); `all`, `any` and
 * `not` follow Kleene's logic, as SQL does.
 */
export type Predicate =
  | { readonly op: 'is'; readonly column: string; readonly value: boolean }
  | { readonly op: 'in'; readonly column: string; readonly values: readonly string[] }
  | { readonly op: 'compare'; readonly column: string; readonly sign: Sign; readonly value: number }
  | { readonly op: 'order'; readonly left: string; readonly sign: Sign; readonly right: string }
  | {
      readonly op: 'includes';
      readonly column: string;
      readonly values: readonly string[];
      readonly mask: number;
    }
  | { readonly op: 'known'; readonly column: string }
  /** A day not more than `days` before the as-of day; false when blank. */
  | { readonly op: 'recent'; readonly column: string; readonly days: number }
  | { readonly op: 'always' }
  | { readonly op: 'all' | 'any'; readonly of: readonly Predicate[] }
  | { readonly op: 'not'; readonly of: Predicate }
  | { readonly op: 'at least'; readonly count: number; readonly of: readonly Predicate[] };

export type Sign = '<' | '<=' | '>' | '>=' | '=' | '<>';

/**
 * True when all are; false as soon as one is false; otherwise not known.
 *
 * @example all(always, not(always)) // => { op: 'all', of: [{ op: 'always' }, { op: 'not', of: { op: 'always' } }] }
 */
export const all = (...of: readonly Predicate[]): Predicate => ({ op: 'all', of });

/**
 * True as soon as one is; false when all are false; otherwise not known.
 *
 * @example any(always).op // => 'any'
 */
export const any = (...of: readonly Predicate[]): Predicate => ({ op: 'any', of });

/**
 * The negation; not known stays not known.
 *
 * @example not(always) // => { op: 'not', of: { op: 'always' } }
 */
export const not = (of: Predicate): Predicate => ({ op: 'not', of });

/**
 * True when at least `count` are true; false when even the unknown ones could not reach it; otherwise not known. This reads "any 5 of 12
 * items" when items are blank.
 *
 * @example atLeast(1, [always]).count // => 1
 */
export const atLeast = (count: number, of: readonly Predicate[]): Predicate => ({
  op: 'at least',
  count,
  of,
});

/** True for every case. */
export const always: Predicate = { op: 'always' };

/**
 * The names of the columns a predicate reads, in order of first mention.
 *
 * @example columnsOf(all({ op: 'known', column: 'age' }, always)) // => ['age']
 */
export function columnsOf(predicate: Predicate): string[] {
  switch (predicate.op) {
    case 'always':
      return [];
    case 'order':
      return [predicate.left, predicate.right];
    case 'all':
    case 'any':
    case 'at least':
      return [...new Set(predicate.of.flatMap(columnsOf))];
    case 'not':
      return columnsOf(predicate.of);
    default:
      return [predicate.column];
  }
}
