import { type ExpectedCases, expectedCases } from '../ask/expected-cases.js';
import { staleMonths } from '../ask/stale-months.js';
import type { BatchEntry } from '../ask/status.js';
import { refuseForgottenPeriod } from '../batch/forgotten-period.js';
import { hasCases } from '../compile/same-case-sql.js';
import { currentRowsSql } from '../current/current-sql.js';
import { endOf, lastDay, monthName, monthNumber, monthsOf } from '../define/periods.js';
import type { AnyTable } from '../define/table.js';
import { hospitals } from '../lists/lists.js';
import { InputError } from '../message/errors.js';
import { sqlName, sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';
import { isForgetting } from '../warehouse/forgotten.js';
import { drawOrderSql } from './draw-order.js';
import { type ReviewedTable, reviewedTables } from './reviewed-fields.js';

/** A case whose chart is to be reviewed. */
export interface DrawnCase {
  /** Position in the draw, from 1. */
  readonly position: number;
  /** The inbox month of the file. */
  readonly month: string;
  readonly file: string;
  /** The sheet of a workbook; null for other files. */
  readonly sheet: string | null;
  readonly line: number;
  /** Pseudonym, shortened as in `explain`; null where the hospital gave neither patient nor case number. */
  readonly patient: string | null;
  /** The index date, with a clock time only where one was given. */
  readonly index: string;
  /** The hospital's report in each reviewed field, in field order; null for a blank. */
  readonly reported: readonly (string | null)[];
}

/** The draw of one hospital from one table. */
export interface TableDraw {
  readonly reviewed: ReviewedTable;
  /** Its cases in the period. */
  readonly cases: number;
  /** As many as requested, or all. */
  readonly drawn: readonly DrawnCase[];
}

/** The draw of one hospital from all its tables. */
export interface HospitalDraw {
  readonly hospital: string;
  /** By the centre's list; null where the hospital is not on it. */
  readonly name: string | null;
  readonly tables: readonly TableDraw[];
  /** Months of the period with a stated number of cases. */
  readonly expected: readonly ExpectedCases[];
}

/** A sample with the batch, period and seed it was drawn from. */
export interface ChartSample {
  readonly batch: BatchEntry;
  readonly period: string;
  readonly seed: string;
  /** Requested number per hospital and table. */
  readonly charts: number;
  /** Whether the month's data have changed since its batch; the list is drawn from the present data. */
  readonly isStale: boolean;
  /** Every hospital on the list in the period, and every other with a case in it, by code. */
  readonly hospitals: readonly HospitalDraw[];
}

/** What to draw from, and how many charts. */
export interface DrawOptions {
  readonly batch: BatchEntry;
  /** As in `explain`, such as 2026-10, 2026Q4 or 2025-11..2026-10. */
  readonly period: string;
  readonly charts: number;
  readonly seed: string;
  /** The table to draw from, by name; every table of cases when absent. */
  readonly table?: string | undefined;
  /** The only hospital to draw from; all when absent. */
  readonly hospital?: string | undefined;
}

/**
 * Draws cases of each hospital and table at random: the first ones in the order of SHA-256 over seed, hospital, table and key of the case.
 * The same seed therefore gives the same list, which neither other hospitals nor corrected cells change, and a larger draw contains the
 * smaller. A hospital counts by its first code, a case by its pseudonym. Only what the hospital itself reported is given, never facts from
 * other rows of the patient.
 *
 * @throws {InputError} `bad-period`; `period-ahead` when it goes beyond the month of the as-of day; `forgotten-period`; `unknown-hospital`
 */
export async function drawCharts(database: Database, options: DrawOptions): Promise<ChartSample> {
  const { batch, period, charts, seed } = options;
  const { first, last } = monthsOf(period);
  if (last > monthNumber(batch.as_of.slice(0, 7))) throw periodAhead(period, batch);
  refuseForgottenPeriod(period, first, (await isForgetting(database)).before);
  const wanted = reviewedTables.filter(
    ({ table }) => options.table === undefined || table.name === options.table,
  );
  const names = await hospitalNames(database, batch.month, first, last);
  const draws: Map<string, TableDraw>[] = [];
  for (const reviewed of wanted)
    draws.push(await drawFrom(database, reviewed, batch, { first, last, seed, charts }));
  const stated = (await expectedCases(database, batch.month)).filter(
    ({ month }) => monthNumber(month) >= first && monthNumber(month) <= last,
  );
  const codes = [...new Set([...names.keys(), ...draws.flatMap((draw) => [...draw.keys()])])].sort();
  if (options.hospital !== undefined && !codes.includes(options.hospital))
    throw unknownHospital(options.hospital, period, codes);
  const stale = await staleMonths(database);
  return {
    batch,
    period,
    seed,
    charts,
    isStale: stale.some(({ month }) => month === batch.month),
    hospitals: codes
      .filter((code) => options.hospital === undefined || code === options.hospital)
      .map((hospital) => ({
        hospital,
        name: names.get(hospital) ?? null,
        tables: wanted.map((reviewed, at) => draws[at]?.get(hospital) ?? { reviewed, cases: 0, drawn: [] }),
        expected: stated.filter(
          (entry) => entry.hospital_id === hospital && wanted.some(({ table }) => table.name === entry.table),
        ),
      })),
  };
}

const periodAhead = (period: string, { month, as_of }: BatchEntry) =>
  new InputError('period-ahead', {
    zh: `--period 不得超出数据截止日 ${as_of} 所在的月份，但 ${period} 超出；之后的病例不在 ${month} 的批次中。请缩短期间，或先运行较新的月份。`,
    en: `--period must not go beyond the month of the as-of day ${as_of}, but ${period} does; later cases are not in the batch of ${month}. Name a shorter period, or run a later month first.`,
  });

const unknownHospital = (hospital: string, period: string, codes: readonly string[]) => {
  const near = codes.filter((code) => code.slice(0, 2) === hospital.slice(0, 2));
  const shown = (near.length > 0 ? near : codes).slice(0, 8).join('、');
  return new InputError('unknown-hospital', {
    zh: `--hospital 应为 ${period} 名录中或报有病例的医院编码，但没有“${hospital}”。例如：${shown}。`,
    en: `--hospital must be the code of a hospital that was on the list or had cases in ${period}, but there is no "${hospital}". Such as: ${shown}.`,
  });
};

async function drawFrom(
  database: Database,
  reviewed: ReviewedTable,
  batch: BatchEntry,
  { first, last, seed, charts }: { first: number; last: number; seed: string; charts: number },
): Promise<Map<string, TableDraw>> {
  const { table, fields } = reviewed;
  const end = endOf(batch.as_of);
  const index = table.spec.indexDate ?? '';
  // Ranked over narrow rows, so that only drawn cases are read with all their cells.
  const rows = await database.rows<DrawnCase & { hospital: string; cases: number }>(
    `WITH cases AS (SELECT * FROM (${await currentRowsSql(database, table, batch.month, end)})
       WHERE index_month BETWEEN $first AND $last AND ${sqlName(index)} < CAST($end AS TIMESTAMP)),
     draw AS (SELECT file_id, line, count(*) OVER of_hospital AS cases, row_number() OVER (of_hospital ORDER BY ${drawOrderSql(table, '$seed')}) AS position
       FROM cases WINDOW of_hospital AS (PARTITION BY hospital_id) QUALIFY position <= $charts)
     SELECT c.hospital_id AS hospital, CAST(d.cases AS INTEGER) AS cases, CAST(d.position AS INTEGER) AS position, f.month, f.path AS file,
       f.sheet, c.line, ${hasCases(table) ? 'left(c.patient_key, 10)' : 'CAST(NULL AS VARCHAR)'} AS patient, ${reportedSql(table, index)} AS "index",
       [${fields.map((name) => reportedSql(table, name)).join(', ')}] AS reported
     FROM cases c JOIN draw d ON d.file_id = c.file_id AND d.line = c.line JOIN files f ON f.file_id = c.file_id
     ORDER BY c.hospital_id, d.position`,
    { seed, first, last, charts, end },
  );
  const draws = new Map<string, { reviewed: ReviewedTable; cases: number; drawn: DrawnCase[] }>();
  for (const { hospital, cases, ...drawn } of rows) {
    const own = draws.get(hospital) ?? { reviewed, cases, drawn: [] };
    own.drawn.push(drawn);
    draws.set(hospital, own);
  }
  return draws;
}

/** SQL for a field as people read it: 是/否, a moment by its day where no clock time was given, the words of a list. */
function reportedSql(table: AnyTable, name: string): string {
  const field = table.spec.fields[name];
  const own = `c.${sqlName(name)}`;
  switch (field?.kind) {
    case 'bool':
      return `CASE WHEN ${own} THEN '是' WHEN NOT ${own} THEN '否' END`;
    case 'date': {
      const [clock] = field.meta.cell.also ?? [];
      const day = `strftime(${own}, '%Y-%m-%d')`;
      if (clock === undefined) return day;
      return `CASE WHEN c.${sqlName(`${name}${clock.suffix}`)} THEN strftime(${own}, '%Y-%m-%d %H:%M') ELSE ${day} END`;
    }
    case 'choices': {
      const words = (field.values ?? []).map(
        (word, at) => `CASE WHEN ${own} & ${2 ** at} <> 0 THEN ${sqlText(word)} END`,
      );
      return `nullif(concat_ws('、', ${words.join(', ')}), '')`;
    }
    default:
      return `CAST(${own} AS VARCHAR)`;
  }
}

/** The hospitals on the list at any time of a span, with the name in the newest row of each. */
async function hospitalNames(
  database: Database,
  month: string,
  first: number,
  last: number,
): Promise<Map<string, string>> {
  const rows = await database.rows<{ hospital_id: string; name: string }>(
    `SELECT hospital_id, name FROM (${await currentRowsSql(database, hospitals, month)})
     WHERE coalesce(valid_from, DATE '1900-01-01') <= CAST($end AS DATE) AND coalesce(valid_to, DATE '2100-01-01') >= CAST($begin AS DATE)
       AND coalesce(closed_on, DATE '2100-01-01') >= CAST($begin AS DATE)
     QUALIFY row_number() OVER (PARTITION BY hospital_id ORDER BY valid_from DESC NULLS LAST) = 1`,
    { begin: `${monthName(first)}-01`, end: lastDay(last) },
  );
  return new Map(rows.map(({ hospital_id, name }) => [hospital_id, name]));
}
