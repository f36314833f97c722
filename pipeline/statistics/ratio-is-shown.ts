import { checkCount, checkCounts } from './check-counts.js';

/** Whether a standardised ratio may be shown, or why not. */
export type RatioGate = 'shown' | 'few scored' | 'few expected';

/**
 * Whether a ratio of observed to expected events says something: at least four of five cases have a score, and at least five events are expected.
 *
 * With fewer scored the ratio is one of chosen cases; with fewer expected a single event moves it by a fifth or more.
 *
 * @param scored cases with outcome and expectation, of `cases` in all
 * @throws {RangeError} if counts are impossible, or expected is negative or not finite
 * @see Breslow and Day (1987), Statistical Methods in Cancer Research II, section 2.3, on small expected numbers
 * @example ratioIsShown(79, 100, 30) // => 'few scored'
 */
export function ratioIsShown(scored: number, cases: number, expected: number): RatioGate {
  checkCount('cases', cases);
  checkCounts(scored, cases);
  if (!(expected >= 0 && Number.isFinite(expected)))
    throw new RangeError(`expected must be a number from 0 on, not ${expected}`);
  if (cases === 0 || 5 * scored < 4 * cases) return 'few scored';
  return expected < 5 ? 'few expected' : 'shown';
}
