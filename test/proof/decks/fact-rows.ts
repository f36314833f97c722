import type { Random } from '../../../data-samples/generator/random.js';
import type { Kind } from '../../../pipeline/define/fact.js';
import { kindOf, numbersIn } from '../../../pipeline/define/facts-in.js';
import type { AnyTable } from '../../../pipeline/define/table.js';
import type { Value } from '../evaluate/cells.js';
import { type Day, dayOf, dayText, earliest, type Moment, secondsPerDay } from '../evaluate/civil.js';

/** A column of a row that facts are worked out of: a field, or a derived column as if it were one. */
interface RowColumn {
  readonly name: string;
  readonly kind: Kind;
  readonly sqlType: string;
  readonly values: readonly string[];
  readonly range: readonly [number, number];
}

const types: Readonly<Record<Kind, string>> = {
  bool: 'BOOLEAN',
  number: 'INTEGER',
  day: 'DATE',
  moment: 'TIMESTAMP',
  choice: 'VARCHAR',
  choices: 'INTEGER',
  text: 'VARCHAR',
};

/** The columns of a table, but for those that say whether a clock is known: these go with their moment. */
export function rowColumns({ spec }: AnyTable): RowColumn[] {
  const fields = Object.entries(spec.fields).map(([name, { kind, meta, values }]) => ({
    name,
    kind: (kind === 'date' ? (meta.cell.kind === 'date' ? 'day' : 'moment') : kind) as Kind,
    sqlType: meta.cell.sqlType,
    values: values ?? [],
    range: meta.range ?? ([0, 99_999] as const),
  }));
  const derived = Object.entries(spec.derived).map(([name, { fact, values }]) => {
    const kind = kindOf(fact) ?? 'bool';
    return { name, kind, sqlType: types[kind], values: values ?? [], range: [-99, 99_999] as const };
  });
  const all = [...fields, ...derived];
  const moments = new Set(all.flatMap(({ name, kind }) => (kind === 'moment' ? [`${name}_timed`] : [])));
  return all.filter(({ name }) => !moments.has(name));
}

const days = [
  -367, -366, -365, -60, -31, -30, -29, -1, 0, 0, 0, 0, 1, 1, 2, 2, 3, 4, 15, 29, 30, 31, 32, 61, 364, 365,
  366, 1095, 1096, 1097, 1826, 1827,
];
const minutes = [0, 0, 1, 60, 119, 120, 180, 360, 361, 719, 720, 721, 1439];
const seconds = [0, 0, 0, 1, 29, 30, 59];
const births = [0, 1, 27, 28, 29, 365, 1095, 1096, 6573, 6574, 6575, 14_244, 14_245, 19_358, 21_915, 23_010];
const starts = [dayOf(2024, 2, 29), dayOf(2023, 2, 28), dayOf(2024, 12, 31), dayOf(2026, 3, 5)];
const texts = [
  '是',
  '无',
  '1',
  '0',
  '3',
  '12.5',
  '12.5%',
  '1,200',
  '2026-01-01',
  '2026-02-30',
  'abc',
  '心血管内科（一病区）',
  '外科（心血管外科）',
  '麻醉科;麻醉科',
  '麻醉科;心血管内科',
  '副主任医师',
  '主任医师、教授',
  '未知科',
];

/** A row of a table with every column drawn by itself, many of them blank and dates close to each other. */
export function drawFactRow(
  random: Random,
  table: AnyTable,
  columns: readonly RowColumn[],
): Map<string, Value> {
  const start = random.pick(starts);
  const numbers = Object.values(table.spec.derived).flatMap(({ fact }) => numbersIn(fact).map(Math.abs));
  const row = new Map<string, Value>();
  // Some rows nearly whole, for what rests on many cells; some nearly empty, for what rests on blanks.
  const blank = random.pick([20, 300, 300, 700]);
  for (const column of columns)
    row.set(column.name, random.chance(blank) ? null : drawValue(random, column, start, numbers));
  if (row.get('age') !== undefined && random.chance(700))
    row.set('age', random.pick(births) + random.pick([-63, -62, 0, 62, 63]));
  return row;
}

function drawValue(random: Random, column: RowColumn, start: Day, numbers: readonly number[]): Value {
  switch (column.kind) {
    case 'bool':
      return random.chance(500);
    case 'choice':
      return random.pick(column.values.length === 0 ? texts : column.values);
    case 'choices': {
      const some = column.values.filter(() => random.chance(300));
      return some.length === 0 ? [random.pick(column.values)] : some;
    }
    case 'text':
      return random.pick(texts);
    case 'number': {
      const near = random.pick([0, 1, ...numbers]) + random.pick([-1, 0, 0, 1]);
      const [low, high] = column.range;
      const number = Math.min(high, Math.max(low, near));
      return /INT/.test(column.sqlType)
        ? Math.min(Math.round(number), column.sqlType === 'TINYINT' ? 99 : high)
        : number;
    }
    case 'day':
      return {
        day: column.name === 'birth_date' ? start - random.pick(births) : start + random.pick(days),
        second: null,
      };
    case 'moment':
      return {
        day: start + random.pick(days),
        second: random.chance(300) ? null : random.pick(minutes) * 60 + random.pick(seconds),
      };
  }
}

const two = (n: number) => String(n).padStart(2, '0');

function literal(value: Value, { kind, sqlType, values }: RowColumn): string {
  if (value === null) return `CAST(NULL AS ${sqlType})`;
  if (Array.isArray(value))
    return String(value.reduce<number>((mask, word) => mask | (2 ** values.indexOf(word)), 0));
  if (typeof value !== 'object')
    return typeof value === 'string' ? `'${value}'` : `CAST(${value} AS ${sqlType})`;
  const moment = value as Moment;
  if (kind === 'day') return `DATE '${dayText(moment.day)}'`;
  const second = earliest(moment) - moment.day * secondsPerDay;
  return `TIMESTAMP '${dayText(moment.day)} ${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}'`;
}

/** SELECT of rows as the database holds them, with their number. */
export function factRowsSql(
  rows: readonly ReadonlyMap<string, Value>[],
  columns: readonly RowColumn[],
): string {
  const names = columns.flatMap(({ name, kind }) => (kind === 'moment' ? [name, `${name}_timed`] : [name]));
  const tuples = rows.map((row, i) => {
    const cells = columns.flatMap((column) => {
      const value = row.get(column.name) ?? null;
      const own = literal(value, column);
      if (column.kind !== 'moment') return [own];
      return [own, value === null ? 'CAST(NULL AS BOOLEAN)' : String((value as Moment).second !== null)];
    });
    return `(${[i, ...cells].join(', ')})`;
  });
  return `SELECT * FROM (VALUES ${tuples.join(', ')}) t(${['row_number', ...names].map((name) => `"${name}"`).join(', ')})`;
}
