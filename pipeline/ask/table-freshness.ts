import { currentRowsSql } from '../current/current-sql.js';
import type { AnyTable } from '../define/table.js';
import { monthlyCounts } from '../lists/lists.js';
import { sqlName, sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';
import { type Completeness, completeness } from './completeness.js';
import { type ExpectedCases, expectedCases } from './expected-cases.js';
import { counted } from './freshness.js';

/** How new and whole the data of a hospital's table are in a month: what its figures rest on. */
export interface TableFreshness {
  readonly hospital_id: string;
  readonly table: string;
  /** The month of the newest submission that counts, `2026-09`; null where nothing was ever sent. */
  readonly data_through: string | null;
  /** Cases that began in the month, or the month's rows of counts. */
  readonly rows_reported: number;
  /** Cases to be expected in the month; null where nothing says how many. */
  readonly rows_expected: number | null;
  /**
   * What the expectation rests on: what the hospital states of the month, or the median of the twelve months before, from its first case
   * on and of six or more; null without one.
   */
  readonly expected_from: 'front pages' | 'zero report' | 'earlier months' | null;
  /** Required cells filled in, of the month's live submissions. */
  readonly required_filled: number;
  /** Required cells of the rows sent; 0 where nothing was sent in the month. */
  readonly required_due: number;
}

/** Fewest months from which an expectation is taken. */
const FEWEST_MONTHS = 6;

/** What `tableFreshness` counts by; a caller that has it already passes it on. */
interface Known {
  readonly completeness?: readonly Completeness[];
  readonly expected?: readonly ExpectedCases[];
}

/**
 * How new and whole the data are of each hospital and table of cases or counts that anything was sent for or is stated of, by hospital and
 * table.
 *
 * @param end the first moment after the as-of day; absent, the end of the month's data
 */
export async function tableFreshness(
  database: Database,
  month: string,
  end?: string,
  known: Known = {},
): Promise<TableFreshness[]> {
  const stated = (known.expected ?? (await expectedCases(database, month, end))).filter(
    (entry) => entry.month === month,
  );
  const cells = known.completeness ?? (await completeness(database, month));
  const through = await database.rows<{ hospital_id: string; table: string; through: string }>(
    `SELECT hospital_id, table_name AS "table", max(month) AS through FROM submissions
     WHERE live AND month <= $month AND table_name IN (${counted.map(({ name }) => sqlText(name)).join(', ')}) GROUP BY ALL`,
    { month },
  );
  const found = new Map<string, TableFreshness>();
  for (const table of counted) {
    const newest = new Map(
      through.filter((row) => row.table === table.name).map((row) => [row.hospital_id, row.through]),
    );
    const counts =
      newest.size === 0 ? new Map<string, Counts>() : await countsOf(database, table, month, end);
    const codes = new Set([
      ...newest.keys(),
      ...stated.filter((entry) => entry.table === table.name).map(({ hospital_id }) => hospital_id),
    ]);
    for (const hospital of codes) {
      const own = cells.filter((cell) => cell.hospital_id === hospital && cell.table === table.name);
      const count = counts.get(hospital);
      const said = stated.find((entry) => entry.hospital_id === hospital && entry.table === table.name);
      found.set(`${hospital}\u0000${table.name}`, {
        hospital_id: hospital,
        table: table.name,
        data_through: newest.get(hospital) ?? null,
        rows_reported: count?.reported ?? 0,
        rows_expected: said?.expected ?? count?.usual ?? null,
        expected_from: said?.basis ?? (count?.usual == null ? null : 'earlier months'),
        required_filled: own.reduce((sum, { filled }) => sum + filled, 0),
        required_due: own.reduce((sum, { records }) => sum + records, 0),
      });
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

interface Counts {
  readonly reported: number;
  /** The median of the months before; null where they are too few, or the table has no cases. */
  readonly usual: number | null;
}

async function countsOf(
  database: Database,
  table: AnyTable,
  month: string,
  end: string | undefined,
): Promise<Map<string, Counts>> {
  const at = `CAST(left($month, 4) AS INTEGER) * 12 + CAST(right($month, 2) AS INTEGER) - 1`;
  const rows = await currentRowsSql(database, table, month, end);
  const sql =
    table.spec.indexDate === null
      ? `SELECT hospital_id, CAST(count(*) AS INTEGER) AS reported, CAST(NULL AS INTEGER) AS usual
         FROM (${rows}) WHERE ${sqlName(monthOf(table))} = $month GROUP BY ALL`
      : `WITH months AS (SELECT hospital_id, index_month AS m, count(*) AS n FROM (${rows}) WHERE index_month <= ${at} GROUP BY ALL),
         begun AS (SELECT hospital_id, greatest(min(m), ${at} - 12) AS first FROM months GROUP BY ALL),
         span AS (SELECT hospital_id, unnest(range(first, ${at})) AS m FROM begun),
         usual AS (SELECT hospital_id, CASE WHEN count(*) >= ${FEWEST_MONTHS} THEN quantile_disc(coalesce(n, 0), 0.5) END AS usual
           FROM span LEFT JOIN months USING (hospital_id, m) GROUP BY ALL)
         SELECT hospital_id, CAST(coalesce(n, 0) AS INTEGER) AS reported, CAST(usual AS INTEGER) AS usual
         FROM begun LEFT JOIN usual USING (hospital_id) LEFT JOIN (SELECT * FROM months WHERE m = ${at}) USING (hospital_id)`;
  const found = await database.rows<Counts & { hospital_id: string }>(sql, { month });
  return new Map(found.map(({ hospital_id, ...counts }) => [hospital_id, counts]));
}

/** The month that a row of counts is about. */
function monthOf(table: AnyTable): string {
  if (table.name !== monthlyCounts.name) throw new RangeError(`${table.name} has neither cases nor months`);
  return 'month';
}
