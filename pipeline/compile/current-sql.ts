import type { AnyTable } from '../stage/table.js';
import type { Database } from '../warehouse/database.js';
import { sqlName, sqlText } from './quote.js';
import { allRowsSql } from './rows-sql.js';
import { hasCases, oncePerCaseSql } from './same-case-sql.js';
import { keyColumns } from './table-sql.js';

/** SELECT of the rows of a table that count as of an inbox month: the latest of every key, and of those each case once. */
export async function currentRowsSql(database: Database, table: AnyTable, month: string): Promise<string> {
  const latest = await latestRowsSql(database, table, month);
  if (!hasCases(table)) return latest;
  const pairs = await database.number(
    "SELECT count(*) FROM same_cases WHERE table_name = $table AND sameness = 'case'",
    { table: table.name },
  );
  return pairs === 0 ? latest : oncePerCaseSql(table, latest);
}

/**
 * SELECT of the latest rows of a table as of an inbox month: rows of submissions that were not replaced, and of a key
 * sent more than once the row of the latest submission.
 *
 * Most tables need no more than a scan: only where the ledger knows replaced files or hospitals with several months is
 * a filter or a choice added.
 */
export async function latestRowsSql(database: Database, table: AnyTable, month: string): Promise<string> {
  const submissions = await database.rows<{
    hospital_id: string;
    file_id: number;
    month: string;
    live: boolean;
  }>(`SELECT hospital_id, file_id, month, live FROM submissions WHERE table_name = $table ORDER BY ALL`, {
    table: table.name,
  });
  const used = submissions.filter((s) => s.live && s.month <= month);
  const unused = submissions.length - used.length;
  const months = new Map<string, Set<string>>();
  for (const s of used) months.set(s.hospital_id, (months.get(s.hospital_id) ?? new Set()).add(s.month));
  const several = [...months].filter(([, sent]) => sent.size > 1).map(([hospital]) => hospital);

  const all = await allRowsSql(database, table);
  const live = `SELECT hospital_id, file_id FROM submissions WHERE table_name = ${sqlText(table.name)} AND live AND month <= ${sqlText(month)}`;
  const rows = unused === 0 ? all : `SELECT * FROM (${all}) WHERE (hospital_id, file_id) IN (${live})`;
  if (several.length === 0) return rows;
  const once = `SELECT hospital_id FROM submissions WHERE table_name = ${sqlText(table.name)} AND live AND month <= ${sqlText(month)}
    GROUP BY hospital_id HAVING count(DISTINCT month) = 1`;
  return `SELECT * FROM (${rows}) WHERE hospital_id IN (${once})
    UNION ALL
    SELECT * EXCLUDE (sent_month) FROM (
      SELECT r.*, f.month AS sent_month FROM (${rows}) r JOIN files f USING (file_id) WHERE r.hospital_id NOT IN (${once}))
    QUALIFY row_number() OVER (PARTITION BY ${keyColumns(table).map(sqlName).join(', ')} ORDER BY sent_month DESC, file_id DESC, line DESC) = 1`;
}
