import { sqlName } from '../compile/quote.js';
import { bridgesOf, type Defined, undated } from '../define/index.js';
import type { Figure } from '../figures.js';
import type { AnyTable } from '../stage/table.js';
import type { Database } from '../warehouse/database.js';
import { casesSql } from './cases.js';
import { type ComputeOptions, compute, endOf } from './compute.js';

/** One unit and year on both sides of a change of definition: the same cases, counted by either version. */
export interface Bridged {
  readonly code: string;
  readonly changed: string;
  readonly level: Figure['level'];
  readonly unit: string;
  /** A calendar year. */
  readonly period: string;
  readonly earlier: Figure;
  readonly later: Figure;
}

/**
 * What a change of definition moves: in each calendar year that touches the twelve months before and after the change,
 * every case counted by both versions, whichever of them judges it. Years without cases give nothing.
 */
export async function computeBridges(
  database: Database,
  options: Omit<ComputeOptions, 'norms'>,
): Promise<Bridged[]> {
  const rows: Bridged[] = [];
  const first = new Map<AnyTable, string | null>();
  for (const bridge of bridgesOf(options.indicators)) {
    const years = yearsAround(bridge.changed);
    const table = bridge.earlier.of;
    if (!first.has(table)) first.set(table, await firstDay(database, bridge.earlier, options));
    const start = first.get(table);
    if (!start || start.slice(0, 4) > (years.at(-1) ?? '')) continue;
    const earlier = await figuresOf(database, bridge.earlier, options);
    const later = await figuresOf(database, bridge.later, options);
    const other = new Map(later.map((figure) => [placeOf(figure), figure]));
    for (const figure of earlier) {
      const pair = other.get(placeOf(figure));
      if (!pair || !years.includes(figure.period)) continue;
      rows.push({
        code: bridge.code,
        changed: bridge.changed,
        level: figure.level,
        unit: figure.unit,
        period: figure.period,
        earlier: figure,
        later: pair,
      });
    }
  }
  return rows;
}

/** The calendar years that the twelve months before and after a day touch. */
function yearsAround(day: string): string[] {
  const year = Number(day.slice(0, 4));
  const isNewYear = day.slice(5) === '01-01';
  return (isNewYear ? [year - 1, year] : [year - 1, year, year + 1]).map(String);
}

/** The day of a table's first case, or null when it has none: most months have no case as old as a change. */
async function firstDay(
  database: Database,
  { of, indexDate }: Defined,
  { month, asOf }: Omit<ComputeOptions, 'norms'>,
): Promise<string | null> {
  const [row] = await database.rows<{ first: string | null }>(
    `SELECT CAST(CAST(min(${sqlName(indexDate.name)}) AS DATE) AS VARCHAR) AS first FROM (${await casesSql(database, of, month, endOf(asOf))})`,
    { as_of_end: endOf(asOf) },
  );
  return row?.first ?? null;
}

async function figuresOf(
  database: Database,
  definition: Defined,
  options: Omit<ComputeOptions, 'norms'>,
): Promise<Figure[]> {
  const figures = await compute(database, { ...options, indicators: [undated(definition)], norms: [] });
  return figures.filter(({ period_type, stratum }) => period_type === 'year' && stratum === '');
}

const placeOf = ({ level, unit, period }: Figure) => `${level}\t${unit}\t${period}`;
