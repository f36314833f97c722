import {
  countedSql,
  countName,
  earlierHospitalsSql,
  fromColumn,
  medianSql,
  patientsSql,
  rolledUpSql,
} from '../compile/figures-sql.js';
import { isAdditive } from '../compile/indicator-sql.js';
import { currentRowsSql } from '../current/current-sql.js';
import { isTold } from '../current/vital-sql.js';
import { columnsUsed, countsPatients, type DefinedIndicator, type Norm } from '../define/index.js';
import { endOf, monthNumber, type Period, periodsOf } from '../define/periods.js';
import type { AnyTable } from '../define/table.js';
import type { Figure } from '../figure/figures.js';
import { hospitals } from '../lists/lists.js';
import { sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';
import { forgottenBefore } from '../warehouse/forgotten.js';
import { firstWholeMonth } from '../warehouse/forgotten-months.js';
import { casesAtHand } from './cases.js';
import { centreFigures } from './centre-figures.js';
import { dataThrough } from './data-through.js';
import { type Counts, figureOf, medianFigure, type Place, type Provenance } from './figure-of.js';
import { type SettledRows, settledRows } from './settled-rows.js';
import { standardisedFigures } from './standardised-figures.js';
import { thresholdsFor } from './thresholds.js';

export interface ComputeOptions {
  /** The inbox month up to which submissions count, and in which periods end. */
  readonly month: string;
  /** An earlier month in which periods end, for a question about a day before the batch. */
  readonly periodMonth?: string;
  /** The wanted kinds of periods; all when absent. */
  readonly periodTypes?: readonly Period['type'][];
  /** The last day whose events count, `2026-10-31`. */
  readonly asOf: string;
  readonly batch: string;
  readonly indicators: readonly DefinedIndicator[];
  readonly norms: readonly Norm[];
  /** The province's Chinese name; some standards bind one province only. */
  readonly province: string;
  /** The rows behind the figures, if already computed for the same month and as-of day; else they are computed here. */
  readonly settled?: SettledRows;
  /** Reports progress: called before each table. */
  readonly progress?: (step: { done: number; total: number; label: string }) => void;
}

type WideRow = Place & Readonly<Record<string, string | number | null>>;

/** The possible counts of an indicator, in the order of a row's cells. */
const countNames = ['numerator', 'denominator', 'pending', 'unknown', 'open', 'excluded', 'undated'] as const;

/** Every figure of a batch, in a fixed order. The cases of each table are scanned once for all additive counts. */
export async function compute(database: Database, options: ComputeOptions): Promise<Figure[]> {
  const byCode = new Map<string, Figure[]>(options.indicators.map(({ code }) => [code, []]));
  const tables = [...new Set(options.indicators.map(({ of }) => of))];
  const settled =
    options.settled ??
    (tables.some(isTold) ? await settledRows(database, options.month, endOf(options.asOf)) : undefined);
  for (const [done, table] of tables.entries()) {
    options.progress?.({ done, total: tables.length, label: table.spec.title.zh });
    const own = options.indicators.filter(({ of }) => of === table);
    await computeTable(database, table, own, options, settled, (figure) =>
      byCode.get(figure.code)?.push(figure),
    );
  }
  const figures: Figure[] = [];
  // One by one, because a large province has more figures than a call takes arguments.
  for (const own of byCode.values()) for (const figure of own.sort(compareFigures)) figures.push(figure);
  return figures;
}

const levels = ['province', 'city', 'hospital'];
const periodTypes = ['month', 'quarter', 'year', 'rolling12', 'years3'];
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const compareFigures = (a: Figure, b: Figure) =>
  levels.indexOf(a.level) - levels.indexOf(b.level) ||
  compareText(a.unit, b.unit) ||
  periodTypes.indexOf(a.period_type) - periodTypes.indexOf(b.period_type) ||
  compareText(a.period, b.period) ||
  compareText(a.stratum, b.stratum);

async function computeTable(
  database: Database,
  table: AnyTable,
  indicators: readonly DefinedIndicator[],
  options: ComputeOptions,
  settled: SettledRows | undefined,
  put: (figure: Figure) => void,
): Promise<void> {
  const parameters = { as_of_end: endOf(options.asOf) };
  const columns = new Set(['hospital_id', 'index_month', ...indicators.flatMap(columnsUsed)]);
  if (indicators.some(countsPatients)) columns.add('patient_key');
  const cases = await casesAtHand(database, table, options.month, parameters.as_of_end, columns, settled);
  const additive = indicators.filter(isAdditive);
  const patients = indicators.filter(countsPatients);
  const medians = indicators.filter(({ measure }) => measure === 'median');
  const dimensions = [...new Set(indicators.flatMap(({ strata }) => (strata ?? []).map(({ name }) => name)))];

  const periods = await countAdditive(database, additive, dimensions, cases, options);
  if (periods === null) return;
  const thresholds = await thresholdsFor(database, options, periods);
  const from: Provenance = {
    batch: options.batch,
    asOf: options.asOf,
    dataThrough: await dataThrough(database, table, options.month, 'units'),
  };
  const add = (figure: Figure | null) => figure && put(figure);

  const emit = async (sql: string, of: readonly DefinedIndicator[]) => {
    // Rows are ordered by place, all cases before the strata.
    let [whole, wholeCell]: [number[], string] = [[], ''];
    for await (const { names, size, columns } of database.columns(sql, parameters)) {
      const at = new Map(names.map((name, position) => [name, columns[position] ?? []]));
      const counts = of.map((_, i) => countNames.map((name) => at.get(countName(i, name))));
      const places = placeNames.map((name) => at.get(name) ?? []);
      for (let row = 0; row < size; row += 1) {
        const [level, unit, period_type, period, stratum] = places.map((column) => String(column[row]));
        const place = { level, unit, period_type, period, stratum } as Place;
        if (place.stratum === '')
          [whole, wholeCell] = [counts.map(([, mature]) => Number(mature?.[row] ?? 0)), cellOf(place)];
        for (const [i, indicator] of of.entries()) {
          if (!hasStratum(indicator, place.stratum)) continue;
          // Counts that an indicator never has, such as pending cases without a window, are left out.
          const own = countsOf(indicator, counts[i] ?? [], row);
          if (indicator.measure === 'composition') {
            const total = wholeCell === cellOf(place) ? (whole[i] ?? 0) : 0;
            add(figureOf(indicator, place, shareOf(own, total), null, from));
          } else add(figureOf(indicator, place, own, thresholds(indicator, place), from));
        }
      }
    }
  };
  if (additive.length > 0) await emit(rolledUpSql(additive, dimensions, 'counted'), additive);
  if (patients.length > 0) await emit(patientsSql(patients, dimensions, cases), patients);
  for (const indicator of medians) {
    for (const row of await database.rows<WideRow>(medianSql(indicator, cases), parameters)) {
      const sorted = ((row['sorted'] ?? []) as unknown as (number | string)[]).map(Number);
      const count = (name: string) => Number(row[name] ?? 0);
      const counts = {
        met: 0,
        mature: 0,
        pending: count('pending'),
        unknown: count('unknown'),
        excluded: count('excluded'),
        undated: count('undated'),
      };
      add(medianFigure(indicator, placeOf(row), counts, sorted, from));
    }
  }
  for (const indicator of indicators.filter(({ measure }) => measure === 'standardised ratio'))
    for (const figure of await standardisedFigures(database, indicator, from, cases)) add(figure);
  for (const indicator of indicators.filter(({ measure }) => measure === 'centre proportion'))
    for (const figure of await centreFigures(database, indicator, from, cases, periods)) add(figure);
}

/**
 * Makes the table `counted` of the additive counts by hospital, month and stratum, and the tables `periods` and `units` to roll them up by.
 *
 * @returns the periods; null when there is no case at all
 */
export async function countAdditive(
  database: Database,
  additive: readonly DefinedIndicator[],
  dimensions: readonly string[],
  cases: string,
  {
    month,
    periodMonth = month,
    periodTypes,
    asOf,
  }: Pick<ComputeOptions, 'month' | 'periodMonth' | 'periodTypes' | 'asOf'>,
): Promise<Period[] | null> {
  await database.run(`CREATE OR REPLACE TEMP TABLE counted AS ${countedSql(additive, dimensions, cases)}`, {
    as_of_end: endOf(asOf),
  });
  const [range] = await database.rows<{ first: number | null; last: number | null }>(
    'SELECT min(index_month) AS first, max(index_month) AS last FROM counted',
  );
  if (range === undefined || range.first === null || range.last === null) return null;
  const before = await forgottenBefore(database);
  const from = before === null ? 0 : firstWholeMonth(before);
  // A period that began before the day up to which cases are forgotten has no correct figure.
  const periods = periodsOf(Math.max(range.first, from), range.last, monthNumber(periodMonth)).filter(
    ({ first, type }) => first >= from && (periodTypes?.includes(type) ?? true),
  );
  if (periods.length === 0) return null;
  await writePeriods(database, periods);
  await writeUnits(database, month, fromColumn(additive));
  return periods;
}

const placeNames = ['level', 'unit', 'period_type', 'period', 'stratum'] as const;
const placeOf = ({ level, unit, period_type, period, stratum }: Place): Place => ({
  level,
  unit,
  period_type,
  period,
  stratum,
});

/** Whether an indicator has figures for a stratum: for all cases and the strata its definition names; a composition only by stratum. */
function hasStratum(indicator: DefinedIndicator, stratum: string): boolean {
  if (stratum === '') return indicator.measure !== 'composition';
  return (indicator.strata ?? []).some(({ name }) => stratum.startsWith(`${name}=`));
}

/** The counts of an indicator in one row of columns by `countNames`. */
function countsOf(
  indicator: DefinedIndicator,
  columns: readonly (readonly unknown[] | undefined)[],
  row: number,
): Counts {
  const [met = 0, mature = 0, pending = 0, unknown = 0, open = 0, excluded = 0, undated = 0] = columns.map(
    (column) => Number(column?.[row] ?? 0),
  );
  const isRatio = indicator.measure === 'ratio';
  return { met, mature, pending, unknown, ...(isRatio ? { open } : {}), excluded, undated };
}

/** The share of a stratum: its mature cases over those of the same unit and period. */
const shareOf = (counts: Counts, total: number): Counts => ({
  ...counts,
  met: counts.mature,
  mature: total,
  unknown: 0,
});

const cellOf = ({ level, unit, period_type, period }: Place) =>
  `${level}\t${unit}\t${period_type}\t${period}`;

async function writePeriods(database: Database, periods: readonly Period[]): Promise<void> {
  // An appender cannot write while the warehouse is open read-only; a statement can.
  const rows = periods.map(
    ({ type, name, first, last }) => `(${sqlText(type)}, ${sqlText(name)}, ${first}, ${last})`,
  );
  await database.run(
    `CREATE OR REPLACE TEMP TABLE periods AS SELECT * FROM (VALUES ${rows.join(', ')}) AS p(period_type, period, first, last)`,
  );
}

/** Writes the units of each hospital: itself, its city at the end of the month, and the province; also for hospitals that cases continue from. */
async function writeUnits(database: Database, month: string, from: string | null): Promise<void> {
  const list = await currentRowsSql(database, hospitals, month);
  await database.run(
    `CREATE OR REPLACE TEMP TABLE units AS
     WITH seen AS (SELECT DISTINCT hospital_id, index_month FROM counted${from === null ? '' : ` UNION ${earlierHospitalsSql('counted', from)}`}),
     cities AS (
       SELECT s.hospital_id, s.index_month, arg_max(h.city, coalesce(h.valid_from, DATE '1900-01-01')) AS city
       FROM seen s JOIN (${list}) h ON h.hospital_id = s.hospital_id
         AND coalesce(h.valid_from, DATE '1900-01-01') <= last_day(make_date(s.index_month // 12, s.index_month % 12 + 1, 1))
         AND coalesce(h.valid_to, DATE '2100-01-01') >= last_day(make_date(s.index_month // 12, s.index_month % 12 + 1, 1))
       WHERE h.city IS NOT NULL GROUP BY ALL)
     SELECT hospital_id, index_month, 'hospital' AS level, hospital_id AS unit FROM seen
     UNION ALL SELECT hospital_id, index_month, 'city', city FROM cities
     UNION ALL SELECT hospital_id, index_month, 'province', '*' FROM seen`,
  );
}
