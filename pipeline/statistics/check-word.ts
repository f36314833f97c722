/**
 * Throws unless `value` is one of the known words.
 *
 * @throws {RangeError} naming what was found and what is known
 */
export function checkWord<W extends string>(name: string, value: W, words: readonly W[]): void {
  if (!words.includes(value))
    throw new RangeError(`${name} must be one of ${words.join(', ')}, not ${String(value)}`);
}
