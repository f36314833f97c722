import { earliest, type Moment, over } from './civil.js';

/** True, false, or not known. */
export type Truth = boolean | null;

/** Kleene's logic: one false decides `and`, one true decides `or`, the rest waits for what is not known. */
export const not = (value: Truth): Truth => (value === null ? null : !value);

export function and(values: Iterable<Truth>): Truth {
  let all: Truth = true;
  for (const value of values) {
    if (value === false) return false;
    if (value === null) all = null;
  }
  return all;
}

export function or(values: Iterable<Truth>): Truth {
  let any: Truth = false;
  for (const value of values) {
    if (value === true) return true;
    if (value === null) any = null;
  }
  return any;
}

const hour = 3600;

/*
 * A date alone may mean any moment from its midnight up to, but not including, the next. What follows is decided where
 * every reading agrees. Both moments are needed.
 */

/** `a` at most `hours` after `b`. */
export function withinHours(a: Moment | null, b: Moment | null, hours: number): Truth {
  if (a === null || b === null) return null;
  // The longest that can lie between is not reached where a clock is missing, so it may equal the limit.
  if (over(a) - earliest(b) <= hours * hour) return true;
  const shortest = earliest(a) - over(b);
  return (b.second === null ? shortest >= hours * hour : shortest > hours * hour) ? false : null;
}

/** `a` less than `hours` after `b`. */
export function underHours(a: Moment | null, b: Moment | null, hours: number): Truth {
  if (a === null || b === null) return null;
  const longest = over(a) - earliest(b);
  if (a.second === null ? longest <= hours * hour : longest < hours * hour) return true;
  return earliest(a) - over(b) >= hours * hour ? false : null;
}

/** Whether `a` lies before `b` whatever the missing clocks say; not known only where a moment is blank. */
export function surelyBefore(a: Moment | null, b: Moment | null): Truth {
  if (a === null || b === null) return null;
  if (a.second !== null && b.second !== null) return earliest(a) < earliest(b);
  return a.day < b.day;
}
