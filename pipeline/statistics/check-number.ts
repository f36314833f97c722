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
 * Throws unless every value is a finite number; series charts accept no gaps, so the caller must drop them.
 *
 * @throws {RangeError} naming the first bad position, counted from 0
 */
export function checkFinite(name: string, values: readonly number[]): void {
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`${name}[${bad}] must be a finite number, not ${values[bad]}`);
}
