import { countsPatients, type DefinedIndicator, type Indicator } from '../define/index.js';
import { always, any, columnsOf, type Predicate } from '../define/predicate.js';
import type { Window } from '../define/table.js';
import { sqlName, sqlText } from '../sql/quote.js';
import { predicateSql } from './predicate-sql.js';

/*
 * The state of one case for one indicator. A figure's counts and the list of its cases are made of the same parts, so that they always
 * agree:
 *   excluded   a named exclusion is known to hold
 *   undated    it is not known whether the case belongs to the denominator
 *   outside    it does not belong
 *   pending    it belongs, but its window is not over on the as-of date, or has not begun
 *   met / not met / unknown   mature
 * `$as_of_end` is the first moment after the as-of day.
 */

/** Three-valued SQL texts; `true` and `false` are constant conditions. */
interface Parts {
  readonly exclusion: string;
  readonly cohort: string;
  readonly window: string;
  /** Whether a case's share of the denominator is known; a ratio cannot count one without it. Never NULL. */
  readonly sized: string;
  readonly outcome: string;
  /** Whether the cohort and the outcome can be unknown at all; required columns are never blank. */
  readonly cohortMayBeNull: boolean;
  readonly outcomeMayBeNull: boolean;
}

function partsOf(indicator: Indicator): Parts {
  const exclusions = Object.values(indicator.exclusions ?? {}).map(({ when }) => when);
  const outcome = outcomeOf(indicator);
  return {
    exclusion: exclusions.length === 0 ? 'false' : predicateSql(any(...exclusions)),
    cohort: cohortSql(indicator),
    window: windowOverSql(indicator.window),
    sized: indicator.measure === 'ratio' ? `${sqlName(indicator.denominator.name)} IS NOT NULL` : 'true',
    outcome: outcome.sql,
    cohortMayBeNull: mayBeNull(indicator, cohortOf(indicator)),
    outcomeMayBeNull: outcome.mayBeNull,
  };
}

/** The exclusions of an indicator as one condition, or null when it has none. */
export function exclusionSql(indicator: Indicator): string | null {
  const { exclusion } = partsOf(indicator);
  return exclusion === 'false' ? null : isTrue(exclusion);
}

/** Conditions of one indicator over the columns of its table; each is true or false, never NULL. */
export interface Conditions {
  readonly excluded: string;
  readonly undated: string;
  readonly belongs: string;
  readonly mature: string;
  readonly met: string;
  readonly unknown: string;
}

const isConstant = (sql: string) => sql === 'true' || sql === 'false';
const isTrue = (sql: string) => (isConstant(sql) ? sql : `coalesce(${sql}, false)`);
const isNotFalse = (sql: string) => (isConstant(sql) ? sql : `coalesce(${sql}, true)`);

function and(...parts: string[]): string {
  if (parts.includes('false')) return 'false';
  const rest = parts.filter((part) => part !== 'true');
  return rest.length === 0 ? 'true' : rest.length === 1 ? (rest[0] ?? 'true') : `(${rest.join(' AND ')})`;
}

function or(...parts: string[]): string {
  const rest = parts.filter((part) => part !== 'false');
  return rest.length === 0 ? 'false' : rest.length === 1 ? (rest[0] ?? 'false') : `(${rest.join(' OR ')})`;
}

/** SQL for due cases whose share of the denominator is not known. */
const unsized = (cohort: string, window: string, sized: string) =>
  sized === 'true' ? 'false' : and(cohort, window, `NOT (${sized})`);

/**
 * The conditions of a case for an indicator. For ratios and medians `unknown` means that a number is missing, for
 * standardised ratios that outcome or expectation is.
 */
