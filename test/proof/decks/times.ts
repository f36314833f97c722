import type { Random } from '../../../data-samples/generator/random.js';
import {
  at,
  type Day,
  dayOnly,
  earliest,
  type Moment,
  momentText,
  parseDay,
  yearsAfter,
} from '../evaluate/civil.js';

const hour = 3600;
const day = 24 * hour;

/** Spans that something in the contract is compared with, in seconds. */
const spans = [0, 2, 3, 6, 12, 24, 48, 72]
  .map((hours) => hours * hour)
  .concat([1, 2, 3, 4, 5, 28, 29, 30, 31, 32, 60].map((days) => days * day));

/** Seconds from one event to a later one: on a limit, a minute to either side, or anything. Never before it, but for a few. */
export function spanFrom(random: Random): number {
  const limit = random.pick(spans);
  const span = random.weighted([
    [4, limit],
    [2, limit + 60],
    [2, limit - 60],
    [1, limit - day],
    [1, limit + day],
    [2, random.below(72 * 60) * 60],
  ]);
  return span < 0 && !random.chance(100) ? 0 : span;
}

/** Days from a day to another some whole years on, give or take a day. */
export const yearsFrom = (random: Random, from: Day): Day =>
  yearsAfter(from, random.pick([1, 1, 1, 3, 5])) + random.pick([-1, 0, 0, 1]);

/** Days on which something changes: leap days, ends of months, first and last days of versions and of the calendar. */
const turning = [
  '2014-12-31',
  '2015-01-01',
  '2019-01-01',
  '2020-02-28',
  '2020-02-29',
  '2020-12-31',
  '2021-02-28',
  '2021-12-31',
  '2022-01-01',
  '2022-04-19',
  '2022-04-20',
  '2024-02-28',
  '2024-02-29',
  '2024-03-01',
  '2025-02-28',
  '2025-12-31',
].map(parseDay);

/** A day around which the cases of a deck lie: on a turning day, or where a window ends on the as-of day. */
export function anchorDay(random: Random, asOf: Day): Day {
  const back = random.pick([0, 0, 1, 2, 3, 4, 15, 21, 30, 31, 32, 60, 61, 90, 150]);
  const anchor = random.weighted([
    [6, asOf - back],
    [3, yearsAfter(asOf, -1) + random.pick([-1, 0, 1])],
    [1, yearsAfter(asOf, -3) + random.pick([-1, 0, 1])],
    [1, yearsAfter(asOf, -5) + random.pick([-1, 0, 1])],
    [5, random.pick(turning)],
  ]);
  return Math.min(anchor, asOf);
}

/** A moment on a day; without a clock where `dated` says so. */
export function momentOn(random: Random, on: Day, dated: boolean): Moment {
  if (dated) return dayOnly(on);
  return {
    day: on,
    second: random.pick([0, 60, 8 * hour, 12 * hour, 23 * hour + 59 * 60, random.below(1440) * 60]),
  };
}

/** A moment some seconds after another, told to the minute or as its day. */
export function momentAfter(from: Moment, seconds: number, dated: boolean): Moment {
  const moment = at(earliest(from) + seconds);
  return dated ? dayOnly(moment.day) : moment;
}

export const textOf = (moment: Moment): string => momentText(moment);
