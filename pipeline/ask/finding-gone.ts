import type { ClauseResult, PeriodType } from '../define/index.js';
import { monthNumber, monthsOf } from '../define/periods.js';
import { InputError } from '../message/errors.js';
import { sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';

/** What a letter is about. */
export interface Finding {
  readonly hospital: string;
  /** An indicator, or a clause. */
  readonly code: string;
  /** The period of the figure, or the day of the clause. */
  readonly period: string;
  /** The month of the batch it was found in. */
  readonly month: string;
}

/** The data by which a finding is gone. */
export interface Gone {
  /** The month of the batch that shows it. */
  readonly month: string;
  /** The period of the figure, or the day of the clause. */
  readonly period: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Of a clause; null for a figure. */
  readonly result: ClauseResult | null;
}

/** The kind of a period by its name. */
export function periodTypeOf(period: string): PeriodType {
  if (/^\d{4}$/.test(period)) return 'year';
  if (period.includes('Q')) return 'quarter';
  if (!period.includes('..')) return 'month';
  return period.length === '2024..2026'.length ? 'years3' : 'rolling12';
}

interface LaterFigure {
  readonly month: string;
  readonly code: string;
  readonly unit: string;
  readonly period_type: PeriodType;
  readonly period: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly formal: string | null;
  readonly verdict: string | null;
}

interface LaterResult {
  readonly month: string;
  readonly clause: string;
  readonly hospital_id: string;
  readonly on_day: string;
  readonly result: ClauseResult;
}

/** SELECT of the newest batch of each month up to `$month`. */
const newestBatches =
  'SELECT month, arg_max(batch, rowid) AS batch FROM batches WHERE month <= $month GROUP BY month';

/**
 * By which data of later months, up to a month, each finding is gone; null while it is not. It stays gone, whatever comes afterwards.
 *
 * Of the batches after the one it was found in, in order of months, the first counts that shows it gone. For a figure that is the same
 * indicator of the same hospital over the same kind of period: the latest that ends after the period of the finding and no later than the
 * month of the batch, met as counted and not missed statistically. The figure of the finding's own period closes nothing, because it
 * changes by corrections alone. A clause is gone where it is met or not applicable.
 */
export async function findingsGone(
  database: Database,
  findings: readonly Finding[],
  month: string,
): Promise<(Gone | null)[]> {
  if (findings.length === 0) return [];
  const list = (of: (finding: Finding) => string) => [...new Set(findings.map(of))].map(sqlText).join(', ');
  const figures = await database.rows<LaterFigure>(
    `SELECT b.month, f.code, f.unit, f.period_type, f.period, CAST(f.numerator AS DOUBLE) AS numerator,
       CAST(f.denominator AS DOUBLE) AS denominator, f.formal, f.verdict
     FROM figures f JOIN (${newestBatches}) b ON b.batch = f.batch
     WHERE f.level = 'hospital' AND f.stratum = '' AND f.formal IS NOT NULL
       AND f.code IN (${list(({ code }) => code)}) AND f.unit IN (${list(({ hospital }) => hospital)})`,
    { month },
  );
  const results = await database.rows<LaterResult>(
    `SELECT b.month, c.clause, c.hospital_id, c.on_day, c.result FROM clause_results c JOIN (${newestBatches}) b ON b.batch = c.batch
     WHERE c.clause IN (${list(({ code }) => code)}) AND c.hospital_id IN (${list(({ hospital }) => hospital)}) ORDER BY b.month`,
    { month },
  );
  return findings.map((finding) => goneByFigure(finding, figures) ?? goneByClause(finding, results));
}

function goneByFigure(finding: Finding, figures: readonly LaterFigure[]): Gone | null {
  const own = figures.filter(
    ({ code, unit, month }) => code === finding.code && unit === finding.hospital && month > finding.month,
  );
  if (own.length === 0) return null;
  const type = periodTypeOf(finding.period);
  const last = lastMonthOf(finding.period);
  if (last === null) return null;
  for (const month of [...new Set(own.map((figure) => figure.month))].sort()) {
    const ended = own
      .filter((figure) => figure.month === month && figure.period_type === type)
      .map((figure) => ({ figure, end: monthsOf(figure.period).last }))
      .filter(({ end }) => end > last && end <= monthNumber(month));
    const latest = Math.max(...ended.map(({ end }) => end));
    const [first, ...versions] = ended.filter(({ end }) => end === latest).map(({ figure }) => figure);
    if (first && [first, ...versions].every(isMet)) {
      const { period, numerator, denominator } = first;
      return { month, period, numerator, denominator, result: null };
    }
  }
  return null;
}

/** The last month of a period; null for a text that the centre has typed and that is none. */
function lastMonthOf(period: string): number | null {
  try {
    return monthsOf(period).last;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

const isMet = ({ formal, verdict }: LaterFigure) => formal === 'met' && verdict !== 'not_met';

function goneByClause(finding: Finding, results: readonly LaterResult[]): Gone | null {
  const found = results.find(
    ({ clause, hospital_id, month, result }) =>
      clause === finding.code &&
      hospital_id === finding.hospital &&
      month > finding.month &&
      (result === 'met' || result === 'not applicable'),
  );
  return found === undefined
    ? null
    : { month: found.month, period: found.on_day, numerator: null, denominator: null, result: found.result };
}
