import { allRowsSql } from '../../current/rows-sql.js';
import { withdrawnButSentSql, withdrawnByFormSql } from '../../current/withdrawn-sql.js';
import type { AnyTable } from '../../define/table.js';
import { withdrawals } from '../../lists/withdrawals.js';
import { sqlText } from '../../sql/quote.js';
import { technologies } from '../../technology/index.js';
import type { Database } from '../../warehouse/database.js';
import { addRowWarnings } from '../../warehouse/ledger.js';

const rule = 'withdraws-nothing';
const sentAgain = 'withdrawn-but-sent';

/** Replaces a month's warnings about withdrawals that name no case of the hospital. */
export async function tellWithdrawals(database: Database, month: string): Promise<void> {
  await database.run(
    `DELETE FROM problems WHERE rule = ${sqlText(rule)} AND file_id IN (SELECT file_id FROM files WHERE month = $month AND table_name = ${sqlText(withdrawals.name)})`,
    { month },
  );
  await database.run(
    `DELETE FROM problems WHERE rule = ${sqlText(sentAgain)} AND file_id IN (SELECT file_id FROM files WHERE month = $month)`,
    { month },
  );
  for (const { cases: table, id: kind } of technologies) {
    await tellSentAgain(database, table, kind, month);
    const named = withdrawnByFormSql(table, 'w', 'r');
    const found = await database.rows<{ file_id: number; hospital_id: string; line: number }>(
      `SELECT w.file_id, w.hospital_id, w.line FROM withdrawals w JOIN submissions s ON s.file_id = w.file_id AND s.hospital_id = w.hospital_id
       WHERE s.live AND s.month = $month AND s.table_name = ${sqlText(withdrawals.name)} AND w.case_type = ${sqlText(kind)}
         AND NOT EXISTS (SELECT 1 FROM (${await allRowsSql(database, table)}) r WHERE ${named}) ORDER BY ALL`,
      { month },
    );
    await addRowWarnings(
      database,
      found.map((row) => ({
        ...row,
        fields: ['case_no'],
        rule,
        notice: {
          message: {
            zh: `撤回的病例须是本院报送过的，但没有这个编号的${kind}病例，本行没有作用。`,
            en: 'What is withdrawn must be a case the hospital has sent, but there is none of this number; the row does nothing.',
          },
          fix: {
            zh: '请核对病例类型、病案号与次序。',
            en: 'Check the kind of case, its number and which run it is.',
          },
        },
      })),
    );
  }
}

/** Warns once per file and hospital that the file holds withdrawn cases, which do not count. */
async function tellSentAgain(
  database: Database,
  table: AnyTable,
  kind: string,
  month: string,
): Promise<void> {
  if ((await database.number('SELECT count(*) FROM withdrawals')) === 0) return;
  const found = await database.rows<{ hospital_id: string; file_id: number; line: number; n: number }>(
    `SELECT hospital_id, file_id, min(line) AS line, CAST(count(*) AS INTEGER) AS n
     FROM (${await withdrawnButSentSql(database, table, kind, month)}) GROUP BY ALL ORDER BY ALL`,
  );
  await addRowWarnings(
    database,
    found.map(({ n, ...row }) => ({
      ...row,
      fields: ['case_no'],
      rule: sentAgain,
      notice: {
        message: {
          zh: `撤回的病例不应再报，但本文件仍有 ${n} 行（首行为第 ${row.line} 行）；已撤回的不计入。`,
          en: `A case that was withdrawn should not be sent, but this file holds ${n} such rows (the first on line ${row.line}); they do not count.`,
        },
        fix: {
          zh: '系统不能删除的，无须处理；要恢复计入，请用不含这些病例的撤回表替换原撤回表，再运行那个月。',
          en: 'Nothing need be done where the system cannot delete; to have them count again, replace the withdrawal form by one without them and run its month again.',
        },
      },
    })),
  );
}
