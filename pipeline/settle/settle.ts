import { restingOn } from '../compile/resting-on.js';
import { casesSql } from '../compute/cases.js';
import { type SettledRows, settledRows } from '../compute/settled-rows.js';
import type { DefinedIndicator } from '../define/index.js';
import { endOf, monthsOf } from '../define/periods.js';
import type { AnyTable } from '../define/table.js';
import { FigureIndex } from '../figure/figure-index.js';
import type { Figure } from '../figure/figures.js';
import { headlinePeriod } from '../figure/headline.js';
import { sqlText } from '../sql/quote.js';
import { technologies } from '../technology/index.js';
import type { Database } from '../warehouse/database.js';
import { decidingColumns } from './rests-on.js';
import { type Asked, LEFT, MET, masksSql, NOT_MET, OPEN, openCasesSql } from './settle-sql.js';

/** A row of a hospital's own file. */
export interface SettlingRow {
  readonly file: string;
  /** The sheet of a workbook; null for other files. */
  readonly sheet: string | null;
  readonly line: number;
}

/**
 * What one column would settle in a hospital's figure: open cases for which some value of that cell alone shows whether they count. `field`
 * is null for cases that no single cell settles; they need several cells, or facts from other rows.
 */
export interface Settling {
  readonly hospital: string;
  readonly code: string;
  readonly version: string;
  readonly period_type: Figure['period_type'];
  readonly period: string;
  readonly table: string;
  /** The field of the contract; null where no single one settles the cases. */
  readonly field: string | null;
  /** Its header; null together with the field. */
  readonly header: string | null;
  /** Whether no file of these cases has the column; otherwise some of its cells are blank. */
  readonly absent: boolean;
  /** Whether lists of staff or hospitals decide, so that no column of the cases can. */
  readonly lists: boolean;
  /** Whether the cell may rightly stay blank, such as the time of a death that has not occurred. */
  readonly optional: boolean;
  /** Open cases that it can settle. */
  readonly cases: number;
  /** Those of them that every value settles. */
  readonly sure: number;
  /** Those of `cases` that it settles in any case or that can become either met or not; the rest it can settle only one way. */
  readonly decided: number;
  /** Cases of the figure known to meet the condition, cases known at all, and open cases. */
  readonly met: number;
  readonly settled: number;
  readonly open: number;
  /** The lowest and the highest possible rate once the cells are filled in, over all values that a row may hold. */
  readonly low: number;
  readonly high: number;
  readonly rows: readonly SettlingRow[];
}

export interface SettleOptions {
  readonly month: string;
  readonly asOf: string;
  readonly indicators: readonly DefinedIndicator[];
  readonly figures: readonly Figure[];
  /** The rows behind the figures, if already computed for the same month and as-of day. */
  readonly settled?: SettledRows;
}

const settleable = technologies.filter(({ settles }) => settles).map(({ cases }) => cases);

/**
 * What would settle the open figures of every hospital: proportions of ECMO runs and VAD implantations in their headline period, ordered by
 * hospital and effect: first by the share of a figure that a column decides, then by the share that it can settle at all.
 *
 * Patients with facts from several rows are left out, because a cell filled in one row changes the facts of the others.
 */
export async function whatWouldSettle(database: Database, options: SettleOptions): Promise<Settling[]> {
  const found: Settling[] = [];
  let { settled } = options;
  for (const table of settleable) {
    const open = openFigures(table, options);
    if (open.size === 0) continue;
    const asked = [...open.keys()];
    settled ??= await settledRows(database, options.month, endOf(options.asOf));
    for (const row of await settlingRows(database, table, asked, options, settled)) {
      const ask = asked[row.figure];
      const figure = ask && open.get(ask)?.get(row.hospital_id);
      if (ask && figure) found.push(settlingOf(table, ask, figure, row));
    }
  }
  return found.sort(byEffect);
}

/** The hospitals' figures with open cases, grouped by indicator and period. */
function openFigures(
  table: AnyTable,
  { indicators, figures, month }: SettleOptions,
): Map<Asked, Map<string, Figure>> {
  const found = new Map<Asked, Map<string, Figure>>();
  const asked = indicators.filter(
    ({ of, measure }) => of === table && ['proportion', 'patient proportion'].includes(measure),
  );
  const codes = new Set(asked.map(({ code }) => code));
  const index = new FigureIndex(figures.filter(({ code }) => codes.has(code)));
  for (const indicator of asked) {
    const shown = headlinePeriod(indicator, index, month);
    const open = index
      .of(indicator)
      .filter(
        (f) =>
          f.level === 'hospital' &&
          f.period_type === shown.period_type &&
          f.period === shown.period &&
          f.stratum === '' &&
          f.unknown + f.undated > 0,
      );
    if (open.length === 0) continue;
    const { first, last } = monthsOf(shown.period);
    found.set({ indicator, first, last }, new Map(open.map((figure) => [figure.unit, figure])));
  }
  return found;
}

/**
 * Whether the cell of a sound row may stay blank for good: the date of something that has not happened, or a cell left out of the
 * template's example.
 */
function mayStayBlank(table: AnyTable, name: string): boolean {
  const field = table.spec.fields[name];
  return field?.kind === 'date' || field?.meta.example === '';
}

const restsOnLists = (table: AnyTable, indicator: DefinedIndicator) =>
  [...restingOn(table, decidingColumns(indicator))].some((name) =>
    ['staff', 'hospitals'].includes(table.spec.derived[name]?.lookup ?? ''),
  );

