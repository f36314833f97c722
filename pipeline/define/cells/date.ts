import type { Bilingual } from '../../message/errors.js';
import { type Cell, type CellFault, spreadsheetError } from './cell.js';
import {
  dayForm,
  firstYear,
  halfDay,
  halfDaySql,
  lastYear,
  midnightForm,
  plainMoment,
  plainMomentSql,
  timedForm,
  wholeTimedForm,
  zonedForm,
} from './date-forms.js';

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function validDay(year: number, month: number, day: number): boolean {
  if (year < firstYear || year > lastYear || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (month === 2 && leap ? 29 : (daysInMonth[month - 1] ?? 0));
}

const pad = (n: number, width = 2) => String(n).padStart(width, '0');
const matches = (form: string) => {
  const whole = new RegExp(`^(?:${form})$`);
  return (text: string) => whole.test(text);
};
const isDay = matches(dayForm);
const isTimed = matches(timedForm);
const isMidnight = matches(midnightForm);

/** A civil time in Asia/Shanghai, as `2026-03-05 14:30:00`, and whether the clock time was given. */
export interface Moment {
  readonly at: string;
  readonly timed: boolean;
}

/** Day and clock time of a text in one of the forms; undefined for a day that does not exist. */
function readMoment(text: string): { day: string; clock: string } | undefined {
  const match = /^(\d{4})-(\d+)-(\d+)(?: (\d+):(\d+)(?::(\d+))?)?$/.exec(plainMoment(text));
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (!validDay(year, month, day)) return undefined;
  return {
    day: `${pad(year, 4)}-${pad(month)}-${pad(day)}`,
    clock: `${pad(hour + halfDay(text))}:${pad(minute)}:${pad(second)}`,
  };
}

/** SQL for whether the year lies in range, by the text alone, because the digits sort as the numbers do. */
const ofOurTime = (raw: string) => `${raw} >= '${firstYear}' AND ${raw} < '${lastYear + 1}'`;

/** The database's own cast accepts two-digit years, and a letter or sign after the last number. */
const isDigit = (raw: string, at: number) => `${raw}[${at}] BETWEEN '0' AND '9'`;

/**
 * SQL for whether a text may be a day and clock time as spreadsheets write them, 2026/3/5 9:05; excludes what `TRY_STRPTIME` also accepts,
 * one-digit minutes and a missing blank.
 */
const isShortMoment = (raw: string) =>
  `${raw}[5] = '/' AND ${raw}[-3] = ':' AND ${raw}[-1] BETWEEN '0' AND '9' AND contains(${raw}, ' ') AND strlen(${raw}) <= 18 AND ${ofOurTime(raw)}`;

const isForm = (low: string, form: string) => `regexp_full_match(${low}, '${form}')`;
const dateSql = (low: string) => `CAST(TRY_CAST(${plainMomentSql(low)} AS TIMESTAMP) AS DATE)`;
const momentSql = (low: string) =>
  `TRY_CAST(${plainMomentSql(low)} AS TIMESTAMP) + to_hours(${halfDaySql(low)})`;

const timeZone: CellFault = {
  rule: 'time-zone',
  pattern: zonedForm,
  must: {
    zh: '应为北京时间，不带时区，或时区为 +08:00',
    en: 'must be Beijing time, without a time zone or with +08:00',
  },
  fix: {
    zh: '请按北京时间重新导出；系统不会猜测是否已经换算。',
    en: 'Export it again in Beijing time; nothing is converted by guess.',
  },
};
const timeInDate: CellFault = {
  rule: 'time-in-date',
  pattern: timedForm,
  must: {
    zh: '只应填日期，不应有时刻（00:00 除外）',
    en: 'must be a date; no time of day belongs here (but 00:00)',
  },
  fix: {
    zh: '请只填日期；时刻有专门的列时请填在那一列，并核对这一列没有错位。',
    en: 'Give the date alone; a time goes into a column of its own where there is one. Make sure that the columns have not shifted.',
  },
};

const dateMust: Bilingual = {
  zh: '应为存在的日期，如 2026-03-05、2026/3/5、20260305、2026年3月5日，可带 00:00；年份须为四位',
  en: 'must be a date that exists, such as 2026-03-05, 2026/3/5, 20260305 or 2026年3月5日, a 00:00 behind it allowed, with a four-digit year',
};
/** A day with midnight that could not be read, so the day itself is wrong. */
const noSuchDay: CellFault = {
  rule: 'not-a-date',
  pattern: midnightForm,
  must: dateMust,
  fix: { zh: '请更正。', en: 'Correct it.' },
};

/**
 * A civil date such as 2026-03-05, 2026/3/5, 2026.3.5, 20260305 or 2026年3月5日, also with midnight as clock time. Two-digit years are
 * refused, and so is any other clock time.
 */
export const dateCell: Cell<string> = {
  kind: 'date',
  sqlType: 'DATE',
  rule: 'not-a-date',
  must: dateMust,
  faults: [spreadsheetError, noSuchDay, timeInDate, timeZone],
  parse: (text) => {
    const low = text.toLowerCase();
    return isDay(low) || isMidnight(low) ? readMoment(low)?.day : undefined;
  },
  cast: (text) => {
    const low = `lower(${text})`;
    return `CASE WHEN ${isForm(text, '[0-9]{4}-[0-9]{2}-[0-9]{2}')} AND ${ofOurTime(text)} THEN TRY_CAST(${text} AS DATE)
      WHEN ${isForm(low, `${dayForm}|${midnightForm}`)} THEN ${dateSql(low)} END`;
  },
  quick: (raw) =>
    `coalesce(CASE WHEN ${raw} LIKE '____-__-__' AND ${isDigit(raw, 3)} AND ${isDigit(raw, 10)} AND ${ofOurTime(raw)} THEN TRY_CAST(${raw} AS DATE)
      WHEN ${raw}[5] = '/' AND strlen(${raw}) <= 10 AND ${isDigit(raw, -1)} AND ${ofOurTime(raw)} THEN CAST(TRY_STRPTIME(${raw}, '%Y/%m/%d') AS DATE) END,
      CASE WHEN ${isForm(`lower(${raw})`, `${dayForm}|${midnightForm}`)} THEN ${dateSql(`lower(${raw})`)} END)`,
};

/**
 * A civil date and time; a date alone is accepted, and `<column>_timed` says whether a clock time was given. Fractions of a second are
 * dropped, with a message. Times are never shifted by the machine's time zone.
 */
export const datetimeCell: Cell<Moment> = {
  kind: 'datetime',
  sqlType: 'TIMESTAMP',
  rule: 'not-a-date',
  must: {
    zh: '应为存在的日期时间，如 2026-03-05 14:30、2026/3/5 14:30:05、2026-03-05T14:30:05、20260305143005、2026/3/5 下午 2:30、2026年3月5日 14时30分；可只填日期；为北京时间',
    en: 'must be a date and time that exist, in Beijing time, such as 2026-03-05 14:30, 2026-03-05T14:30:05, 20260305143005, 2026/3/5 2:30 PM or 2026年3月5日 14时30分; a date alone is accepted',
  },
  faults: [spreadsheetError, timeZone],
  parse: (text) => {
    const low = text.toLowerCase();
    const timed = isTimed(low);
    const moment = timed || isDay(low) ? readMoment(low) : undefined;
    return moment && { at: `${moment.day} ${moment.clock}`, timed };
  },
  cast: (text) => {
    const low = `lower(${text})`;
    return `CASE WHEN ${isForm(text, '[0-9]{4}-[0-9]{2}-[0-9]{2}(?: (?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?)?')} AND ${ofOurTime(text)} THEN TRY_CAST(${text} AS TIMESTAMP)
      WHEN ${isForm(low, `${dayForm}|${timedForm}`)} THEN ${momentSql(low)} END`;
  },
  quick: (raw) =>
    `coalesce(CASE WHEN (strlen(${raw}) = 16 OR strlen(${raw}) = 19) AND ${raw}[11] = ' ' AND ${ofOurTime(raw)} THEN TRY_STRPTIME(${raw}, ['%Y-%m-%d %H:%M', '%Y-%m-%d %H:%M:%S', '%Y/%m/%d %H:%M', '%Y/%m/%d %H:%M:%S'])
      WHEN ${isShortMoment(raw)} THEN CASE WHEN ${raw}[-6] = ':' THEN TRY_STRPTIME(${raw}, '%Y/%m/%d %H:%M:%S') ELSE TRY_STRPTIME(${raw}, '%Y/%m/%d %H:%M') END END,
      CASE WHEN ${isForm(`lower(${raw})`, wholeTimedForm)} THEN ${momentSql(`lower(${raw})`)} END)`,
  also: [
    {
      suffix: '_timed',
      sqlType: 'BOOLEAN',
      cast: (text) => `regexp_matches(${text}, '[:时点]|^[0-9]{8}[ tT]*[0-9]{4}')`,
      quick: (raw) => `CASE WHEN ${raw} IS NOT NULL THEN true END`,
    },
  ],
};

/** A calendar month such as 2026-10, 2026/10, 202610 or 2026年10月, stored as 2026-10. */
export const monthCell: Cell<string> = {
  kind: 'month',
  sqlType: 'VARCHAR',
  rule: 'not-a-month',
  must: { zh: '应为月份，如 2026-10 或 2026年10月', en: 'must be a month such as 2026-10 or 2026年10月' },
  parse: (text) => {
    const match = /^(\d{4})(?:-|\/|\.|年)?(\d{1,2})月?$/.exec(text);
    if (!match || (/^\d+$/.test(text) && text.length !== 6)) return undefined;
    if (text.includes('年') !== text.endsWith('月')) return undefined;
    const [year, month] = [Number(match[1]), Number(match[2])];
    return validDay(year, month, 1) ? `${pad(year, 4)}-${pad(month)}` : undefined;
  },
  cast: (text) =>
    `CASE WHEN regexp_full_match(${text}, '[0-9]{4}[-/.][0-9]{1,2}|[0-9]{6}|[0-9]{4}年[0-9]{1,2}月')
      AND TRY_CAST(regexp_extract(${text}, '^([0-9]{4})', 1) AS INTEGER) BETWEEN ${firstYear} AND ${lastYear}
      AND TRY_CAST(regexp_extract(${text}, '^[0-9]{4}[^0-9]?([0-9]{1,2})', 1) AS INTEGER) BETWEEN 1 AND 12
     THEN regexp_extract(${text}, '^([0-9]{4})', 1) || '-' || lpad(regexp_extract(${text}, '^[0-9]{4}[^0-9]?([0-9]{1,2})', 1), 2, '0') END`,
  quick: () => 'NULL::VARCHAR',
};
