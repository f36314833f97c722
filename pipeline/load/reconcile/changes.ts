import { aliveOnSql, diedOnSql, takenBackSql } from '../../compile/merged-sql.js';
import { keyColumns } from '../../compile/table-sql.js';
import { statementsSql } from '../../current/current-sql.js';
import type { AnyTable, Death } from '../../define/table.js';
import type { Notice } from '../../message/notice.js';
import { sqlName } from '../../sql/quote.js';
import type { Database } from '../../warehouse/database.js';
import { addRowWarnings } from '../../warehouse/ledger.js';

/** Rows of one file and kind that are listed; of more, only their number is told. */
const SHOWN = 5;

interface Change {
  readonly rule: 'changed-outcome' | 'changed-date';
  readonly hospital_id: string;
  readonly file_id: number;
  readonly line: number;
  /** The other row of the case, from an earlier month. */
  readonly other_path: string;
  readonly other_month: string;
  readonly other_line: number;
  /** Whether the row of this file is the newer statement. */
  readonly is_newer: boolean;
  readonly was: string;
  readonly now: string;
  readonly of_file: number;
}

/**
 * Replaces a month's warnings about rows that contradict an earlier month's row where no change may go unseen: a death that is revoked, a
 * death before a day of life, another day of an implantation. The newer statement counts, and both lines are named. The warning goes to the
 * file of the later month, whichever row is newer.
 */
export async function tellChanges(database: Database, table: AnyTable, month: string): Promise<void> {
  const { death, indexDate, numbered } = table.spec;
  if (death === undefined || indexDate === null) return;
  await database.run(
    `DELETE FROM problems WHERE rule IN ('changed-outcome', 'changed-date')
     AND file_id IN (SELECT file_id FROM files WHERE month = $month AND table_name = $table)`,
    { month, table: table.name },
  );
  const statements = await statementsSql(database, table, month);
  const taken = takenBackSql(table, 'statements');
  if (statements === null || taken === null) return;
  const keys = keyColumns(table).map(sqlName).join(', ');
  const day = `CAST(CAST(${sqlName(indexDate)} AS DATE) AS VARCHAR)`;
  const before = (value: string) => `lag(${value}) OVER (PARTITION BY ${keys} ORDER BY rank)`;
  // The day of a case with a number of its own may be corrected; of other cases only a change of more than a minute is told.
  const dates = numbered
    ? `UNION ALL SELECT 'changed-date', old_file, old_line, file_id, line, was, now FROM (
         SELECT file_id, line, ${day} AS now, ${before('file_id')} AS old_file, ${before('line')} AS old_line, ${before(day)} AS was FROM statements)
       WHERE was <> now`
    : '';
  const earlier = earlierDeathSql(death, keys);
  // Of several months that a row contradicts in the same way, the last is named.
  const found = await database.rows<Change>(
    `WITH statements AS (${statements}),
     changes(rule, old_file, old_line, new_file, new_line, was, now) AS (
       SELECT 'changed-outcome', file_id, line, by_file, by_line, '死亡', '存活' FROM (${taken}) ${dates} ${earlier}),
     placed AS (
       SELECT c.*, o.month AS old_month, o.path AS old_path, n.month AS new_month, n.path AS new_path, n.month >= o.month AS is_newer
       FROM changes c JOIN files o ON o.file_id = c.old_file JOIN files n ON n.file_id = c.new_file),
     contradicting AS (
       SELECT p.rule, s.hospital_id, s.file_id, s.line, CASE WHEN is_newer THEN old_path ELSE new_path END AS other_path,
         CASE WHEN is_newer THEN old_month ELSE new_month END AS other_month, CASE WHEN is_newer THEN old_line ELSE new_line END AS other_line,
         is_newer, was, now
       FROM placed p JOIN statements s ON s.file_id = CASE WHEN is_newer THEN new_file ELSE old_file END AND s.line = CASE WHEN is_newer THEN new_line ELSE old_line END
       WHERE CASE WHEN is_newer THEN new_month ELSE old_month END = $month
       QUALIFY row_number() OVER (PARTITION BY p.rule, was = '死亡', s.file_id, s.line ORDER BY other_month DESC, other_path, other_line, is_newer, was, now) = 1)
     SELECT *, CAST(count(DISTINCT line) OVER (PARTITION BY rule, file_id) AS INTEGER) AS of_file
     FROM contradicting QUALIFY row_number() OVER (PARTITION BY rule, file_id ORDER BY line, was, now, is_newer) <= ${SHOWN} ORDER BY ALL`,
    { month },
  );
  await addRowWarnings(
    database,
    found.map((change) => ({
      file_id: change.file_id,
      hospital_id: change.hospital_id,
      line: change.line,
      fields: change.rule === 'changed-date' ? [indexDate] : [...death.words, ...death.dates],
      rule: change.rule,
      notice: changed(change),
    })),
  );
}

