import { restsOnTold } from '../compile/derive-again-sql.js';
import { caseStateSql } from '../compile/indicator-sql.js';
import { casesAtHand } from '../compute/cases.js';
import type { SettledRows } from '../compute/settled-rows.js';
import { isTold, toldTable } from '../current/vital-sql.js';
import { columnsUsed, type DefinedIndicator } from '../define/index.js';
import { endOf, monthsOf } from '../define/periods.js';
import { always, columnsOf } from '../define/predicate.js';
import type { AnyTable } from '../define/table.js';
import { FigureIndex } from '../figure/figure-index.js';
import type { Figure } from '../figure/figures.js';
import { headlinePeriod } from '../figure/headline.js';
import { sqlName, sqlText } from '../sql/quote.js';
import { caseTables, courseTables } from '../technology/index.js';
import type { Database } from '../warehouse/database.js';

/** Why a case is to be reviewed: it misses the requirement, or it is not known, or not yet, whether it does. */
export const reviewStates = ['failed', 'unknown', 'undated', 'pending'] as const;
export type ReviewState = (typeof reviewStates)[number];

/** Cases of one file behind a hospital's judged figure, for one and the same reason. */
export interface Review {
  readonly hospital: string;
  readonly code: string;
  readonly version: string;
  readonly period_type: Figure['period_type'];
  readonly period: string;
  readonly state: ReviewState;
  /** The file as it came, with the sheet of a workbook. */
  readonly file: string;
  readonly sheet: string | null;
  /** Line numbers, neighbours joined: `2-5, 9`. */
  readonly lines: string;
  readonly cases: number;
  /**
   * Columns that decide, with what they say; null where the cell is blank. Empty where the case is pending, where `elsewhere`, and where the
   * cases of more than a hundred reasons stand together. Neither moments nor numbers of persons are among them.
   */
  readonly because: readonly (readonly [column: string, value: string | null])[];
  /** Whether the state rests on other rows of the patient too, perhaps another hospital's: then nothing of it is said. */
  readonly elsewhere: boolean;
  /** Shortened pseudonyms of the first cases, for the hospital's receipt alone. */
  readonly patients: readonly string[];
}

export interface ReviewOptions {
  readonly month: string;
  readonly asOf: string;
  readonly indicators: readonly DefinedIndicator[];
  readonly figures: readonly Figure[];
  /** The rows behind the figures, if already computed for the same month and as-of day. */
  readonly settled?: SettledRows;
}

/** Most reasons of a figure and state that stand apart; the cases of the others stand together. */
const mostReasons = 100;

/** A judged indicator in the period that pages show first. */
interface Asked {
  readonly indicator: DefinedIndicator;
  readonly figure: Pick<Figure, 'period_type' | 'period'>;
  readonly hospitals: readonly string[];
}

/**
 * The cases to review of every hospital: of each figure with a threshold, in the period that its page shows first, those that miss the
 * requirement, and those not known or pending. One query a table for all hospitals. Ordered by hospital, indicator and state; the cases of a
 * state add up to the figure's count, where the figure counts cases and not patients.
 */
export async function casesToReview(database: Database, options: ReviewOptions): Promise<Review[]> {
  const index = new FigureIndex(options.figures);
  const asked = options.indicators.flatMap((indicator): Asked[] => {
    const { period_type, period } = headlinePeriod(indicator, index, options.month);
    const hospitals = index
      .of(indicator)
      .filter(
        (figure) =>
          figure.level === 'hospital' &&
          figure.period === period &&
          figure.period_type === period_type &&
          figure.stratum === '' &&
          figure.threshold !== null,
      )
      .map(({ unit }) => unit);
    return hospitals.length === 0 || !hasCases(indicator)
      ? []
      : [{ indicator, figure: { period_type, period }, hospitals }];
  });
  const found: Review[] = [];
  for (const table of caseTables) {
    const ofTable = asked.filter(({ indicator }) => indicator.of === table);
    for (const row of await reviewOf(database, table, ofTable, options)) found.push(row);
  }
  return found;
}

/** Of a number of cases, and of a share of institutions, no single case meets the requirement or misses it. */
const hasCases = ({ measure }: DefinedIndicator) =>
  ['proportion', 'patient proportion', 'ratio', 'median', 'standardised ratio'].includes(measure);

