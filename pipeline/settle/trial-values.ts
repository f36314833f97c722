import { fieldsOf, isKept } from '../compile/table-sql.js';
import { columnsIn, numbersIn as numbersInFact } from '../define/facts-in.js';
import type { Predicate } from '../define/index.js';
import type { AnyTable } from '../define/table.js';
import { sqlName, sqlText } from '../sql/quote.js';

/*
 * Values that represent all values of a blank cell: a definition depends only on which word a cell holds, on which side of a number it
 * lies, and how it compares with the other moments of the row. One value per such class is enough.
 */

/** SELECT-list texts of one value: of a truth value, a word, a number. */
export interface TrialValue {
  readonly truth: string;
  readonly word: string;
  readonly number: string;
}

const nothing: TrialValue = { truth: 'NULL', word: 'NULL', number: 'NULL' };

/** The values to try in a field, except for dates, whose values depend on the row. */
export function trialValues(table: AnyTable, name: string, predicates: readonly Predicate[]): TrialValue[] {
  const field = table.spec.fields[name];
  switch (field?.kind) {
    case 'bool':
      return ['true', 'false'].map((truth) => ({ ...nothing, truth }));
    case 'choice':
      return (field.values ?? []).map((word) => ({ ...nothing, word: sqlText(word) }));
    case 'number':
      return trialNumbers(table, name, predicates).map((number) => ({ ...nothing, number: String(number) }));
    default:
      return [];
  }
}

/** Both ends of the range, and for each number it is compared with, one just below and one just above. */
function trialNumbers(table: AnyTable, name: string, predicates: readonly Predicate[]): number[] {
  const meta = table.spec.fields[name]?.meta;
  const [low, high] = meta?.range ?? [0, 99_999];
  const step = meta?.cell.sqlType === 'INTEGER' ? 1 : 0.1;
  const behind = Object.values(table.spec.derived).filter(({ fact }) => columnsIn(fact).includes(name));
  const limits = [
    ...predicates.flatMap(numbersIn),
    ...behind.flatMap(({ fact }) => numbersInFact(fact).map(Math.abs)),
  ];
  const tried = limits
    .flatMap((limit) => [limit - step, limit, limit + step])
    .map((n) => Number(n.toFixed(3)));
  return [...new Set([low, ...tried, high])].filter((number) => number >= low && number <= high);
}

function numbersIn(predicate: Predicate): number[] {
  switch (predicate.op) {
    case 'compare':
      return [predicate.value];
    case 'all':
    case 'any':
    case 'at least':
      return predicate.of.flatMap(numbersIn);
    case 'not':
      return numbersIn(predicate.of);
    default:
      return [];
  }
}

/** Differences in days between two moments of a row that definitions or rules use, with a day to either side. */
const days = [-32, -31, -30, -29, -4, -3, -2, -1, 0, 1, 2, 3, 4, 29, 30, 31, 32];
const years = [1, 3, 5];
const hours = [-72, -48, -24, 0, 12, 24, 48, 72];

const offsets = [
  ...days.map((n) => `(INTERVAL (${n}) DAY, false)`),
  ...years.flatMap((n) => [-1, 0, 1].map((d) => `(INTERVAL ${n} YEAR + INTERVAL (${d}) DAY, false)`)),
  ...hours.flatMap((n) => [-1, 0, 1].map((m) => `(INTERVAL (${n}) HOUR + INTERVAL (${m}) MINUTE, true)`)),
];

/**
 * SELECT of the moments to try in a blank date of each row: `file_id`, `line`, `moment`, and whether it is `timed`. None after the as-of
 * day, which would not be known, nor weeks before the case.
 */
export function trialMomentsSql(table: AnyTable, rows: string): string {
  const own = fieldsOf(table).filter(
    ([name, meta]) => table.spec.fields[name]?.kind === 'date' && isKept(meta),
  );
  const anchors = own.map(([name]) => `CAST(${sqlName(name)} AS TIMESTAMP)`);
  const index = `CAST(${sqlName(table.spec.indexDate ?? '')} AS TIMESTAMP)`;
  return `SELECT DISTINCT file_id, line, moment, timed FROM (
      SELECT file_id, line, earliest, timed, CASE WHEN timed THEN anchor ELSE date_trunc('day', anchor) END + apart AS moment
      FROM (SELECT file_id, line, ${index} - INTERVAL 4 DAY AS earliest, unnest([${anchors.join(', ')}, CAST($as_of_end AS TIMESTAMP)]) AS anchor FROM ${rows}),
        (VALUES ${offsets.join(', ')}) o(apart, timed)
      WHERE anchor IS NOT NULL)
    WHERE moment >= earliest AND moment < CAST($as_of_end AS TIMESTAMP)`;
}
