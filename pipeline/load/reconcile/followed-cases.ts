import { followups } from '../../cases/followups.js';
import { followsSql } from '../../current/followed-sql.js';
import { allRowsSql } from '../../current/rows-sql.js';
import { sqlText } from '../../sql/quote.js';
import { followedTables } from '../../technology/index.js';
import type { Database } from '../../warehouse/database.js';
import { addRowWarnings } from '../../warehouse/ledger.js';

const rule = 'follows-nothing';

/** Replaces a month's warnings about follow-ups that belong to no case of the hospital. */
export async function tellFollowUps(database: Database, month: string): Promise<void> {
  await database.run(
    `DELETE FROM problems WHERE rule = ${sqlText(rule)} AND file_id IN (SELECT file_id FROM files WHERE month = $month AND table_name = ${sqlText(followups.name)})`,
    { month },
  );
  const live = `submissions WHERE live AND month = $month AND table_name = ${sqlText(followups.name)}`;
  if ((await database.number(`SELECT count(*) FROM ${live}`, { month })) === 0) return;
  const followed: string[] = [];
  for (const table of followedTables) {
    followed.push(
      `EXISTS (SELECT 1 FROM (${await allRowsSql(database, table)}) r WHERE ${followsSql(table, 'f', 'r')})`,
    );
  }
  const found = await database.rows<{ file_id: number; hospital_id: string; line: number }>(
    `SELECT f.file_id, f.hospital_id, f.line FROM (${await allRowsSql(database, followups)}) f
     WHERE (f.hospital_id, f.file_id) IN (SELECT (hospital_id, file_id) FROM ${live}) AND NOT (${followed.join(' OR ')}) ORDER BY ALL`,
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
          zh: '随访须是本院报送过、并在随访日之前开始的病例，但没有对上；本行对本院的数字没有作用，病例报送后即自动采用。',
          en: 'A follow-up must be of a case the hospital has sent that had begun by then, but there is none; the row does nothing to the figures of the hospital until the case is sent.',
        },
        fix: { zh: '请核对病案号、患者标识与日期。', en: 'Check the case number, the patient and the day.' },
      },
    })),
  );
}
