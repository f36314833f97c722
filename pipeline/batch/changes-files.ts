import { join } from 'node:path';
import type { DefinedIndicator } from '../define/index.js';
import { chmod, writeNew } from '../effects/effects.js';
import { causeColumn, causes, countsOf } from '../restate/causes.js';
import { type ChangesCounted, isJudgedOtherwise } from '../restate/changes-over.js';
import { compared, figureKey, type Published } from '../restate/moved-figures.js';
import { type Correction, oneWay } from '../restate/one-way.js';
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

/** The files that say what a batch gives otherwise; `compared-with.txt` names the batch that was published before. */
export const changesFiles = [
  'changes.csv',
  'changes.parquet',
  'changed-cases.csv',
  'changed-cases.parquet',
  'compared-with.txt',
] as const;

/**
 * Writes what `restate` has found, each as CSV (UTF-8, LF) and Parquet: `changes` the figures with the causes that add up to their difference, `changed-cases` the cases
 * behind them, first the corrections that make a published outcome look better. Cases that are merely new are counted and not listed.
 */
export async function writeChanges(
  database: Database,
  folder: string,
  base: Published,
  indicators: readonly DefinedIndicator[],
): Promise<void> {
  const key = figureKey.join(', ');
  const shares = causes.flatMap((cause) =>
    countsOf(cause).map((name) => ({ cause, name, as: causeColumn(cause, name) })),
  );
  const pivoted = shares.map(
    ({ cause, name, as }) => `max(${name}) FILTER (WHERE cause = ${sqlText(cause)}) AS ${as}`,
  );
  const isSame = (names: readonly string[]) =>
    names.map((name) => `was_${name} IS NOT DISTINCT FROM now_${name}`).join(' AND ');
  type Text = (name: string) => string;
  const figures = (text: Text) =>
    `SELECT code, version, level, ${text('unit')} AS unit, period_type, period, stratum, ${compared.map((name) => `was_${name}, now_${name}`).join(', ')}, was_data_through, now_data_through,
      CASE WHEN runs_on THEN 'yes' ELSE 'no' END AS running, CASE WHEN is_redefined OR (is_split AND definition_numerator IS NOT NULL) THEN 'yes' ELSE 'no' END AS redefined,
      CASE WHEN ${isSame(['verdict', 'formal'])} THEN '' WHEN is_rethresholded AND ${isSame(['numerator', 'denominator', 'pending', 'unknown'])} THEN 'threshold'
        WHEN is_rethresholded THEN 'counts and threshold' ELSE 'counts' END AS verdict_by,
      CASE WHEN is_split THEN 'yes' ELSE 'no' END AS split, ${shares.map(({ as }) => `CASE WHEN is_split THEN coalesce(${as}, 0) END AS ${as}`).join(', ')},
      ${sqlText(base.batch)} AS compared_with
    FROM (SELECT *, row_number() OVER () AS place, (${key}) IN (SELECT (${key}) FROM split_figures) AS is_split FROM moved_figures)
    LEFT JOIN (SELECT ${key}, ${pivoted.join(', ')} FROM moved_shares GROUP BY ${key}) USING (${key}) ORDER BY place`;
  const cases = (text: Text) =>
    `SELECT code, hospital_id, towards, cause, was, now, ${monthSql('was_month')} AS was_month, ${monthSql('now_month')} AS now_month,
      ${text('was_file')} AS was_file, was_line, ${text('now_file')} AS now_file, now_line, cells
    FROM (SELECT *, ${towardsSql(indicators)} AS towards, rowid AS place FROM moved_cases WHERE cause <> 'new')
    ORDER BY cause = 'corrected' AND towards = 'better' DESC, place`;
  for (const [name, sql] of [
    ['changes', figures],
    ['changed-cases', cases],
  ] as const)
    for (const [ending, text, format] of [
      ['csv', defusedSql, 'FORMAT csv, HEADER'],
      ['parquet', (column: string) => column, 'FORMAT parquet, COMPRESSION zstd'],
    ] as const) {
      const path = join(folder, `${name}.${ending}`);
      await database.run(`COPY (${sql(text)}) TO ${sqlText(path)} (${format})`);
      chmod(path, 0o600);
    }
  writeNew(join(folder, 'compared-with.txt'), `${base.batch}\n`);
}

/** How much of what was published a batch gives otherwise. */
export interface Moved extends ChangesCounted {
  /** Hospitals whose corrections all point one way: see `oneWay`. */
  readonly oneWay: number;
}

/** Counts what `restate` has found. */
export async function countMoved(
  database: Database,
  indicators: readonly DefinedIndicator[],
): Promise<Moved> {
  const count = async (of: string) => (await database.number(`SELECT count(*) FROM ${of}`)) ?? 0;
  const corrections = await database.rows<Correction>(
    `SELECT DISTINCT hospital_id, now_file || ':' || now_line AS place, towards
     FROM (SELECT *, ${towardsSql(indicators)} AS towards FROM moved_cases) WHERE cause = 'corrected' AND towards <> ''`,
  );
  return {
    figures: await count('moved_figures WHERE NOT runs_on'),
    running: await count('moved_figures WHERE runs_on'),
    verdicts: await count(`moved_figures WHERE ${isJudgedOtherwise}`),
    better: corrections.filter(({ towards }) => towards === 'better').length,
    oneWay: oneWay(corrections).length,
  };
}
