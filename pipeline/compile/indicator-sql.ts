import type { Defined, Indicator } from '../define/index.js';
import { always, any, columnsOf, type Predicate } from '../define/predicate.js';
import type { Window } from '../stage/table.js';
import { predicateSql } from './predicate-sql.js';
import { sqlName, sqlText } from './quote.js';

/*
 * What one case is to one indicator. The same conditions give the counts of a figure and the list behind it, so that
 * the two can only agree:
 *   excluded   a named exclusion is known to hold
 *   undated    it is not known whether the case belongs to the denominator
 *   outside    it does not belong
 *   pending    it belongs, but its window is not over on the as-of date, or has not begun to run
 *   met / not met / unknown   mature
 * `$as_of_end` is the first moment after the as-of day.
 */

/** Conditions of one indicator over the columns of its table; each is true or false, never NULL. */
export interface Conditions {
  readonly excluded: string;
  readonly undated: string;
  readonly belongs: string;
  readonly mature: string;
  readonly met: string;
  readonly unknown: string;
}

const isTrue = (sql: string) => (sql === 'true' || sql === 'false' ? sql : `coalesce(${sql}, false)`);
const isNull = (sql: string) => (sql === 'true' || sql === 'false' ? 'false' : `(${sql}) IS NULL`);

/** The condition under which a window is over; false while it has not begun to run. */
export function windowOverSql(window: Window | undefined): string {
  if (!window) return 'true';
  const column = sqlName(window.over);
  // date(x) + d <= end  ⟺  x < end − (d − 1) days, as the end is a midnight: the arithmetic stays on the constant.
  if (window.days !== undefined)
    return isTrue(`${column} < CAST($as_of_end AS TIMESTAMP) - INTERVAL ${window.days - 1} DAY`);
  return isTrue(`${column} <= CAST($as_of_end AS TIMESTAMP)`);
}

/** Whether a case belongs to the denominator, as three-valued SQL: its own condition and the dates of the version. */
function cohortSql(indicator: Indicator): string {
  const parts: string[] = [];
  const index = sqlName(indicator.indexDate.name);
  if (indicator.effectiveFrom) parts.push(`${index} >= DATE ${sqlText(indicator.effectiveFrom)}`);
  if (indicator.effectiveTo) parts.push(`${index} < DATE ${sqlText(indicator.effectiveTo)} + 1`);
  const own = cohortOf(indicator);
  if (own.op !== 'always') parts.push(predicateSql(own));
  // A ratio has no place for a case of which the size is not known.
  if (indicator.measure === 'ratio')
    parts.push(`CASE WHEN ${sqlName(indicator.denominator.name)} IS NOT NULL THEN true END`);
  return parts.length === 0 ? 'true' : parts.length === 1 ? (parts[0] ?? 'true') : `(${parts.join(' AND ')})`;
}

function cohortOf(indicator: Indicator): Predicate {
  if (indicator.measure === 'proportion' || indicator.measure === 'patient proportion')
    return indicator.denominator ?? always;
  if (indicator.measure === 'ratio' || indicator.measure === 'median') return indicator.cases ?? always;
  return always;
}

/** The conditions of a case for an indicator. For ratios and medians `unknown` means that a number is missing. */
export function conditionsOf(indicator: Indicator): Conditions {
  const exclusions = Object.values(indicator.exclusions ?? {}).map(({ when }) => when);
  const excluded = exclusions.length === 0 ? 'false' : isTrue(predicateSql(any(...exclusions)));
  const cohort = cohortSql(indicator);
  const kept = excluded === 'false' ? 'true' : `NOT ${excluded}`;
  const and = (...parts: string[]) => {
    if (parts.includes('false')) return 'false';
    const rest = parts.filter((part) => part !== 'true');
    return rest.length === 0 ? 'true' : rest.length === 1 ? (rest[0] ?? 'true') : `(${rest.join(' AND ')})`;
  };
  const belongs = and(kept, isTrue(cohort));
  const mature = and(belongs, windowOverSql(indicator.window));
  const outcome = outcomeOf(indicator);
  const [met, unknown] = outcome;
  return {
    excluded: and(excluded, cohort === 'true' ? 'true' : `NOT coalesce(NOT (${cohort}), false)`),
    undated: and(
      kept,
      indicator.measure === 'ratio' || mayBeNull(indicator, cohortOf(indicator)) ? isNull(cohort) : 'false',
    ),
    belongs,
    mature,
    met: and(mature, met),
    unknown: and(mature, unknown),
  };
}

