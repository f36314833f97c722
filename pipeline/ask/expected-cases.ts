import { currentRowsSql } from '../current/current-sql.js';
import { monthlyCounts } from '../lists/lists.js';
import { sqlText } from '../sql/quote.js';
import { technologies } from '../technology/index.js';
import type { Database } from '../warehouse/database.js';

/** A month for which a hospital has stated how many cases began in it, with how many of them were reported. */
export interface ExpectedCases {
  readonly hospital_id: string;
  readonly month: string;
  /** The name of a table of cases. */
  readonly table: string;
  /** By the front pages of the records; 0 where a zero report was sent. */
  readonly expected: number;
  readonly reported: number;
  readonly basis: 'front pages' | 'zero report';
}

const stated = technologies.flatMap(({ cases, counted }) =>
  counted
    ? [
        {
          table: cases,
          page: `item = ${sqlText(counted.frontPage.item)}`,
          zero: `item IN ('zero_report', ${sqlText(counted.zeroReport.item)})`,
        },
      ]
    : [],
);

/**
 * Months up to a given one with a stated number of cases, by hospital and table, in month order, to find missing cases and cases reported
 * despite a zero report. A count by front pages takes precedence over a zero report.
 *
 * @param end the first moment after the as-of day; absent, the end of the month's data
 */
export async function expectedCases(
  database: Database,
  month: string,
  end?: string,
): Promise<ExpectedCases[]> {
  const counts = await currentRowsSql(database, monthlyCounts, month);
  const countedOf = async ({ table, page, zero }: (typeof stated)[number]) => {
    const cases = await currentRowsSql(database, table, month, end);
    return `SELECT s.hospital_id, s.month, ${sqlText(table.name)} AS "table", CAST(s.expected AS INTEGER) AS expected, CAST(coalesce(c.n, 0) AS INTEGER) AS reported, s.basis FROM (
        SELECT hospital_id, month, coalesce(max(value) FILTER (WHERE ${page}), 0) AS expected,
          CASE WHEN count(value) FILTER (WHERE ${page}) > 0 THEN 'front pages' ELSE 'zero report' END AS basis
        FROM (${counts}) WHERE (${page}) OR (${zero}) GROUP BY ALL) s
      LEFT JOIN (SELECT hospital_id, index_month, count(*) AS n FROM (${cases}) GROUP BY ALL) c ON c.hospital_id = s.hospital_id
        AND c.index_month = CAST(left(s.month, 4) AS INTEGER) * 12 + CAST(right(s.month, 2) AS INTEGER) - 1
      WHERE s.month <= $month`;
  };
  const parts: string[] = [];
  for (const one of stated) parts.push(await countedOf(one));
  return database.rows<ExpectedCases>(`${parts.join('\nUNION ALL\n')} ORDER BY hospital_id, month, "table"`, {
    month,
  });
}
