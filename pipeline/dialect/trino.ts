import type { Kind } from '../define/fact.js';
import { sqlText } from '../sql/quote.js';
import type { Dialect } from './dialect.js';

const types: Readonly<Record<Kind, string>> = {
  bool: 'boolean',
  number: 'integer',
  day: 'date',
  moment: 'timestamp(6)',
  choice: 'varchar',
  choices: 'integer',
  text: 'varchar',
};

/** `greatest` and `least` are NULL as soon as one operand is. */
const ofKnown = (ends: 'max' | 'min', of: readonly string[]) =>
  `array_${ends}(filter(ARRAY[${of.join(', ')}], x -> x IS NOT NULL))`;

/** Trino, as run by provincial data platforms; cells are read at intake, by the warehouse alone. */
export const trino: Dialect = {
  name: 'Trino',
  // Parameters have no names; all stand for the same moment.
  asOfEnd: 'CAST(? AS timestamp(6))',
  notKnown: (kind) => `CAST(NULL AS ${types[kind]})`,
  latest: (of) => ofKnown('max', of),
  earliest: (of) => ofKnown('min', of),
  interval: (count, unit) => `INTERVAL ${sqlText(String(count))} ${unit === 'hours' ? 'HOUR' : 'DAY'}`,
  days: (count) => `INTERVAL ${sqlText(String(count))} DAY`,
  day: (moment) => `CAST(${moment} AS date)`,
  midnight: (of) => `CAST(${of} AS timestamp(6))`,
  monthsAfter: (of, count) => `CAST(${of} + INTERVAL ${sqlText(String(count))} MONTH AS timestamp(6))`,
  yearsAfter: (of, years) => `CAST(date_add('year', ${years}, ${of}) AS date)`,
  daysBetween: (from, to) => `date_diff('day', ${from}, ${to})`,
  // Its cast rounds half a minute up.
  minutesBetween: (from, to) => {
    const shifted = `date_diff('second', ${from}, ${to}) + 30`;
    return `CAST(floor((${shifted}) / 60e0) - CASE WHEN abs(mod(${shifted}, 120)) = 60 THEN 1 ELSE 0 END AS integer)`;
  },
  // Whole numbers divide to a whole number, decimals to their own scale.
  over: (of, by) => `CAST(${of} AS double) / ${by}e0`,
  roundedDown: (of) => `CAST(floor(${of}) AS bigint)`,
  commonBits: (of, mask) => `bitwise_and(${of}, ${mask})`,
  read: () => null,
  meaning: () => null,
};
