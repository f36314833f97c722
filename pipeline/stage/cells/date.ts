import type { Cell } from './cell.js';

/** Civil years a date may lie in. Nothing in an export of cases is older or newer. */
const firstYear = 1900;
const lastYear = 2099;

const dayForms = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  /^(\d{4})(\d{2})(\d{2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
];
const clockForms = [/^(\d{1,2}):(\d{2})(?::(\d{2}))?$/, /^(\d{1,2})时(\d{2})分(?:(\d{2})秒)?$/];

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function validDay(year: number, month: number, day: number): boolean {
  if (year < firstYear || year > lastYear || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= (month === 2 && leap ? 29 : (daysInMonth[month - 1] ?? 0));
}

const pad = (n: number, width = 2) => String(n).padStart(width, '0');

function parseDay(text: string): string | undefined {
  for (const form of dayForms) {
    const match = form.exec(text);
    if (!match) continue;
    const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
    return validDay(year, month, day) ? `${pad(year, 4)}-${pad(month)}-${pad(day)}` : undefined;
  }
  return undefined;
}

function parseClock(text: string): string | undefined {
  for (const form of clockForms) {
    const match = form.exec(text);
    if (!match) continue;
    const [hour, minute, second] = [match[1], match[2], match[3] ?? '0'].map(Number) as [
      number,
      number,
      number,
    ];
    return hour < 24 && minute < 60 && second < 60 ? `${pad(hour)}:${pad(minute)}:${pad(second)}` : undefined;
  }
  return undefined;
}

const year = '(?:19|20)[0-9]{2}';
const dayPattern = `(?:${year}-[0-9]{1,2}-[0-9]{1,2}|${year}/[0-9]{1,2}/[0-9]{1,2}|${year}[.][0-9]{1,2}[.][0-9]{1,2}|${year}[0-9]{4}|${year}年[0-9]{1,2}月[0-9]{1,2}日)`;
// 24:00 is left out on purpose: the database would take it for the next day.
const hour = '(?:[01]?[0-9]|2[0-3])';
const clockPattern = `(?:${hour}:[0-9]{2}(?::[0-9]{2})?|${hour}时[0-9]{2}分(?:[0-9]{2}秒)?)`;

/**
 * Every accepted form brought to `2026-3-5 14:30:05`. One chain of calls, each over the one before: the database keeps a
 * buffer for every call of every column, so a cast that repeats its parts would cost memory by the hundred megabytes.
 */
function dashedSql(text: string): string {
  const cut = `regexp_replace(${text}, '^([0-9]{4})([0-9]{2})([0-9]{2})( |$)', '\\1-\\2-\\3\\4')`;
  return `rtrim(regexp_replace(translate(${cut}, '/.年月日时分秒', '---- ::'), ' +', ' '), ' :')`;
}

/** The year lies in range, told from the text alone: the digits sort as the numbers do. */
const ofOurTime = (raw: string) => `${raw} >= '${firstYear}' AND ${raw} < '${lastYear + 1}'`;

/** The database's own cast takes a year of two digits, and forgives a letter or a sign after the last number. */
const isDigit = (raw: string, at: number) => `${raw}[${at}] BETWEEN '0' AND '9'`;

/** A civil date such as 2026-03-05, 2026/3/5, 2026.3.5, 20260305 or 2026年3月5日. Two-digit years are refused. */
export const dateCell: Cell<string> = {
  kind: 'date',
  sqlType: 'DATE',
  rule: 'not-a-date',
  must: {
    zh: '应为存在的日期，如 2026-03-05、2026/3/5、20260305、2026年3月5日；年份须为四位',
    en: 'must be a date that exists, such as 2026-03-05, 2026/3/5, 20260305 or 2026年3月5日, with a four-digit year',
  },
  parse: parseDay,
  cast: (text) =>
    `CASE WHEN regexp_full_match(${text}, '${dayPattern}') THEN TRY_CAST(${dashedSql(text)} AS DATE) END`,
  quick: (raw) =>
    `CASE WHEN ${raw} LIKE '____-__-__' AND ${isDigit(raw, 3)} AND ${isDigit(raw, 10)} AND ${ofOurTime(raw)} THEN TRY_CAST(${raw} AS DATE) END`,
};

/** The day and the clock of a civil date and time, split at its blank (or right after 日). */
function splitMoment(text: string): { day: string; clock: string | null } | undefined {
  const match = /^(\S+) +(\S+)$/.exec(text);
  if (match) return { day: match[1] ?? '', clock: match[2] ?? '' };
  if (/\s/.test(text)) return undefined;
  const behind = text.slice(0, -1).lastIndexOf('日') + 1;
  return behind === 0
    ? { day: text, clock: null }
    : { day: text.slice(0, behind), clock: text.slice(behind) };
}

/** A civil time in Asia/Shanghai, as `2026-03-05 14:30:00`, and whether the clock time was given. */
export interface Moment {
  readonly at: string;
  readonly timed: boolean;
}

function parseMoment(text: string): Moment | undefined {
  const parts = splitMoment(text);
  if (!parts) return undefined;
  const day = parseDay(parts.day);
  const clock = parts.clock === null ? '00:00:00' : parseClock(parts.clock);
  return day && clock ? { at: `${day} ${clock}`, timed: parts.clock !== null } : undefined;
}

const momentPattern = `${dayPattern}(?: +${clockPattern})?|${year}年[0-9]{1,2}月[0-9]{1,2}日${clockPattern}`;

const isTimedSql = (text: string) => `regexp_matches(${text}, '[:时]')`;

/**
 * A civil date and time; a date alone is accepted and the missing clock time remembered in `<column>_timed`.
 * Times are never shifted by the time zone of the machine.
 */
export const datetimeCell: Cell<Moment> = {
  kind: 'datetime',
  sqlType: 'TIMESTAMP',
  rule: 'not-a-date',
  must: {
    zh: '应为存在的日期时间，如 2026-03-05 14:30、2026/3/5 14:30:05、2026年3月5日 14时30分；可只填日期',
    en: 'must be a date and time that exist, such as 2026-03-05 14:30 or 2026年3月5日 14时30分; a date alone is accepted',
  },
  parse: parseMoment,
  cast: (text) =>
    `CASE WHEN regexp_full_match(${text}, '${momentPattern}') THEN TRY_CAST(${dashedSql(text)} AS TIMESTAMP) END`,
  quick: (raw) =>
    `CASE WHEN (strlen(${raw}) = 16 OR strlen(${raw}) = 19) AND ${ofOurTime(raw)} THEN TRY_STRPTIME(${raw}, ['%Y-%m-%d %H:%M', '%Y-%m-%d %H:%M:%S']) END`,
  also: [
    {
      suffix: '_timed',
      sqlType: 'BOOLEAN',
      cast: isTimedSql,
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
