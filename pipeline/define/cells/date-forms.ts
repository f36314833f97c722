import { sqlText } from '../../sql/quote.js';

/* The forms of days and clock times, as regular expressions that JavaScript and the database interpret alike, over folded text in lower case. */

/** Civil years that a date may lie in; exports of cases hold nothing older or newer. */
export const firstYear = 1900;
export const lastYear = 2099;

const year = '(?:19|20)[0-9]{2}';
const two = '[0-9]{1,2}';
const signed = ['-', '/', '[.]'].map((sign) => `${year} *${sign} *${two} *${sign} *${two}`).join('|');
const digits = `${year}[0-9]{4}`;
const worded = `${year} *年 *${two} *月 *${two} *[日号]`;

/** A day: 2026-03-05, 2026/3/5, 2026.3.5, 20260305, 2026年3月5日. */
export const dayForm = `(?:${signed}|${digits}|${worded})`;

const shanghai = ' *[+]08(?::?00)?';
const forenoon = '(?:上午|a[.]?m[.]?)';
const afternoon = '(?:下午|p[.]?m[.]?)';

/** The patterns for the parts of a clock time. `before` and `after` are the hours allowed with 上午/AM and 下午/PM. */
interface Clock {
  readonly hour: string;
  /** The same in two digits. */
  readonly twoFigures: string;
  readonly before: string;
  readonly after: string | null;
  readonly minute: string;
  /** The digits after the seconds' decimal point. */
  readonly fraction: string;
}

// 24:00 is excluded because the database would read it as the next day. An hour of 24 may have the matching 上午/下午, as printed by formats
// with HH and tt; 下午0:05 may mean noon or midnight.
const anyClock: Clock = {
  hour: '(?:[01]?[0-9]|2[0-3])',
  twoFigures: '(?:[01][0-9]|2[0-3])',
  before: '(?:0?[0-9]|1[0-2])',
  after: '(?:0?[1-9]|1[0-9]|2[0-3])',
  minute: '[0-5][0-9]',
  fraction: '[0-9]{1,9}',
};
const wholeSeconds: Clock = { ...anyClock, fraction: '0{1,9}' };
const midnight: Clock = {
  hour: '0?0',
  twoFigures: '00',
  before: '(?:0?0|12)',
  after: null,
  minute: '00',
  fraction: '0{1,9}',
};

function momentForm(
  { hour, twoFigures, before, after, minute, fraction }: Clock,
  zone = `(?:${shanghai})?`,
): string {
  const behind = `(?:[.]${fraction})?`;
  const clock = (hours: string) =>
    `(?:${hours}:${minute}(?::${minute}${behind})?|${hours} *[时点] *${minute} *分(?: *${minute} *秒)?)`;
  const first =
    after === null ? [`上午 *${clock(before)}`] : [`上午 *${clock(before)}`, `下午 *${clock(after)}`];
  const marked = [`${forenoon} *${clock(before)}`, `${clock(before)} *${forenoon}`];
  if (after !== null) marked.push(`${afternoon} *${clock(after)}`, `${clock(after)} *${afternoon}`);
  return [
    `${dayForm}(?: +|t)(?:${clock(hour)}${zone}|${marked.join('|')})`,
    `${dayForm}(?:${first.join('|')})`,
    `${worded}${clock(hour)}${zone}`,
    `${digits}(?: +|t)?${twoFigures}${minute}(?:${minute}${behind})?${zone}`,
  ].join('|');
}

/** A day with a clock time, in Beijing time. */
export const timedForm = momentForm(anyClock);
/** The same without fractions of a second. */
export const wholeTimedForm = momentForm(wholeSeconds);
/** A day with midnight, as written by programs that give every date a time. */
export const midnightForm = momentForm(midnight);
/** A day with a clock time in another time zone than Beijing's. */
export const zonedForm = momentForm(anyClock, ' *(?:z|utc|gmt|(?:utc|gmt)?[+-][0-9]{1,2}(?::?[0-9]{2})?)');

/** Steps from any of the forms to `2026-3-5 14:30:05`; 上午 and 下午 are removed. */
const steps: readonly (readonly [pattern: string, by: string])[] = [
  [`${shanghai}$`, ''],
  ['(:[0-9]{2}:[0-9]{2}|[0-9]{6})[.][0-9]+', '\\1'],
  [`${forenoon}|${afternoon}`, ' '],
  ['^([0-9]{8})[ t]*([0-9]{2})([0-9]{2})([0-9]{2})?$', '\\1 \\2:\\3:\\4'],
  ['^([0-9]{4})([0-9]{2})([0-9]{2})([^0-9]|$)', '\\1-\\2-\\3\\4'],
  ['^([0-9]{4}) *[-/.年] *([0-9]{1,2}) *[-/.月] *([0-9]{1,2})[日号t ]*', '\\1-\\2-\\3 '],
  [' *[时点分] *', ':'],
  ['[:秒 ]+$', ''],
];

/** A text of one of the forms as `2026-3-5` or `2026-3-5 14:30[:05]`. */
export function plainMoment(text: string): string {
  return steps.reduce(
    (done, [pattern, by]) => done.replace(new RegExp(pattern, 'g'), by.replaceAll('\\', '$')),
    text,
  );
}

/** {@link plainMoment} as SQL: one chain of calls, because the database keeps a buffer for every call of every column. */
export function plainMomentSql(text: string): string {
  return steps.reduce(
    (done, [pattern, by]) => `regexp_replace(${done}, ${sqlText(pattern)}, ${sqlText(by)}, 'g')`,
    text,
  );
}

const hourOf = '([0-9]{1,2})(?::| *[时点])';

/** The hours that 上午 or 下午 adds to the clock time of `text`: 12, -12 or 0. */
export function halfDay(text: string): number {
  const hour = Number(new RegExp(hourOf).exec(text)?.[1]);
  if (/下午|p/.test(text)) return hour < 12 ? 12 : 0;
  return /上午|a/.test(text) && hour === 12 ? -12 : 0;
}

/** {@link halfDay} as SQL. */
export function halfDaySql(text: string): string {
  const hour = `TRY_CAST(regexp_extract(${text}, ${sqlText(hourOf)}, 1) AS INTEGER)`;
  return `CASE WHEN regexp_matches(${text}, '下午|p') AND ${hour} < 12 THEN 12
    WHEN regexp_matches(${text}, '上午|a') AND ${hour} = 12 THEN -12 ELSE 0 END`;
}