export function conditionsOf(indicator: Indicator): Conditions {
  const { exclusion, cohort, window, sized, outcome, cohortMayBeNull, outcomeMayBeNull } = partsOf(indicator);
  const kept = exclusion === 'false' ? 'true' : `NOT ${isTrue(exclusion)}`;
  const belongs = and(kept, isTrue(cohort));
  const mature = and(belongs, isTrue(window), sized);
  return {
    excluded: and(isTrue(exclusion), isNotFalse(cohort)),
    undated: and(
      kept,
      or(cohortMayBeNull ? `(${cohort}) IS NULL` : 'false', unsized(isTrue(cohort), isTrue(window), sized)),
    ),
    belongs,
    mature,
    met: and(mature, isTrue(outcome)),
    unknown: and(mature, outcomeMayBeNull ? `(${outcome}) IS NULL` : 'false'),
  };
}

/** The condition under which a window is over; NULL while it has not begun. */
export function windowOverSql(window: Window | undefined): string {
  if (!window) return 'true';
  const column = sqlName(window.over);
  // date(x) + d <= end  ⟺  x < end − (d − 1) days, as the end is a midnight: the arithmetic stays on the constant.
  if (window.days !== undefined)
    return `${column} < CAST($as_of_end AS TIMESTAMP) - INTERVAL ${window.days - 1} DAY`;
  return `${column} <= CAST($as_of_end AS TIMESTAMP)`;
}

/** Whether a case belongs to the denominator: by its own condition and the dates of the version. */
function cohortSql(indicator: Indicator): string {
  const parts: string[] = [];
  const index = sqlName(indicator.indexDate.name);
  if (indicator.effectiveFrom) parts.push(`${index} >= DATE ${sqlText(indicator.effectiveFrom)}`);
  if (indicator.effectiveTo) parts.push(`${index} < DATE ${sqlText(indicator.effectiveTo)} + 1`);
  const own = cohortOf(indicator);
  if (own.op !== 'always') parts.push(predicateSql(own));
  return and(...parts);
}

function cohortOf(indicator: Indicator): Predicate {
  switch (indicator.measure) {
    case 'proportion':
    case 'patient proportion':
      return indicator.denominator ?? always;
    case 'composition':
      return always;
    default:
      return indicator.cases ?? always;
  }
}

/** The outcome of a mature case: true, false, or not known. */
function outcomeOf(indicator: Indicator): { sql: string; mayBeNull: boolean } {
  const present = (column: string) => ({
    sql: `CASE WHEN ${sqlName(column)} IS NOT NULL THEN true END`,
    mayBeNull: true,
  });
  switch (indicator.measure) {
    case 'proportion':
    case 'patient proportion':
      return { sql: predicateSql(indicator.numerator), mayBeNull: mayBeNull(indicator, indicator.numerator) };
    case 'ratio':
      return present(indicator.numerator.name);
    case 'median':
      return present(indicator.value.name);
    case 'standardised ratio':
      return {
        sql: `CASE WHEN ${sqlName(indicator.expected.name)} IS NOT NULL THEN ${predicateSql(indicator.observed)} END`,
        mayBeNull: true,
      };
    default:
      return { sql: 'true', mayBeNull: false };
  }
}

function mayBeNull(indicator: Indicator, predicate: Predicate): boolean {
  if (predicate.op === 'known' || predicate.op === 'recent') return false;
  const { fields } = indicator.of.spec;
  return columnsOf(predicate).some((column) => !fields[column]?.meta.required);
}

/** The state of a case as one word, for lists. */
export function caseStateSql(indicator: Indicator): string {
  const c = conditionsOf(indicator);
  return `CASE WHEN ${c.excluded} THEN 'excluded' WHEN ${c.undated} THEN 'undated' WHEN NOT ${c.belongs} THEN 'outside'
    WHEN NOT ${c.mature} THEN 'pending' WHEN ${c.unknown} THEN 'unknown' WHEN ${c.met} THEN 'met' ELSE 'not met' END`;
}

/**
 * SQL for whether the state of a case for one of some indicators can be another at another as-of day though no cell of it is: a window that
 * is over by one of them, a day that is recent by one of them.
 *
 * @param ends the two values of `$as_of_end`
 */