async function reviewOf(
  database: Database,
  table: AnyTable,
  asked: readonly Asked[],
  { month, asOf, settled }: ReviewOptions,
): Promise<Review[]> {
  if (asked.length === 0) return [];
  const end = endOf(asOf);
  const hasPatients = 'case_no' in table.spec.fields;
  const isLinked = courseTables.some((one) => one.cases === table);
  const columns = new Set([
    ...['file_id', 'line', 'hospital_id', 'index_month'],
    ...(hasPatients ? ['patient_key'] : []),
    ...(isLinked ? ['course_part', 'course_from'] : []),
    ...asked.flatMap(({ indicator }) => columnsUsed(indicator)),
  ]);
  const cases = await casesAtHand(database, table, month, end, columns, settled);
  const told = await toldOf(database, table);
  const branches = asked.map((one, at) => branchSql(table, one, at, { cases, told, isLinked, hasPatients }));
  const rows = await database.rows<ReviewRow>(
    `WITH all_cases AS (${branches.join(' UNION ALL ')}),
       reasons AS (SELECT *, dense_rank() OVER (PARTITION BY asked, hospital_id, state ORDER BY elsewhere, reason) AS nth FROM all_cases),
       told AS (SELECT * REPLACE (CASE WHEN nth <= ${mostReasons} THEN reason ELSE CAST([] AS VARCHAR[]) END AS reason) FROM reasons),
       islands AS (SELECT *, line - row_number() OVER (PARTITION BY asked, hospital_id, state, elsewhere, reason, file_id ORDER BY line) AS island FROM told),
       runs AS (SELECT asked, hospital_id, state, elsewhere, reason, file_id, island, min(line) AS first, max(line) AS last, count(*) AS cases,
           list(patient ORDER BY line) AS patients FROM islands GROUP BY ALL)
     SELECT asked, hospital_id, state, elsewhere, reason, f.path AS file, f.sheet, CAST(sum(cases) AS INTEGER) AS cases,
       string_agg(CASE WHEN first = last THEN CAST(first AS VARCHAR) ELSE first || '-' || last END, ', ' ORDER BY first) AS lines,
       list_slice(flatten(list(patients ORDER BY first)), 1, ${mostPatients}) AS patients
     FROM runs JOIN files f USING (file_id) GROUP BY asked, hospital_id, state, elsewhere, reason, file_id, f.path, f.sheet
     ORDER BY hospital_id, asked, state, elsewhere, cases DESC, reason, f.path, f.sheet NULLS FIRST`,
    { as_of_end: end },
  );
  return rows.flatMap(({ asked: at, reason, state, patients, hospital_id, ...row }) => {
    const one = asked[at];
    if (!one) return [];
    const names = shownColumns(table, one.indicator);
    return [
      {
        ...row,
        ...one.figure,
        hospital: hospital_id,
        code: one.indicator.code,
        version: one.indicator.version,
        state: reviewStates[state] ?? 'unknown',
        because: reason.flatMap((text, i): [string, string | null][] =>
          text === null ? [] : [[names[i] ?? '', text === blank ? null : text]],
        ),
        patients: patients.filter((patient) => patient !== null),
      },
    ];
  });
}

/** Pseudonyms told of the cases of one reason. */
const mostPatients = 50;

/** Stands for a blank cell that decides; no cell holds it. */
const blank = '\u0001';

interface ReviewRow {
  /** The place of the indicator among those asked. */
  readonly asked: number;
  readonly hospital_id: string;
  /** The place of the state among `reviewStates`. */
  readonly state: number;
  readonly elsewhere: boolean;
  readonly reason: readonly (string | null)[];
  readonly file: string;
  readonly sheet: string | null;
  readonly cases: number;
  readonly lines: string;
  readonly patients: readonly (string | null)[];
}

interface Source {
  readonly cases: string;
  /** SELECT of `file_id, line` of the cases that take facts from other rows; null where none does. */
  readonly told: string | null;
  readonly isLinked: boolean;
  readonly hasPatients: boolean;
}

