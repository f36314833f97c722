import { boolCell, dateCell, decimalCell } from '../../../pipeline/define/cells/index.js';
import type { ColumnNode, Fact, Reading } from '../../../pipeline/define/fact.js';
import type { Vocabulary } from '../../../pipeline/define/vocabulary.js';
import { completedYears } from './age.js';
import type { Value } from './cells.js';
import {
  civilOf,
  type Day,
  dayOf,
  daysIn,
  earliest,
  type Moment,
  over,
  parseDay,
  secondsPerDay,
  yearsAfter,
} from './civil.js';
import { and, not, or, surelyBefore, type Truth, underHours, withinHours } from './three-valued.js';

/*
 * What a fact comes to, worked out from its declaration without SQL: a day as days since 1970, a moment as seconds since 1970.
 */

export type Worth = boolean | number | string | null;

/** A row as facts see it; a moment holds its clock. */
export interface FactRow {
  get(name: string): Value;
  /** First moment after the as-of day, in seconds since 1970. */
  readonly asOfEnd: number;
}

const isMoment = (value: Value): value is Moment =>
  value !== null && typeof value === 'object' && 'day' in value;

function momentOf({ name }: ColumnNode, row: FactRow): Moment | null {
  const value = row.get(name);
  if (value !== null && !isMoment(value)) throw new Error(`${name} is no moment`);
  return value;
}

function columnWorth(column: ColumnNode, row: FactRow): Worth {
  const value = row.get(column.name);
  if (isMoment(value)) return column.kind === 'day' ? value.day : earliest(value);
  if (value !== null && typeof value === 'object') throw new Error(`${column.name} is a list`);
  return value;
}

/** What a fact says of a row. */
export function worthOf(fact: Fact, row: FactRow): Worth {
  const of = (part: Fact) => worthOf(part, row);
  const truth = (part: Fact): Truth => {
    const worth = of(part);
    if (worth !== null && typeof worth !== 'boolean') throw new Error(`${part.op} is no yes or no`);
    return worth;
  };
  const number = (part: Fact): number | null => {
    const worth = of(part);
    if (worth !== null && typeof worth !== 'number') throw new Error(`${part.op} is no number`);
    return worth;
  };
  const numbers = (parts: readonly Fact[]) => parts.map(number).filter((worth) => worth !== null);
  switch (fact.op) {
    case 'column':
      return columnWorth(fact, row);
    case 'constant':
      return fact.value;
    case 'not known':
      return null;
    case 'as-of end':
      return row.asOfEnd;
    case 'named':
      return of(fact.of);
    case 'known':
      return (fact.of.op === 'column' ? row.get(fact.of.name) : of(fact.of)) !== null;
    case 'surely':
      return truth(fact.of) === true;
    case 'possibly':
      return truth(fact.of) !== false;
    case 'not':
      return not(truth(fact.of));
    case 'all':
      return and(fact.of.map(truth));
    case 'any':
      return or(fact.of.map(truth));
    case 'how many': {
      const truths = fact.of.map(truth);
      return truths.includes(null) ? null : truths.filter((one) => one === true).length;
    }
    case 'in': {
      const worth = of(fact.of);
      return worth === null ? null : fact.values.some((value) => value === worth);
    }
    case 'includes': {
      const words = row.get(fact.of.name);
      if (words === null) return null;
      if (!Array.isArray(words)) throw new Error(`${fact.of.name} is no list`);
      return fact.values.some((value) => words.includes(value));
    }
    case 'compare': {
      const [left, right] = [of(fact.left), of(fact.right)];
      return left === null || right === null ? null : compares(left, fact.sign, right);
    }
    case 'between': {
      const [worth, low, high] = [number(fact.of), number(fact.low), number(fact.high)];
      return and([
        worth === null || low === null ? null : worth >= low,
        worth === null || high === null ? null : worth <= high,
      ]);
    }
    case 'when': {
      const branch = fact.branches.find(({ condition }) => truth(condition) === true);
      if (branch) return of(branch.value);
      return fact.otherwise ? of(fact.otherwise) : null;
    }
    case 'first known':
      return fact.of.map(of).find((worth) => worth !== null) ?? null;
    case 'latest':
    case 'earliest': {
      const known = numbers(fact.of);
      if (known.length === 0) return null;
      return fact.op === 'latest' ? Math.max(...known) : Math.min(...known);
    }
    case 'clock known': {
      const moment = momentOf(fact.of, row);
      return moment === null ? null : moment.second !== null;
    }
    case 'latest moment': {
      const moment = momentOf(fact.of, row);
      return moment === null ? null : over(moment);
    }
    case 'surely before':
      return surelyBefore(momentOf(fact.left, row), momentOf(fact.right, row));
    case 'within':
      return withinHours(momentOf(fact.of, row), momentOf(fact.after, row), fact.hours);
    case 'less than':
      return underHours(momentOf(fact.of, row), momentOf(fact.after, row), fact.hours);
    case 'day':
      return known(number(fact.of), (moment) => Math.floor(moment / secondsPerDay));
    case 'midnight':
      return known(number(fact.of), (day) => day * secondsPerDay);
    case 'plus':
      return known(number(fact.of), (start) => later(start, fact.count, fact.unit));
    case 'anniversary': {
      const isMoment = fact.of.op === 'column' && fact.of.kind === 'moment';
      return known(number(fact.of), (start) =>
        yearsAfter(isMoment ? Math.floor(start / secondsPerDay) : start, fact.years),
      );
    }
    case 'days between':
      return known(number(fact.from), (from) => known(number(fact.to), (to) => to - from));
    case 'minutes between':
      return known(number(fact.from), (from) => known(number(fact.to), (to) => toEven((to - from) / 60)));
    case 'years between':
      return known(number(fact.from), (from) => known(number(fact.to), (to) => wholeYears(from, to)));
    case 'sum': {
      const known = numbers(fact.of);
      return known.length < fact.of.length ? null : known.reduce((total, one) => total + one, 0);
    }
    case 'times':
      return known(number(fact.of), (worth) => worth * fact.by);
    case 'over':
      return known(number(fact.of), (worth) => worth / fact.by);
    case 'rounded':
      return known(number(fact.of), (worth) => Math.sign(worth) * Math.round(Math.abs(worth)));
    case 'rounded down':
      return known(number(fact.of), Math.floor);
    case 'read':
      return known(text(fact.column, row), (words) => readAs(words, fact.as));
    case 'meaning':
      return known(text(fact.column, row), (words) =>
        known(meaningOf(words, fact.of), (meant) => (fact.kind === 'number' ? Number(meant) : meant)),
      );
  }
}