export function movesByTimeSql(
  indicators: readonly Indicator[],
  [from, to]: readonly [string, string],
): string {
  if (from === to) return 'false';
  const end = '$as_of_end';
  const timed = indicators.map((indicator) => {
    const [window, state] = [windowOverSql(indicator.window), caseStateSql(indicator)];
    return state.replaceAll(window, '').includes(end) ? state : window;
  });
  const at = (text: string, when: string) => `(${text.replaceAll(end, () => sqlText(when))})`;
  return or(
    ...[...new Set(timed)].map((text) =>
      text.includes(end) ? `${at(text, from)} IS DISTINCT FROM ${at(text, to)}` : 'false',
    ),
  );
}

/** One count of an indicator: its name, and the aggregate that counts it over cases. */
export interface CountColumn {
  readonly name: 'numerator' | 'denominator' | 'pending' | 'unknown' | 'open' | 'undated' | 'asked';
  readonly sql: string;
}

const countIf = (condition: string) =>
  condition === 'true' ? 'count(*)' : condition === 'false' ? '0' : `count(*) FILTER (WHERE ${condition})`;

/**
 * The additive counts of an indicator as aggregates, regardless of its exclusions: the cases are grouped by those, so that the same counts
 * serve inside and outside. `denominator` is every mature case here; the policy for unknown outcomes is applied afterwards. `asked` are the
 * cases that an exclusion would remove; `open` is the known denominator of a ratio's unknown cases.
 */
export function additiveCounts(indicator: Indicator): CountColumn[] {
  const { cohort, window, sized, outcome, cohortMayBeNull, outcomeMayBeNull } = partsOf(indicator);
  // A filter treats NULL as false, so the three-valued texts can be used unchanged.
  const mature = and(cohort, window, sized);
  const unknown = outcomeMayBeNull ? and(mature, `(${outcome}) IS NULL`) : 'false';
  const met = and(mature, outcome);
  const common: CountColumn[] = [
    {
      name: 'undated',
      sql: countIf(or(cohortMayBeNull ? `(${cohort}) IS NULL` : 'false', unsized(cohort, window, sized))),
    },
    { name: 'pending', sql: window === 'true' ? '0' : countIf(and(cohort, `NOT ${isTrue(window)}`)) },
  ];
  if (exclusionSql(indicator) !== null)
    common.push({
      name: 'asked',
      sql: countIf(isConstant(cohort) || !cohortMayBeNull ? cohort : isNotFalse(cohort)),
    });
  if (indicator.measure === 'volume') return [{ name: 'numerator', sql: countIf(met) }, ...common];
  if (indicator.measure === 'ratio') {
    const sum = (column: string, condition: string) =>
      `coalesce(sum(${sqlName(column)}) FILTER (WHERE ${condition}), 0)`;
    return [
      { name: 'numerator', sql: sum(indicator.numerator.name, met) },
      { name: 'denominator', sql: sum(indicator.denominator.name, met) },
      { name: 'unknown', sql: countIf(unknown) },
      { name: 'open', sql: sum(indicator.denominator.name, unknown) },
      ...common,
    ];
  }
  return [
    { name: 'numerator', sql: countIf(met) },
    { name: 'denominator', sql: countIf(mature) },
    { name: 'unknown', sql: countIf(unknown) },
    ...common,
  ];
}

/**
 * Whether the counts of an indicator can be added over months and hospitals: not patients, medians, centres, or expectations recalibrated
 * per period.
 */
export const isAdditive = (indicator: DefinedIndicator) =>
  !countsPatients(indicator) &&
  !['median', 'standardised ratio', 'centre proportion'].includes(indicator.measure);

/** The stratum of cases of which it is not known. */
export const unknownStratum = '未知';

/** The strata of a case: empty text for all cases, then one per dimension, such as `mode=VV`. */
export function strataSql(dimensions: readonly string[]): string {
  const words = dimensions.map(
    (name) => `${sqlText(`${name}=`)} || coalesce(${sqlName(name)}, ${sqlText(unknownStratum)})`,
  );
  return `unnest([${["''", ...words].join(', ')}])`;
}
