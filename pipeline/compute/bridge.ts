import { type Bridge, bridgesOf, type DefinedIndicator, undated } from '../define/index.js';
import { endOf } from '../define/periods.js';
import type { AnyTable } from '../define/table.js';
import type { Figure } from '../figure/figures.js';
import { sqlName } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';
import { casesSql } from './cases.js';
import { type ComputeOptions, compute } from './compute.js';

/** One unit and year on both sides of a change of definition: the same cases, counted by either version. */
export interface Bridged {
  readonly code: string;
  /** The first day of the later version; null for a corrected reading, which applies to cases of every day. */
  readonly changed: string | null;
  readonly level: Figure['level'];
  readonly unit: string;
  /** A calendar year. */
  readonly period: string;
  readonly earlier: Figure;
  readonly later: Figure;
}

/** Calendar years shown for a corrected reading, the current one included. */
const YEARS_OF_REVISION = 2;

/**
 * The effect of a change of definition: in each calendar year that touches the twelve months before and after the change, every case
 * counted by both versions, whichever of them judges it. For a corrected reading, those of the last two calendar years whose counts it
 * changed. Years without cases are left out.
 *
 * @param figures those of the batch, which are made by the later reading
 */
export async function computeBridges(
  database: Database,
  options: Omit<ComputeOptions, 'norms'>,
  figures: readonly Figure[],
): Promise<Bridged[]> {
  const bridges = bridgesOf(options.indicators);
  return [
    ...(await computeSuccessions(database, bridges, options)),
    ...(await computeRevisions(database, bridges, options, figures)),
  ];
}

async function computeSuccessions(
  database: Database,
  bridges: readonly Bridge[],
  options: Omit<ComputeOptions, 'norms'>,
): Promise<Bridged[]> {
  const rows: Bridged[] = [];
  const first = new Map<AnyTable, string | null>();
  for (const { code, earlier, later, changed } of bridges) {
    if (changed === null) continue;
    const years = yearsAround(changed);
    if (!first.has(earlier.of)) first.set(earlier.of, await firstDay(database, earlier, options));
    const start = first.get(earlier.of);
    if (!start || start.slice(0, 4) > (years.at(-1) ?? '')) continue;
    const [before, after] = [undated(earlier), undated(later)];
    const other = await byPlace(database, [after], options);
    for (const figure of (await byPlace(database, [before], options)).values()) {
      const pair = other.get(`${nameOf(after)}\t${placeOf(figure)}`);
      if (pair && years.includes(figure.period)) rows.push(bridged(code, changed, figure, pair));
    }
  }
  return rows;
}

async function computeRevisions(
  database: Database,
  bridges: readonly Bridge[],
  options: Omit<ComputeOptions, 'norms'>,
  figures: readonly Figure[],
): Promise<Bridged[]> {
  const revisions = bridges.filter(({ changed }) => changed === null);
  const year = Number(options.month.slice(0, 4));
  const years = Array.from({ length: YEARS_OF_REVISION }, (_, i) => String(year - i));
  const before = await byPlace(
    database,
    revisions.map(({ earlier }) => earlier),
    options,
  );
  const revised = new Set(revisions.map(({ later }) => nameOf(later)));
  const after = yearsByPlace(figures.filter((figure) => revised.has(nameOf(figure))));
  const rows: Bridged[] = [];
  const laterOf = new Map(revisions.map(({ earlier, later }) => [nameOf(earlier), later]));
  for (const [place, figure] of before) {
    const later = laterOf.get(nameOf(figure));
    const pair = later && after.get(`${nameOf(later)}\t${place.split('\t').slice(1).join('\t')}`);
    if (!pair || !years.includes(figure.period)) continue;
    const moves =
      pair.numerator !== figure.numerator ||
      pair.denominator !== figure.denominator ||
      pair.pending !== figure.pending;
    if (moves) rows.push(bridged(figure.code, null, figure, pair));
  }
  return rows;
}

const bridged = (code: string, changed: string | null, earlier: Figure, later: Figure): Bridged => ({
  code,
  changed,
  level: earlier.level,
  unit: earlier.unit,
  period: earlier.period,
  earlier,
  later,
});

/** The calendar years that the twelve months before and after a day touch. */
function yearsAround(day: string): string[] {
  const year = Number(day.slice(0, 4));
  const isNewYear = day.slice(5) === '01-01';
  return (isNewYear ? [year - 1, year] : [year - 1, year, year + 1]).map(String);
}

/** The day of a table's first case, or null when it has none: most months have no case as old as a change. */
async function firstDay(
  database: Database,
  { of, indexDate }: DefinedIndicator,
  { month, asOf, settled }: Omit<ComputeOptions, 'norms'>,
): Promise<string | null> {
  const [row] = await database.rows<{ first: string | null }>(
    `SELECT CAST(CAST(min(${sqlName(indexDate.name)}) AS DATE) AS VARCHAR) AS first FROM (${await casesSql(database, of, month, endOf(asOf), settled)})`,
    { as_of_end: endOf(asOf) },
  );
  return row?.first ?? null;
}

/** Figures of whole calendar years by version and place. */
async function byPlace(
  database: Database,
  definitions: readonly DefinedIndicator[],
  options: Omit<ComputeOptions, 'norms'>,
): Promise<Map<string, Figure>> {
  if (definitions.length === 0) return new Map();
  const indicators = definitions.map(({ strata, ...rest }) => rest as DefinedIndicator);
  const figures = await compute(database, { ...options, indicators, norms: [], periodTypes: ['year'] });
  return yearsByPlace(figures);
}

const yearsByPlace = (figures: readonly Figure[]): Map<string, Figure> =>
  new Map(
    figures
      .filter(({ period_type, stratum }) => period_type === 'year' && stratum === '')
      .map((figure) => [`${nameOf(figure)}\t${placeOf(figure)}`, figure]),
  );

const nameOf = ({ code, version }: Pick<Figure, 'code' | 'version'>) => `${code}@${version}`;
const placeOf = ({ level, unit, period }: Figure) => `${level}\t${unit}\t${period}`;