/** SQL for later statements of a death before a day on which an earlier one had the patient alive; empty for a table without such a day. */
function earlierDeathSql(death: Death, keys: string): string {
  if (death.aliveOn.length === 0) return '';
  return `UNION ALL SELECT 'changed-outcome', o.file_id, o.line, n.file_id, n.line, CAST(o.alive_on AS VARCHAR), CAST(n.dead_on AS VARCHAR)
    FROM (SELECT *, ${aliveOnSql(death)} AS alive_on FROM statements) o
    JOIN (SELECT *, ${diedOnSql(death)} AS dead_on FROM statements) n USING (${keys}) WHERE n.rank > o.rank AND o.alive_on > n.dead_on`;
}

function changed({
  rule,
  line,
  other_month,
  other_path,
  other_line,
  is_newer,
  was,
  now,
  of_file,
}: Change): Notice {
  const own = { zh: `本行（第 ${line} 行）`, en: `this row (line ${line})` };
  const other = {
    zh: `${other_month}“${other_path}”第 ${other_line} 行`,
    en: `line ${other_line} of "${other_path}" of ${other_month}`,
  };
  const [older, newer] = is_newer ? [other, own] : [own, other];
  const more =
    of_file > SHOWN
      ? {
          zh: `（本文件共 ${of_file} 处，列出前 ${SHOWN} 处）`,
          en: ` (${of_file} such rows in this file, the first ${SHOWN} are listed)`,
        }
      : { zh: '', en: '' };
  if (rule === 'changed-date')
    return {
      message: {
        zh: `同一次植入只有一个日期，但${older.zh}为 ${was}，${newer.zh}为 ${now}；按更正计，以 ${now} 为准，只计一次${more.zh}。`,
        en: `An implantation has one date, but it is ${was} by ${older.en} and ${now} by ${newer.en}; taken as a correction, ${now} counts, once${more.en}.`,
      },
      fix: {
        zh: '请核对；若为第二次植入，请在“植入次序”列填 2 后重新报送。',
        en: 'Check it; if it is a second implantation, fill in 2 as its implant number and send it again.',
      },
    };
  if (was !== '死亡')
    return {
      message: {
        zh: `同一病例的记载应前后一致，但${older.zh}记载 ${was} 仍存活，${newer.zh}记载 ${now} 已死亡；以后报送的为准，按死亡计${more.zh}。`,
        en: `What is said of a case must agree, but by ${older.en} the patient was alive on ${was}, and dead since ${now} by ${newer.en}; the later statement counts, and the death with it${more.en}.`,
      },
      fix: {
        zh: '请核对原始病历；患者存活的，请更正后重新报送。',
        en: 'Check the chart; if the patient lived, correct it and send it again.',
      },
    };
  return {
    message: {
      zh: `同一病例的结局不应由死亡变为存活，但${older.zh}记为死亡，${newer.zh}记为存活；以后报送的为准，不再按死亡计${more.zh}。`,
      en: `A case must not turn from dead to alive, but ${older.en} tells of death and ${newer.en} of life; the later statement counts and the death no more${more.en}.`,
    },
    fix: {
      zh: '请核对原始病历；确已死亡的，请更正后重新报送。',
      en: 'Check the chart; if the patient has died, correct it and send it again.',
    },
  };
}