interface CountedRow {
  readonly hospital_id: string;
  readonly figure: number;
  readonly field: string | null;
  readonly absent: boolean;
  readonly cases: number;
  readonly sure: number;
  readonly decided: number;
  /** What settled cases add to numerator and denominator at the lowest and at the highest rate. */
  readonly low_met: number;
  readonly low_all: number;
  readonly high_met: number;
  readonly high_all: number;
  readonly rows: readonly SettlingRow[];
}

async function settlingRows(
  database: Database,
  table: AnyTable,
  asked: readonly Asked[],
  { month, asOf }: SettleOptions,
  settled: SettledRows,
): Promise<readonly CountedRow[]> {
  const end = { as_of_end: endOf(asOf) };
  const cases = await casesSql(database, table, month, end.as_of_end, settled);
  await database.run(openCasesSql(table, asked, cases, settled.vitals), end);
  await database.run(masksSql(table, asked), end);
  const known = MET | NOT_MET | LEFT;
  const optional = Object.keys(table.spec.fields).flatMap((name) =>
    mayStayBlank(table, name) ? [sqlText(name)] : [],
  );
  const isOptional = `field IN (${["''", ...optional].join(', ')})`;
  const rows = `list({file: f.path, sheet: f.sheet, line: line} ORDER BY f.path, f.sheet NULLS FIRST, line) AS rows`;
  const flags = asked.map((_, i) => `CASE WHEN open_${i} THEN ${i} END`).join(', ');
  const count = (condition: string) => `CAST(count(*) FILTER (WHERE ${condition}) AS INTEGER)`;
  // A case that can leave the figure adds nothing at an end where leaving is its extreme.
  return database.rows<CountedRow>(
    `WITH settling AS (SELECT * REPLACE (CASE WHEN ${isOptional} THEN mask | ${OPEN} ELSE mask END AS mask), mask AS filled FROM settle_masks WHERE mask & ${known} <> 0),
       lone AS (SELECT o.* FROM (SELECT file_id, line, hospital_id, unnest(list_filter([${flags}], lambda i: i IS NOT NULL)) AS figure FROM settle_open) o
         WHERE (file_id, line, figure) NOT IN (SELECT (file_id, line, figure) FROM settling))
     SELECT hospital_id, figure, field, bool_and((s.file_id, field) NOT IN (SELECT (file_id, c.field) FROM file_columns c WHERE c.field IS NOT NULL)) AS absent,
       ${count('true')} AS cases, ${count(`filled & ${OPEN} = 0`)} AS sure, ${count(`filled & ${OPEN} = 0 OR mask & ${MET | NOT_MET} = ${MET | NOT_MET}`)} AS decided,
       ${count(`mask = ${MET}`)} AS low_met, ${count(`mask & ${NOT_MET | OPEN} <> 0 OR mask = ${MET}`)} AS low_all,
       ${count(`mask & ${MET | OPEN} <> 0`)} AS high_met, ${count(`mask & ${MET | OPEN} <> 0 OR mask = ${NOT_MET}`)} AS high_all, ${rows}
     FROM settling s JOIN files f ON f.file_id = s.file_id GROUP BY hospital_id, figure, field
     UNION ALL
     SELECT hospital_id, figure, NULL, false, ${count('true')}, 0, 0, 0, 0, 0, 0, ${rows}
     FROM lone l JOIN files f ON f.file_id = l.file_id GROUP BY hospital_id, figure`,
  );
}

function settlingOf(table: AnyTable, { indicator }: Asked, figure: Figure, row: CountedRow): Settling {
  const leftOut = 'unknown' in indicator && indicator.unknown === 'left out';
  const met = figure.numerator ?? 0;
  const settled = (figure.denominator ?? 0) - (leftOut ? 0 : figure.unknown);
  const open = figure.unknown + figure.undated;
  // Several open cases of one patient count as one in a figure of patients.
  const cases = Math.min(row.cases, open);
  const rest = open - cases;
  const nothing = row.field === null;
  const least = {
    met: met + (nothing ? 0 : row.low_met),
    all: settled + rest + (nothing ? cases : row.low_all),
  };
  const most = {
    met: met + rest + (nothing ? cases : row.high_met),
    all: settled + rest + (nothing ? cases : row.high_all),
  };
  // Where every case may leave the figure, the rate is that of the end with a case that stays.
  const rate = (end: typeof least, other: typeof least) =>
    end.all > 0 ? end.met / end.all : other.all > 0 ? other.met / other.all : 0;
  return {
    hospital: row.hospital_id,
    code: indicator.code,
    version: indicator.version,
    period_type: figure.period_type,
    period: figure.period,
    table: table.name,
    field: row.field,
    header: row.field === null ? null : (table.spec.fields[row.field]?.meta.header ?? row.field),
    absent: row.absent,
    lists: row.field === null && restsOnLists(table, indicator),
    optional: row.field !== null && mayStayBlank(table, row.field),
    cases,
    sure: row.sure,
    decided: row.decided,
    met,
    settled,
    open,
    low: rate(least, most),
    high: rate(most, least),
    rows: row.rows,
  };
}

/** By hospital and effect; cases that need several cells come last. */
function byEffect(a: Settling, b: Settling): number {
  const share = (of: number, { settled, open }: Settling) => of / (settled + open);
  return (
    compare(a.hospital, b.hospital) ||
    Number(a.field === null) - Number(b.field === null) ||
    share(b.decided, b) - share(a.decided, a) ||
    share(b.cases, b) - share(a.cases, a) ||
    Number(a.optional) - Number(b.optional) ||
    share(b.sure, b) - share(a.sure, a) ||
    b.cases - a.cases ||
    compare(a.code, b.code) ||
    compare(a.version, b.version) ||
    compare(a.field ?? '', b.field ?? '')
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
