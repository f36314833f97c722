import type { PeriodType } from '../define/period-type.js';
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

/** A figure of a closed period that is not what was published of it last. */
export interface MovedFigure {
  readonly code: string;
  readonly version: string;
  readonly level: 'province' | 'city' | 'hospital';
  readonly unit: string;
  readonly period_type: PeriodType;
  readonly period: string;
  readonly stratum: string;
  readonly was: Counted;
  readonly now: Counted;
}

/** What is compared of a figure. */
export interface Counted {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly rate: number | null;
  readonly pending: number;
  readonly unknown: number;
  readonly formal: string | null;
  readonly verdict: string | null;
  readonly definition_hash: string;
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

const compared = [
  'numerator',
  'denominator',
  'rate',
  'pending',
  'unknown',
  'formal',
  'verdict',
  'definition_hash',
];

/** The counts and judgements of which one must differ for a figure to have moved; a definition in other words moves none. */
const deciding = ['numerator', 'denominator', 'rate', 'pending', 'unknown', 'formal', 'verdict'];

/**
 * The figures of a batch that differ from those of the batch before it: where that is of the same month all of them, else those of periods
 * that had ended when it was published, for what runs on grows by itself. In the order of the batch; a figure that only one of them has is compared with nothing, as null and 0.
 */
export async function movedFigures(
  database: Database,
  { month, batch }: { readonly month: string; readonly batch: string },
  base: Published,
): Promise<MovedFigure[]> {
  // Months, quarters and years are given by every batch that has cases of them, twelve months and three years by those that end with them.
  const periods = await database.rows<{ period: string }>(
    `SELECT DISTINCT period FROM figures
     WHERE batch = $batch OR (batch = $base AND period_type NOT IN ('rolling12', 'years3')) ORDER BY period`,
    { batch, base: base.batch },
  );
  const closed = periods
    .map(({ period }) => period)
    .filter((period) => base.month === month || monthsOf(period).last <= monthNumber(base.month));
  if (closed.length === 0) return [];
  // A corrected reading (`2022-r2`) stands where the reading it corrects has stood.
  const edition = "regexp_replace(version, '-r[0-9]+$', '')";
  const keys = ['code', 'edition', 'level', 'unit', 'period_type', 'period', 'stratum'];
  const of = (which: string) =>
    `SELECT *, ${edition} AS edition, row_number() OVER () AS place FROM figures WHERE batch = ${sqlText(which)} AND period IN (${closed.map(sqlText).join(', ')})`;
  const isCount = (name: string) => ['numerator', 'denominator', 'pending', 'unknown'].includes(name);
  const shown = (from: string, name: string) =>
    `${isCount(name) ? `CAST(${from}.${name} AS DOUBLE)` : `${from}.${name}`} AS ${from}_${name}`;
  const rows = await database.rows<Record<string, string | number | null>>(
    `SELECT ${keys.map((key) => `coalesce(n.${key}, o.${key}) AS ${key}`).join(', ')}, coalesce(n.version, o.version) AS version,
       ${compared.flatMap((name) => [shown('o', name), shown('n', name)]).join(', ')}
     FROM (${of(batch)}) n FULL JOIN (${of(base.batch)}) o ON ${keys.map((key) => `n.${key} = o.${key}`).join(' AND ')}
     WHERE ${deciding.map((name) => `n.${name} IS DISTINCT FROM o.${name}`).join(' OR ')}
     ORDER BY n.place NULLS LAST, o.place`,
  );
  const counted = (row: Record<string, string | number | null>, from: 'o' | 'n'): Counted => {
    const number = (name: string) => row[`${from}_${name}`] as number | null;
    const word = (name: string) => row[`${from}_${name}`] as string | null;
    return {
      numerator: number('numerator'),
      denominator: number('denominator'),
      rate: number('rate'),
      pending: number('pending') ?? 0,
      unknown: number('unknown') ?? 0,
      formal: word('formal'),
      verdict: word('verdict'),
      definition_hash: word('definition_hash') ?? '',
    };
  };
  return rows.map((row) => ({
    code: String(row['code']),
    version: String(row['version']),
    level: row['level'] as MovedFigure['level'],
    unit: String(row['unit']),
    period_type: row['period_type'] as PeriodType,
    period: String(row['period']),
    stratum: String(row['stratum']),
    was: counted(row, 'o'),
    now: counted(row, 'n'),
  }));
}