/** SELECT of the cases of one indicator, each with its state and reason. */
function branchSql(
  table: AnyTable,
  { indicator, figure, hospitals }: Asked,
  at: number,
  { cases, told, isLinked, hasPatients }: Source,
): string {
  const { first, last } = monthsOf(figure.period);
  const used = columnsUsed(indicator);
  const links = isLinked && used.some((name) => table.spec.derived[name]?.lookup === 'courses');
  const others = [
    ...(told !== null && restsOnTold(table, used) ? [`(file_id, line) IN (${told})`] : []),
    ...(links ? ['coalesce(course_part, false)', 'course_from IS NOT NULL'] : []),
  ];
  const said = new Set(numeratorColumns(indicator));
  const values = shownColumns(table, indicator).map((name) => valueSql(table, name, said.has(name)));
  const state = stateSql(indicator);
  return `SELECT ${at} AS asked, hospital_id, file_id, line, list_position([${reviewStates.map(sqlText).join(', ')}], state) - 1 AS state, elsewhere,
       CASE WHEN elsewhere OR state = 'pending' THEN CAST([] AS VARCHAR[]) ELSE CAST([${values.join(', ')}] AS VARCHAR[]) END AS reason,
       ${hasPatients ? 'left(patient_key, 10)' : 'CAST(NULL AS VARCHAR)'} AS patient
     FROM (SELECT *, ${state} AS state, ${others.length === 0 ? 'false' : others.join(' OR ')} AS elsewhere
       FROM (SELECT *, (${caseStateSql(indicator)}) AS own_state FROM (${cases}) WHERE index_month BETWEEN ${first} AND ${last} AND hospital_id IN (${hospitals.map(sqlText).join(', ')})))
     WHERE state IS NOT NULL`;
}

/**
 * SQL for why a case is to be reviewed; NULL where it is not. Of a share of patients the state is that of all the patient's cases, and the cases
 * that make it so are named.
 */
function stateSql(indicator: DefinedIndicator): string {
  const isShare = indicator.measure === 'proportion' || indicator.measure === 'patient proportion';
  const failed = isShare ? (indicator.better === 'lower' ? 'met' : 'not met') : '';
  const named = `CASE own_state WHEN ${sqlText(failed)} THEN 'failed' WHEN 'unknown' THEN 'unknown' WHEN 'undated' THEN 'undated' WHEN 'pending' THEN 'pending' END`;
  if (indicator.measure !== 'patient proportion') return named;
  const order =
    indicator.cases === 'any'
      ? ['pending', 'met', 'unknown', 'not met']
      : ['pending', 'not met', 'unknown', 'met'];
  const rank = `list_position([${order.map(sqlText).join(', ')}], own_state)`;
  return `CASE WHEN own_state = 'undated' THEN 'undated' WHEN ${rank} = min(${rank}) OVER (PARTITION BY hospital_id, patient_key) THEN ${named} END`;
}

/**
 * The columns that a reason is told by: those that decide, without strata, index date and window, and nothing personal. An exclusion keeps no case
 * open, because only one known to be true takes a case out.
 */
function shownColumns(table: AnyTable, indicator: DefinedIndicator): string[] {
  const { measure } = indicator;
  const deciding =
    measure === 'proportion' || measure === 'patient proportion'
      ? [...columnsOf(indicator.denominator ?? always), ...columnsOf(indicator.numerator)]
      : columnsUsed(indicator);
  const aside = [indicator.indexDate.name, indicator.window?.over, 'course_part', 'course_from'];
  return [...new Set(deciding)].filter(
    (name) => !aside.includes(name) && table.spec.fields[name]?.meta.personal === undefined,
  );
}

/** The columns that say whether a case meets the condition; the others say only whether it belongs. */
const numeratorColumns = (indicator: DefinedIndicator): readonly string[] =>
  indicator.measure === 'proportion' || indicator.measure === 'patient proportion'
    ? columnsOf(indicator.numerator)
    : [];

/** SQL for what a column says: of an open case only whether it is blank, of a failed one only what decides that, of a moment nothing. */
function valueSql(table: AnyTable, name: string, decides: boolean): string {
  const column = table.columns[name] as { kind?: string; values?: readonly string[] } | undefined;
  const isMoment = /date|day|moment|time/.test(column?.kind ?? '');
  const words = (column?.values ?? []).map(
    (value, i) => `CASE WHEN ${sqlName(name)} & ${2 ** i} <> 0 THEN ${sqlText(value)} END`,
  );
  const text =
    isMoment || !decides
      ? 'CAST(NULL AS VARCHAR)'
      : column?.kind === 'choices'
        ? `nullif(concat_ws('、', ${words.join(', ')}), '')`
        : `CAST(${sqlName(name)} AS VARCHAR)`;
  return `CASE WHEN state = 'failed' THEN ${text} WHEN ${sqlName(name)} IS NULL THEN ${sqlText(blank)} END`;
}

/** SELECT of the cases that take facts of the patient from other rows; null where there are none. */
async function toldOf(database: Database, table: AnyTable): Promise<string | null> {
  if (!isTold(table)) return null;
  const name = toldTable(table);
  const isThere = await database.number(
    'SELECT count(*) FROM duckdb_tables() WHERE temporary AND table_name = $name',
    { name: name.replaceAll('"', '') },
  );
  return isThere === 0 ? null : `SELECT (file_id, line) FROM ${name}`;
}
