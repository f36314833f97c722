/** Which points of a chart its lines come from; all by default. */
export type BaselineOptions = {
  /** The lines come from this many first points and hold, frozen, for those after them. */
  freezeAt?: number;
  /** Positions (from 0) that the lines leave out; they are drawn and judged all the same. */
  exclude?: readonly number[];
};

/**
 * Whether each of `length` positions belongs to the baseline.
 *
 * @throws {RangeError} if freezeAt is no whole number from 1 to the length, or an excluded position is none of the series
 */
export function inBaseline(length: number, { freezeAt = length, exclude = [] }: BaselineOptions): boolean[] {
  if (length > 0 && !(Number.isInteger(freezeAt) && freezeAt >= 1 && freezeAt <= length))
    throw new RangeError(`freezeAt must be a whole number from 1 to ${length}, not ${freezeAt}`);
  const bad = exclude.find((at) => !Number.isInteger(at) || at < 0 || at >= length);
  if (bad !== undefined)
    throw new RangeError(`exclude must hold positions from 0 to ${length - 1}, not ${bad}`);
  const left = new Set(exclude);
  return Array.from({ length }, (_, at) => at < freezeAt && !left.has(at));
}
