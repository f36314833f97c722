import { allRowsSql } from '../../current/rows-sql.js';
import type { AnyTable } from '../../define/table.js';
import { sqlName, sqlText } from '../../sql/quote.js';
import type { Database } from '../../warehouse/database.js';
import { addRowWarnings } from '../../warehouse/ledger.js';

const rule = 'begins-after-as-of';

/**
 * Replaces a month's warnings about cases that begin after the as-of day of this run: they are stored and do not count yet. Only an as-of
 * day before the end of the month leaves any.
 */
export async function tellLaterCases(
  database: Database,
  table: AnyTable,
  month: string,
  end: string,
): Promise<void> {
  const { indexDate } = table.spec;
  if (indexDate === null || table.spec.workedOutFrom) return;
  await database.run(
    `DELETE FROM problems WHERE rule = ${sqlText(rule)} AND file_id IN (SELECT file_id FROM files WHERE month = $month AND table_name = $table)`,
    { month, table: table.name },
  );
  const live = `SELECT s.hospital_id, s.file_id FROM submissions s JOIN files f USING (file_id)
    WHERE s.live AND s.month = $month AND s.table_name = $table AND f.as_of_end > $end`;
  if ((await database.number(`SELECT count(*) FROM (${live})`, { month, table: table.name, end })) === 0)
    return;
  const found = await database.rows<{ file_id: number; hospital_id: string; line: number; n: number }>(
    `SELECT file_id, hospital_id, min(line) AS line, CAST(count(*) AS INTEGER) AS n FROM (${await allRowsSql(database, table)})
     WHERE (hospital_id, file_id) IN (${live}) AND ${sqlName(indexDate)} >= CAST($end AS TIMESTAMP) GROUP BY ALL ORDER BY ALL`,
    { month, table: table.name, end },
  );
  await addRowWarnings(
    database,
    found.map(({ n, ...row }) => ({
      ...row,
      fields: [indexDate],
      rule,
      notice: {
        message: {
          zh: `计入的病例须在数据截止日之前（含当日）开始，但有 ${n} 行晚于截止日，首见于第 ${row.line} 行；已入库，到期后自动计入，本期不计。`,
          en: `A case counts from the as-of day on which it has begun, but ${n} rows begin later, first on line ${row.line}; they are stored and count when that day has come.`,
        },
        fix: { zh: '无需处理；日期有误的请更正。', en: 'Nothing need be done, unless a date is wrong.' },
      },
    })),
  );
}
