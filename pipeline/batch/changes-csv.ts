import { join } from 'node:path';
import type { DefinedIndicator } from '../define/index.js';
import { chmod } from '../effects/effects.js';
import { causes } from '../restate/moved-cases.js';
import { compared, figureKey, type Published } from '../restate/moved-figures.js';
import { defusedSql } from '../sql/defused-sql.js';
import { sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';

/** Whether a case now counts for or against its figure; empty where it does neither, or nobody says which way is better. */
function towardsSql(indicators: readonly DefinedIndicator[]): string {
  const codes = (which: string) =>
    `code IN (${['', ...new Set(indicators.filter(({ better }) => better === which).map(({ code }) => code))].map(sqlText).join(', ')})`;
  const worth = (state: string) => `CASE ${state} WHEN 'met' THEN 1 WHEN 'not met' THEN -1 ELSE 0 END`;
  const step = `(${worth('now')} - ${worth('was')})`;
  return `CASE WHEN was IS NULL OR now IS NULL OR ${step} = 0 THEN '' WHEN ${codes('higher')} THEN CASE WHEN ${step} > 0 THEN 'better' ELSE 'worse' END
    WHEN ${codes('lower')} THEN CASE WHEN ${step} < 0 THEN 'better' ELSE 'worse' END ELSE '' END`;
}

const monthSql = (month: string) =>
  `CASE WHEN ${month} IS NOT NULL THEN printf('%04d-%02d', ${month} // 12, ${month} % 12 + 1) END`;

/**
 * Writes what `restate` has found as two files: `changes.csv` the figures with the causes that add up to their difference, `changed-cases.csv` the cases
 * behind them, first the corrections that make a published outcome look better. UTF-8, LF.
 */
export async function writeChanges(
  database: Database,
  folder: string,
  base: Published,
  indicators: readonly DefinedIndicator[],
): Promise<void> {
  const key = figureKey.join(', ');
  const shares = causes.flatMap((cause) =>
    ['cases', 'numerator', 'denominator'].map((name) => ({
      cause,
      name,
      as: `${cause.replaceAll(' ', '_')}_${name}`,
    })),
  );
  const pivoted = shares.map(
    ({ cause, name, as }) => `max(${name}) FILTER (WHERE cause = ${sqlText(cause)}) AS ${as}`,
  );
  const figures = `SELECT code, version, level, ${defusedSql('unit')} AS unit, period_type, period, stratum, ${compared.map((name) => `was_${name}, now_${name}`).join(', ')}, was_data_through, now_data_through,
      CASE WHEN is_redefined THEN 'yes' ELSE 'no' END AS redefined, CASE WHEN is_split THEN 'yes' ELSE 'no' END AS split, ${shares.map(({ as }) => `CASE WHEN is_split THEN coalesce(${as}, 0) END AS ${as}`).join(', ')},
      ${sqlText(base.batch)} AS compared_with
    FROM (SELECT *, row_number() OVER () AS place, (${key}) IN (SELECT (${key}) FROM split_figures) AS is_split FROM moved_figures)
    LEFT JOIN (SELECT ${key}, ${pivoted.join(', ')} FROM moved_shares GROUP BY ${key}) USING (${key}) ORDER BY place`;
  const cases = `SELECT code, hospital_id, towards, cause, was, now, ${monthSql('was_month')} AS was_month, ${monthSql('now_month')} AS now_month,
      ${defusedSql('was_file')} AS was_file, was_line, ${defusedSql('now_file')} AS now_file, now_line, cells
    FROM (SELECT *, ${towardsSql(indicators)} AS towards, rowid AS place FROM moved_cases)
    ORDER BY cause = 'corrected' AND towards = 'better' DESC, place`;
  for (const [name, sql] of [
    ['changes.csv', figures],
    ['changed-cases.csv', cases],
  ] as const) {
    const path = join(folder, name);
    await database.run(`COPY (${sql}) TO ${sqlText(path)} (FORMAT csv, HEADER)`);
    chmod(path, 0o600);
  }
}

/** How many figures have moved, and how many cases, each once, have a correction that makes a published outcome look better. */
export async function countMoved(
  database: Database,
  indicators: readonly DefinedIndicator[],
): Promise<{ readonly figures: number; readonly better: number }> {
  return {
    figures: (await database.number('SELECT count(*) FROM moved_figures')) ?? 0,
    better:
      (await database.number(
        `SELECT count(DISTINCT (hospital_id, now_file, now_line)) FROM moved_cases WHERE cause = 'corrected' AND ${towardsSql(indicators)} = 'better'`,
      )) ?? 0,
  };
}
