import { monthNumber, monthsOf } from '../define/periods.js';
import { sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';

/** Whether a figure moved by more than new cases: what of a running period did shows in its months too. */
export const isOfOldCases = `(NOT runs_on OR period_type = 'month')`;

/** A batch that is published. */
export interface Published {
  readonly batch: string;
  readonly month: string;
  readonly as_of: string;
  /** By which contract its warehouse was made; null where nobody noted it. */
  readonly contract: string | null;
  /** Whether another batch was published after it, whose files may have changed what it was counted from. */
  readonly is_overtaken: boolean;
}

/**
 * The batch that figures of a month are compared with: the newest of the same month where it has been run before, else the newest of the
 * latest month before it; null where nothing was published.
 */
export async function lastPublished(
  database: Database,
  month: string,
  batch: string,
): Promise<Published | null> {
  const [found] = await database.rows<Published>(
    `SELECT batch, month, as_of, contract, rowid < (SELECT max(rowid) FROM batches WHERE batch <> $batch) AS is_overtaken FROM batches WHERE month <= $month AND batch <> $batch
     ORDER BY month DESC, rowid DESC LIMIT 1`,
    { month, batch },
  );
  return found ?? null;
}

/** What is compared of a figure: one must differ for it to have moved. */
export const compared = [
  'numerator',
  'denominator',
  'rate',
  'pending',
  'unknown',
  'formal',
  'verdict',
] as const;

/** What names a figure. A corrected reading (`2022-r2`) stands where the reading it corrects has stood, so that `edition` does and `version` does not. */
export const figureKey = ['code', 'edition', 'level', 'unit', 'period_type', 'period', 'stratum'] as const;

/**
 * Makes the table `moved_figures`: the figures of a batch that differ from those of the batch before it, in the order of the batch, and the
 * table `asked_anew` of the definitions (`code`, `edition`) that are others now or gave no figure then (`cause` definition), and of all where another month was run since (`in between`). Compared are the periods that were published, and
 * those that have had figures since, of months up to that of the batch before. A row has the key of the figure, its version, months (`first`, `last`), what was and is (`was_…`,
 * `now_…`, with the month of its data), whether its period ran on beyond that month (`runs_on`), whether another threshold holds (`is_rethresholded`), and whether another
 * definition counts it now (`is_redefined`).
 */
export async function writeMovedFigures(
  database: Database,
  { batch }: { readonly batch: string },
  base: Published,
): Promise<void> {
  const found = await database.rows<{
    period: string;
    period_type: string;
    was_there: boolean;
    is_there: boolean;
  }>(
    `SELECT period, period_type, bool_or(batch = $base) AS was_there, bool_or(batch = $batch) AS is_there
     FROM figures WHERE batch IN ($batch, $base) GROUP BY ALL ORDER BY ALL`,
    { batch, base: base.batch },
  );
  const month = monthNumber(base.month);
  // Months, quarters and years are given by every batch that has cases of them, twelve months and three years by those that end with them.
  const periods = found
    .filter(({ period_type, is_there }) => is_there || !['rolling12', 'years3'].includes(period_type))
    .map(({ period, was_there }) => ({ period, was_there, ...monthsOf(period) }))
    .filter(({ was_there, last }) => was_there || last <= month)
    .map(({ period, first, last }) => `(${sqlText(period)}, ${first}, ${last})`);
  const values =
    periods.length === 0
      ? "SELECT '' AS period, 0 AS first, 0 AS last WHERE false"
      : `SELECT * FROM (VALUES ${periods.join(', ')}) AS p(period, first, last)`;
  const edition = "regexp_replace(version, '-r[0-9]+$', '')";
  await database.run(
    `CREATE OR REPLACE TEMP TABLE asked_anew AS
     SELECT code, ${edition} AS edition, CASE WHEN count(DISTINCT definition_hash) > 1 OR NOT ${base.is_overtaken} THEN 'definition' ELSE 'in between' END AS cause
     FROM figures WHERE batch IN (${sqlText(batch)}, ${sqlText(base.batch)}) GROUP BY code, edition
     HAVING ${base.is_overtaken} OR count(DISTINCT definition_hash) > 1 OR bool_and(batch = ${sqlText(batch)})`,
  );
  const of = (which: string) =>
    `SELECT f.*, ${edition} AS edition, f.rowid AS place FROM figures f SEMI JOIN periods USING (period) WHERE f.batch = ${sqlText(which)}`;
  const differ = (names: readonly string[]) =>
    names.map((name) => `n.${name} IS DISTINCT FROM o.${name}`).join(' OR ');
  await database.run(
    `CREATE OR REPLACE TEMP TABLE moved_figures AS
     WITH periods AS (${values}),
     pairs AS (
       SELECT ${figureKey.map((key) => `coalesce(n.${key}, o.${key}) AS ${key}`).join(', ')}, coalesce(n.version, o.version) AS version,
         ${compared.map((name) => `o.${name} AS was_${name}, n.${name} AS now_${name}`).join(', ')}, o.data_through AS was_data_through, n.data_through AS now_data_through,
         ${differ(['threshold', 'operator', 'norm', 'applies'])} AS is_rethresholded,
         coalesce(o.definition_hash <> n.definition_hash, false) AS is_redefined, n.place AS now_place, o.place AS was_place
       FROM (${of(batch)}) n FULL JOIN (${of(base.batch)}) o ON ${figureKey.map((key) => `n.${key} = o.${key}`).join(' AND ')}
       WHERE ${differ(compared)})
     SELECT pairs.* EXCLUDE (now_place, was_place), periods.first, periods.last, periods.last > ${month} AS runs_on FROM pairs JOIN periods USING (period)
     ORDER BY now_place NULLS LAST, was_place`,
  );
}
