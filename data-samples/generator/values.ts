import type { Random } from './random.js';

/** What a cell means, before a hospital writes it in its own form. Null is "not known". */
export type Value =
  | string
  | number
  | boolean
  | readonly string[]
  | { readonly day: number }
  | { readonly minute: number }
  | null;

/** One case: field name to value. A field that is not named is not known. */
export type Row = Record<string, Value>;

export function onDay(day: number | null): Value {
  return day === null ? null : { day };
}

export function atMinute(minute: number | null): Value {
  return minute === null ? null : { minute };
}

/** The value, or blank in `unknownPerMille` of 1000 draws, as real forms are. */
export function maybe(random: Random, value: Value, unknownPerMille: number): Value {
  return random.chance(unknownPerMille) ? null : value;
}
