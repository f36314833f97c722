import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { indicators, norms } from '../../indicators/index.js';
import type { BatchEntry } from '../ask/status.js';
import { type DisclosedFigure, inFull } from '../disclose/disclosed-figure.js';
import { copy } from '../effects/effects.js';
import { measureOf } from '../fhir/measure.js';
import { measureReportOf } from '../fhir/measure-report.js';
import type { Figure } from '../figure/figures.js';
import { InputError } from '../message/errors.js';
import { sqlName, sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';
import { figureColumns } from '../warehouse/schema.js';

const byName = new Map(indicators.map((indicator) => [`${indicator.code}\t${indicator.version}`, indicator]));
const definitionOf = ({ code, version }: Figure | DisclosedFigure) => byName.get(`${code}\t${version}`);

/** The Measures of the indicators that figures are of, one JSON resource a line. */
export function* measureLines(figures: readonly DisclosedFigure[]): Generator<string> {
  const used = new Set(figures.map(definitionOf));
  for (const indicator of indicators)
    if (used.has(indicator)) yield `${JSON.stringify(measureOf(indicator, norms))}\n`;
}

/** A MeasureReport for each figure, one JSON resource a line. */
export function* reportLines(figures: readonly DisclosedFigure[]): Generator<string> {
  for (const figure of figures) {
    const indicator = definitionOf(figure);
    if (indicator) yield `${JSON.stringify(measureReportOf(figure, indicator))}\n`;
  }
}

/**
 * Figures whose definition this program has, as the centre sees them.
 *
 * @throws {InputError} `other-definitions` where a figure's definition is not in this program, for its measure could not be said
 */
export function figuresInFull(figures: readonly Figure[]): DisclosedFigure[] {
  return figures.map((figure) => {
    const indicator = definitionOf(figure);
    if (indicator) return inFull(figure, indicator);
    throw new InputError('other-definitions', {
      zh: `导出 FHIR 要求本程序有每个指标的定义，但没有 ${figure.code} ${figure.version}。请先用本程序重新运行该月。`,
      en: `A FHIR export needs the definition of every figure, but this program has none of ${figure.code} ${figure.version}. First run the month again with this program.`,
    });
  });
}

/**
 * The figures of a published month as everybody may see them, from its `public/figures.csv`.
 *
 * @throws {InputError} `no-public-edition`
 */
export async function publicFigures(
  database: Database,
  { reports, temp, batch }: { readonly reports: string; readonly temp: string; readonly batch: BatchEntry },
): Promise<DisclosedFigure[]> {
  const published = join(reports, batch.month, 'public', 'figures.csv');
  if (!existsSync(published))
    throw new InputError('no-public-edition', {
      zh: `应有 ${batch.month} 的公开版 public/figures.csv，但没有。请先用本程序重新运行该月：zhikong run --month ${batch.month}。`,
      en: `${batch.month} must have a public edition, public/figures.csv, but has none. First run the month again with this program: zhikong run --month ${batch.month}.`,
    });
  // The database may read its own folder alone.
  const own = join(temp, 'public-figures.csv');
  copy(published, own);
  const types = [...figureColumns, ['state', 'VARCHAR'], ['sides', 'VARCHAR']] as const;
  const select = types.map(([name, type]) =>
    type === 'BIGINT' ? `CAST(${sqlName(name)} AS DOUBLE) AS ${sqlName(name)}` : sqlName(name),
  );
  const columns = types.map(([name, type]) => `${sqlText(name)}: ${sqlText(type)}`).join(', ');
  const rows = await database.rows<DisclosedFigure>(
    `SELECT ${select.join(', ')} FROM read_csv(${sqlText(own)}, header = true, columns = {${columns}}, nullstr = '', delim = ',', quote = '"', escape = '"', strict_mode = true)`,
  );
  // An empty cell is null, and the stratum of a whole is empty text; a name that begins a formula stands behind an apostrophe.
  return rows.map((row) => ({
    ...row,
    unit: row.unit.replace(/^'(?=[=+\-@\t\r])/, ''),
    stratum: row.stratum ?? '',
    errs: row.errs ?? '',
  }));
}