const known = <V, W>(value: V | null, then: (value: V) => W | null): W | null =>
  value === null ? null : then(value);

function compares(left: Exclude<Worth, null>, sign: string, right: Exclude<Worth, null>): boolean {
  switch (sign) {
    case '=':
      return left === right;
    case '<>':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    default:
      return left >= right;
  }
}

function later(start: number, count: number, unit: 'hours' | 'days' | 'months'): number {
  if (unit === 'hours') return start + count * 3600;
  if (unit === 'days') return start + count;
  const { year, month, date } = civilOf(start);
  const months = year * 12 + (month - 1) + count;
  const [y, m] = [Math.floor(months / 12), (months % 12) + 1];
  return dayOf(y, m, Math.min(date, daysIn(y, m))) * secondsPerDay;
}

/** To the nearest whole number, a half to the even one. */
function toEven(value: number): number {
  const low = Math.floor(value);
  if (value - low !== 0.5) return Math.round(value);
  return low % 2 === 0 ? low : low + 1;
}

/** Anniversaries of a day that have come by another; of one that lies before it, those still to come as a number below 0. */
function wholeYears(from: Day, to: Day): number {
  if (to >= from) return completedYears(from, to);
  let years = 0;
  while (yearsAfter(from, years) > to) years -= 1;
  return years;
}

function text(name: string, row: FactRow): string | null {
  const value = row.get(name);
  if (value !== null && typeof value !== 'string') throw new Error(`${name} is no text`);
  return value;
}

function readAs(words: string, as: Reading): Worth {
  switch (as) {
    case 'yes or no':
      return boolCell.parse(words) ?? null;
    case 'day': {
      const day = dateCell.parse(words);
      return day === undefined ? null : parseDay(day);
    }
    default: {
      const number = decimalCell({ percent: as === 'percentage' }).parse(words);
      return number === undefined ? null : Number(number);
    }
  }
}

/** Pieces in brackets, which explain or are another matter. */
const bracketed = /[([【〔〈《{][^)\]】〕〉》}]*[)\]】〕〉》}]/g;

/** The one meaning of a text by a list of words: every piece outside brackets must be known, and all that mean something the same. */
function meaningOf(
  words: string,
  { words: meanings, neutral, endings, separators }: Vocabulary,
): string | null {
  const whole = words.replaceAll(/\s+/g, '').toUpperCase();
  const exact = (piece: string): string | undefined => {
    const found = Object.entries(meanings).find(([, of]) => of.includes(piece));
    if (found) return found[0];
    return piece === '' || neutral.includes(piece) ? '' : undefined;
  };
  const ending = new RegExp(`(?:${endings.join('|')})+$`);
  const pieces = (part: string) =>
    part
      .split(new RegExp(`;|${separators}`))
      .filter((piece) => piece !== '')
      .map((piece) => exact(piece) ?? exact(piece.replace(ending, '')) ?? null);
  const outside = pieces(whole.replaceAll(bracketed, ';'));
  const inside = [...whole.matchAll(bracketed)].flatMap(([part]) => pieces(part.slice(1, -1)));
  if (outside.includes(null)) return null;
  const meant = new Set([...outside, ...inside].filter((piece) => piece !== null && piece !== ''));
  const [only, ...more] = meant;
  return more.length === 0 ? (only ?? null) : null;
}