/** Met and unknown of a mature case. */
function outcomeOf(indicator: Indicator): [string, string] {
  switch (indicator.measure) {
    case 'proportion':
    case 'patient proportion': {
      const outcome = predicateSql(indicator.numerator);
      return [isTrue(outcome), mayBeNull(indicator, indicator.numerator) ? isNull(outcome) : 'false'];
    }
    case 'ratio':
      return [
        `${sqlName(indicator.numerator.name)} IS NOT NULL`,
        `${sqlName(indicator.numerator.name)} IS NULL`,
      ];
    case 'median':
      return [`${sqlName(indicator.value.name)} IS NOT NULL`, `${sqlName(indicator.value.name)} IS NULL`];
    default:
      return ['true', 'false'];
  }
}

/** Required columns are never blank, so a condition that only reads them is never unknown. */
function mayBeNull(indicator: Indicator, predicate: Predicate): boolean {
  if (predicate.op === 'known') return false;
  const { fields } = indicator.of.spec;
  return columnsOf(predicate).some((column) => !fields[column]?.meta.required);
}

/** The state of a case as one word, for lists. */
export function caseStateSql(indicator: Indicator): string {
  const c = conditionsOf(indicator);
  return `CASE WHEN ${c.excluded} THEN 'excluded' WHEN ${c.undated} THEN 'undated' WHEN NOT ${c.belongs} THEN 'outside'
    WHEN NOT ${c.mature} THEN 'pending' WHEN ${c.unknown} THEN 'unknown' WHEN ${c.met} THEN 'met' ELSE 'not met' END`;
}

/** One count of a figure: its place in the figure, and the aggregate that counts it over cases. */
export interface CountColumn {
  readonly name: 'numerator' | 'denominator' | 'pending' | 'unknown' | 'excluded' | 'undated';
  readonly sql: string;
}

const countIf = (condition: string) =>
  condition === 'true' ? 'count(*)' : condition === 'false' ? '0' : `count(*) FILTER (WHERE ${condition})`;

/**
 * The counts of an indicator as aggregates that add up over hospitals and months: proportions of cases, ratios,
 * volumes and compositions. `denominator` is every mature case here; the unknown policy is applied afterwards.
 */
export function additiveCounts(indicator: Indicator): CountColumn[] {
  const c = conditionsOf(indicator);
  const common: CountColumn[] = [
    { name: 'pending', sql: indicator.window ? countIf(`(${c.belongs} AND NOT ${c.mature})`) : '0' },
    { name: 'excluded', sql: countIf(c.excluded) },
  ];
  switch (indicator.measure) {
    case 'ratio': {
      const sum = (column: string, condition: string) =>
        `coalesce(sum(${sqlName(column)}) FILTER (WHERE ${condition}), 0)`;
      return [
        { name: 'numerator', sql: sum(indicator.numerator.name, c.met) },
        { name: 'denominator', sql: sum(indicator.denominator.name, c.met) },
        { name: 'unknown', sql: sum(indicator.denominator.name, c.unknown) },
        { name: 'undated', sql: countIf(c.undated) },
        ...common,
      ];
    }
    case 'volume':
      return [
        { name: 'numerator', sql: countIf(c.mature) },
        { name: 'undated', sql: countIf(c.undated) },
        ...common,
      ];
    default:
      return [
        { name: 'numerator', sql: countIf(c.met) },
        { name: 'denominator', sql: countIf(c.mature) },
        { name: 'unknown', sql: countIf(c.unknown) },
        { name: 'undated', sql: countIf(c.undated) },
        ...common,
      ];
  }
}

/** Whether the counts of an indicator add up over months and hospitals. Patients and medians do not. */
export const isAdditive = (indicator: Defined) =>
  indicator.measure !== 'patient proportion' && indicator.measure !== 'median';

/** The stratum words of a case: empty for all cases, then one per dimension, such as `mode=VV`. */
export function strataSql(dimensions: readonly string[]): string {
  const words = dimensions.map((name) => `${sqlText(`${name}=`)} || coalesce(${sqlName(name)}, '未知')`);
  return `unnest([${["''", ...words].join(', ')}])`;
}
