import { followups } from '../../cases/followups.js';
import { aliveOnSql, diedOnSql } from '../../compile/merged-sql.js';
import { followsSql } from '../../current/followed-sql.js';
import { allRowsSql } from '../../current/rows-sql.js';
import type { Notice } from '../../message/notice.js';
import { sqlText } from '../../sql/quote.js';
import { followedTables } from '../../technology/index.js';
import type { Database } from '../../warehouse/database.js';
import { addRowWarnings } from '../../warehouse/ledger.js';

const rule = 'follow-up-contradicted';

interface Contradiction {
  readonly file_id: number;
  readonly hospital_id: string;
  readonly line: number;
  readonly other_month: string;
  readonly other_path: string;
  readonly other_line: number;
  /** The day by which the patient was dead; `alive` is a later day on which a row has the patient alive. */
  readonly dead: string;
  readonly alive: string;
  readonly says: 'dead' | 'alive';
}

/**
 * Replaces a month's warnings about follow-ups that have a patient alive after the death told by a row of the case or another follow-up, or
 * dead before a day on which one has the patient alive. The warning names both lines and goes to the file of the later month; within one
 * month, to the follow-up.
 */
export async function tellContradictedFollowUps(database: Database, month: string): Promise<void> {
  await database.run(
    `DELETE FROM problems WHERE rule = ${sqlText(rule)} AND file_id IN (SELECT file_id FROM files WHERE month = $month)`,
    { month },
  );
  const seen = `SELECT f.*, coalesce(f.died_on, f.followed_on) AS day FROM (${await allRowsSql(database, followups)}) f`;
  const pairs: string[] = [];
  const place = (of: string) => `{file_id: ${of}.file_id, line: ${of}.line}`;
  const pair = (follow: string, other: string, dead: string, alive: string) =>
    pairs.push(
      `SELECT f.hospital_id, ${place('f')} AS follow, ${place('r')} AS other, CAST(f.day AS DATE) AS dead, CAST(${alive} AS DATE) AS alive, 'dead' AS says
       FROM (${seen}) f JOIN (${other}) r ON ${follow} WHERE f.status = '死亡' AND CAST(f.day AS DATE) < CAST(${alive} AS DATE)`,
      `SELECT f.hospital_id, ${place('f')}, ${place('r')}, CAST(${dead} AS DATE), CAST(f.followed_on AS DATE), 'alive'
       FROM (${seen}) f JOIN (${other}) r ON ${follow} WHERE f.status = '存活' AND CAST(${dead} AS DATE) < CAST(f.followed_on AS DATE)`,
    );
  for (const table of followedTables) {
    const { death } = table.spec;
    if (death === undefined) continue;
    pair(
      followsSql(table, 'f', 'r'),
      `SELECT *, ${diedOnSql(death)} AS says_dead, ${aliveOnSql(death)} AS says_alive FROM (${await allRowsSql(database, table)})`,
      'r.says_dead',
      'r.says_alive',
    );
  }
  const onePatient = `f.hospital_id = r.hospital_id AND f.patient_key = r.patient_key AND (f.file_id, f.line) > (r.file_id, r.line)`;
  pair(
    onePatient,
    seen,
    `CASE WHEN r.status = '死亡' THEN r.day END`,
    `CASE WHEN r.status = '存活' THEN r.followed_on END`,
  );
  const live = `SELECT file_id, hospital_id, month FROM submissions WHERE live AND month <= $month`;
  const found = await database.rows<Contradiction>(
    `WITH live AS MATERIALIZED (${live}),
     told AS (
       SELECT p.*, a.month AS follow_month, b.month AS other_month, b.month > a.month AS of_other FROM (${pairs.join(' UNION ALL ')}) p
       JOIN live a ON a.file_id = p.follow.file_id AND a.hospital_id = p.hospital_id JOIN live b ON b.file_id = p.other.file_id AND b.hospital_id = p.hospital_id),
     placed AS (
       SELECT hospital_id, CASE WHEN of_other THEN other ELSE follow END AS own, CASE WHEN of_other THEN follow ELSE other END AS by, dead, alive,
         CASE WHEN (says = 'dead') = of_other THEN 'alive' ELSE 'dead' END AS says FROM told WHERE greatest(follow_month, other_month) = $month)
     SELECT p.own.file_id AS file_id, p.hospital_id, p.own.line AS line, f.month AS other_month, f.path AS other_path, p.by.line AS other_line,
       strftime(p.dead, '%Y-%m-%d') AS dead, strftime(p.alive, '%Y-%m-%d') AS alive, p.says
     FROM placed p JOIN files f ON f.file_id = p.by.file_id ORDER BY ALL`,
    { month },
  );
  await addRowWarnings(
    database,
    found.map((of) => ({
      file_id: of.file_id,
      hospital_id: of.hospital_id,
      line: of.line,
      fields: [],
      rule,
      notice: contradicted(of),
    })),
  );
}

function contradicted({ other_month, other_path, other_line, dead, alive, says }: Contradiction): Notice {
  const other = {
    zh: `${other_month}“${other_path}”第 ${other_line} 行`,
    en: `line ${other_line} of "${other_path}" of ${other_month}`,
  };
  return {
    message:
      says === 'dead'
        ? {
            zh: `同一患者的记载应前后一致，但本行记载 ${dead} 已死亡，${other.zh}记载 ${alive} 仍存活；以后报送的为准。`,
            en: `What is said of a patient must agree, but by this row the patient was dead by ${dead} and by ${other.en} alive on ${alive}; the later statement counts.`,
          }
        : {
            zh: `同一患者的记载应前后一致，但本行记载 ${alive} 仍存活，${other.zh}记载 ${dead} 已死亡；以后报送的为准。`,
            en: `What is said of a patient must agree, but by this row the patient was alive on ${alive} and by ${other.en} dead by ${dead}; the later statement counts.`,
          },
    fix: {
      zh: '请核对原始病历，改正不对的一处后重新报送。',
      en: 'Check the chart, correct the wrong one and send it again.',
    },
  };
}
