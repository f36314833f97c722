import { boolCell, dateCell, decimalCell } from '../define/cells/index.js';
import type { Kind } from '../define/fact.js';
import { meaningSql } from '../define/vocabulary.js';
import type { Dialect } from './dialect.js';

const types: Readonly<Record<Kind, string>> = {
  bool: 'BOOLEAN',
  number: 'INTEGER',
  day: 'DATE',
  moment: 'TIMESTAMP',
  choice: 'VARCHAR',
  choices: 'INTEGER',
  text: 'VARCHAR',
};

const readers = {
  'yes or no': boolCell,
  number: decimalCell(),
  percentage: decimalCell({ percent: true }),
  day: dateCell,
} as const;

/** The engine of the warehouse. */
export const duckdb: Dialect = {
  name: 'DuckDB',
  asOfEnd: 'CAST($as_of_end AS TIMESTAMP)',
  notKnown: (kind) => `CAST(NULL AS ${types[kind]})`,
  // Both ignore NULL.
  latest: (of) => `greatest(${of.join(', ')})`,
  earliest: (of) => `least(${of.join(', ')})`,
  interval: (count, unit) => `INTERVAL ${count} ${unit === 'hours' ? 'HOUR' : 'DAY'}`,
  days: String,
  day: (moment) => `CAST(${moment} AS DATE)`,
  midnight: (of) => `CAST(${of} AS TIMESTAMP)`,
  monthsAfter: (of, count) => `${of} + INTERVAL ${count} MONTH`,
  yearsAfter: (of, years) =>
    `CAST(${of} + ${typeof years === 'number' ? `INTERVAL ${years} YEAR` : `to_years(CAST(${years} AS INTEGER))`} AS DATE)`,
  daysBetween: (from, to) => `CAST(${to} - ${from} AS INTEGER)`,
  minutesBetween: (from, to) => `CAST(epoch(${to} - ${from}) / 60 AS INTEGER)`,
  over: (of, by) => `${of} / ${by}`,
  roundedDown: (of) => `CAST(floor(${of}) AS BIGINT)`,
  commonBits: (of, mask) => `${of} & ${mask}`,
  read: (column, as) => readers[as].cast(column),
  meaning: meaningSql,
};
