import { monthNumber, monthsOf } from '../define/periods.js';
import { sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';

/** A batch that is published. */
export interface Published {
  readonly batch: string;
  readonly month: string;
  readonly as_of: string;
  /** By which contract its warehouse was made; null where nobody noted it. */
  readonly contract: string | null;
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
    `SELECT batch, month, as_of, contract FROM batches WHERE month <= $month AND batch <> $batch
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
 * Makes the table `moved_figures`: the figures of a batch that differ from those of the batch before it, in the order of the batch. Where that
 * is of the same month all are compared, else those of periods that had ended when it was published, for what runs on grows by itself. A
 * row has the key of the figure, its version, months (`first`, `last`), what was and is (`was_…`, `now_…`, with the month of its data), and whether another definition counts it now.
 */
export async function writeMovedFigures(
  database: Database,
  { month, batch }: { readonly month: string; readonly batch: string },
  base: Published,
): Promise<void> {
  // Months, quarters and years are given by every batch that has cases of them, twelve months and three years by those that end with them.
  const periods = await database.rows<{ period: string }>(
    `SELECT DISTINCT period FROM figures
     WHERE batch = $batch OR (batch = $base AND period_type NOT IN ('rolling12', 'years3')) ORDER BY period`,
    { batch, base: base.batch },
  );
  const closed = periods
    .map(({ period }) => ({ period, ...monthsOf(period) }))
    .filter(({ last }) => base.month === month || last <= monthNumber(base.month))
    .map(({ period, first, last }) => `(${sqlText(period)}, ${first}, ${last})`);
  const values =
    closed.length === 0
      ? "SELECT '' AS period, 0 AS first, 0 AS last WHERE false"
      : `SELECT * FROM (VALUES ${closed.join(', ')}) AS p(period, first, last)`;
  const of = (which: string) =>
    `SELECT f.*, regexp_replace(f.version, '-r[0-9]+$', '') AS edition, f.rowid AS place FROM figures f SEMI JOIN closed USING (period) WHERE f.batch = ${sqlText(which)}`;
  await database.run(
    `CREATE OR REPLACE TEMP TABLE moved_figures AS
     WITH closed AS (${values}),
     pairs AS (
       SELECT ${figureKey.map((key) => `coalesce(n.${key}, o.${key}) AS ${key}`).join(', ')}, coalesce(n.version, o.version) AS version,
         ${compared.map((name) => `o.${name} AS was_${name}, n.${name} AS now_${name}`).join(', ')}, o.data_through AS was_data_through, n.data_through AS now_data_through,
         coalesce(o.definition_hash <> n.definition_hash, false) AS is_redefined, n.place AS now_place, o.place AS was_place
       FROM (${of(batch)}) n FULL JOIN (${of(base.batch)}) o ON ${figureKey.map((key) => `n.${key} = o.${key}`).join(' AND ')}
       WHERE ${compared.map((name) => `n.${name} IS DISTINCT FROM o.${name}`).join(' OR ')})
     SELECT pairs.* EXCLUDE (now_place, was_place), closed.first, closed.last FROM pairs JOIN closed USING (period)
     ORDER BY now_place NULLS LAST, was_place`,
  );
}
