/**
 * Throws unless `value` lies strictly between `low` and `high`.
 *
 * @throws {RangeError} naming what was found
 */
export function checkBetween(name: string, value: number, low: number, high: number): void {
  if (!(value > low && value < high)) {
    throw new RangeError(`${name} must lie between ${low} and ${high}, not at or beyond them: ${value}`);
  }
}

/**
 * Throws unless every value is a finite number, or null for a gap where the type allows it.
 *
 * @throws {RangeError} naming the first bad position, counted from 0
 */
export function checkFinite(name: string, values: readonly (number | null)[]): void {
  const bad = values.findIndex((value) => value !== null && !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`${name}[${bad}] must be a finite number, not ${values[bad]}`);
}
