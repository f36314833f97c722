import { fastTable } from '../../compile/fast-sql.js';
import { hasCases, minuteSql } from '../../compile/same-case-sql.js';
import { tables } from '../../contract/tables.js';
import { currentRowsSql } from '../../current/current-sql.js';
import { allRowsSql } from '../../current/rows-sql.js';
import { hospitals } from '../../lists/lists.js';
import type { Notice } from '../../message/notice.js';
import { sqlName, sqlText } from '../../sql/quote.js';
import type { Database } from '../../warehouse/database.js';
import { tellCentre } from '../../warehouse/ledger.js';

/*
 * A hospital keeps its cases when its code changes. The centre's list gives 原医院编码 beside the new code; the run that takes in the list moves
 * everything the hospital ever sent to the new code, and later files under the old code are moved too.
 * Cases and people are hashed with one code of the hospital (`root_code`), so that a case keeps its key.
 * A hospital that was merged into another (并入医院编码) keeps its own cases; of a case that both have sent, the newest statement counts.
 */

/** A replaced code and its successor; `root` is the code that the hospital's cases are hashed with. */
interface Renaming {
  readonly former: string;
  readonly current: string;
  readonly root: string;
}

/** All replaced codes taken in so far. */
async function renamings(database: Database): Promise<Renaming[]> {
  return database.rows<Renaming>('SELECT former, current, root FROM renamed_codes ORDER BY former');
}

/** The code in use for every replaced code. */
export async function currentCodes(database: Database): Promise<ReadonlyMap<string, string>> {
  return new Map((await renamings(database)).map(({ former, current }) => [former, current]));
}

/** Takes in the renamed and merged codes on the list of hospitals as of a month, and moves what is stored under former codes to those in use. */
export async function noteHospitalHistory(database: Database, month: string): Promise<void> {
  const list = await currentRowsSql(database, hospitals, month);
  const known = await renamings(database);
  const said = await database.rows<Said>(
    `SELECT former_code AS former, hospital_id AS code, file_id, line FROM (${list})
     WHERE former_code IS NOT NULL AND former_code <> hospital_id ORDER BY file_id, line`,
  );
  const next = new Map(known.map((r) => [r.former, r.current]));
  const roots = rootsOf(known);
  await database.run(
    'DELETE FROM problems WHERE rule = $rule AND file_id IN (SELECT file_id FROM files WHERE month = $month)',
    { rule: IN_USE, month },
  );
  for (const { former, code, file_id, line } of said) {
    if (next.has(former)) continue;
    if (await isInUse(database, list, former, code)) {
      await tellCentre(database, { id: file_id }, IN_USE, formerCodeInUse(former, code, line));
      continue;
    }
    next.set(former, code);
    // If cases came under the new code before the list said so, they keep their keys and the older ones take those.
    const isLate = await hasSentCases(database, code);
    const own = roots.get(code) ?? code;
    const root = isLate ? own : (roots.get(former) ?? former);
    if (isLate) await takeNewKeys(database, former, code);
    for (const [of, r] of roots) if (r === roots.get(former) || r === own) roots.set(of, root);
    roots.set(former, root);
    roots.set(code, root);
  }
  if (next.size > 0) {
    const codes = [...next.keys()]
      .map((former) => ({ former, current: endOf(next, former), root: roots.get(former) ?? former }))
      .filter(({ former, current }) => former !== current);
    await database.transaction(async () => {
      for (const { former, current } of codes) await rename(database, former, current);
      await database.run('DELETE FROM renamed_codes');
      await database.append(
        'renamed_codes',
        codes.map(({ former, current, root }) => [former, current, root]),
        ['text', 'text', 'text'],
      );
    });
    await database.run(rootMacroSql(codes));
  }
  await noteMergers(database, list);
}

const IN_USE = 'former-code-in-use';

interface Said {
  readonly former: string;
  readonly code: string;
  readonly file_id: number;
  readonly line: number;
}

const caseTables = () =>
  tables
    .filter(hasCases)
    .map(({ name }) => sqlText(name))
    .join(', ');

const hasSentCases = async (database: Database, code: string): Promise<boolean> =>
  (await database.number(
    `SELECT count(*) FROM submissions WHERE hospital_id = $code AND table_name IN (${caseTables()})`,
    { code },
  )) !== 0;

/** Whether a former code is still in use: on the same list without an end, or sent for a month together with the new one. */
async function isInUse(database: Database, list: string, former: string, code: string): Promise<boolean> {
  const uses = await database.number(
    `SELECT (SELECT count(*) FROM (${list}) WHERE hospital_id = $former AND valid_to IS NULL AND closed_on IS NULL)
       + (SELECT count(*) FROM submissions a JOIN submissions b ON a.table_name = b.table_name AND a.month = b.month
          WHERE a.hospital_id = $former AND b.hospital_id = $code AND a.live AND b.live AND a.records > 0 AND b.records > 0
            AND a.table_name IN (${caseTables()}))`,
    { former, code },
  );
  return uses !== 0;
}

function formerCodeInUse(former: string, code: string, line: number): Notice {
  return {
    message: {
      zh: `原医院编码应已停用，但第 ${line} 行说 ${code} 原为 ${former}，而 ${former} 仍在名录中（没有失效或停业日期），或与 ${code} 同月都报送了病例；没有作任何合并，两家各计。`,
      en: `A former code must no longer be in use, but line ${line} says that ${code} was ${former}, and ${former} is still on the list (without an end) or has sent cases for the same month as ${code}; nothing was put together, both count.`,
    },
    fix: {
      zh: `填错的，请更正；确已更名的，请从名录删去 ${former} 一行或填失效日期，并请该院把同月的病例都以 ${code} 报送、以空文件替换 ${former} 的文件，再运行。`,
      en: `Correct it if it is wrong; if the hospital was renamed, take ${former} off the list or give its last day, have all cases of the month sent under ${code} and the file of ${former} replaced by an empty one, and run again.`,
    },
  };
}

/** Stores mergers of hospitals; they stay, because a merged hospital leaves the list. */
async function noteMergers(database: Database, list: string): Promise<void> {
  await database.run(`DELETE FROM merged_codes WHERE code IN (SELECT hospital_id FROM (${list}))`);
  await database.run(
    `INSERT INTO merged_codes SELECT DISTINCT hospital_id, merged_into FROM (${list})
     WHERE merged_into IS NOT NULL AND merged_into <> hospital_id ORDER BY ALL`,
  );
}

/** The last code of a chain of renamings; a circular chain ends where it began. */
function endOf(next: ReadonlyMap<string, string>, code: string): string {
  const seen = new Set<string>();
  let at = code;
  for (let to = next.get(at); to !== undefined && !seen.has(to); to = next.get(at)) {
    seen.add(at);
    at = to;
  }
  return at;
}

/** For each code, former or in use, the one that the hospital's cases are hashed with. */
const rootsOf = (codes: readonly Renaming[]) =>
  new Map(
    codes.flatMap(({ former, current, root }): [string, string][] => [
      [former, root],
      [current, root],
    ]),
  );

/** The macro `root_code`: the code that cases and people of a hospital are hashed with. */
function rootMacroSql(codes: readonly Renaming[]): string {
  const branches = [...rootsOf(codes)]
    .filter(([code, root]) => code !== root)
    .map(([code, root]) => `WHEN ${sqlText(code)} THEN ${sqlText(root)}`);
  return `CREATE OR REPLACE MACRO root_code(code) AS ${branches.length === 0 ? 'code' : `CASE code ${branches.join(' ')} ELSE code END`}`;
}

/** Published results keep the code they were published under. */
const published = ['figures', 'clause_results'];

/**
 * Gives cases of the former code the keys they have under the new one, where they came under it before the list said so: same time, and the
 * same patient or, where neither row names one, no other case at that time.
 */
async function takeNewKeys(database: Database, former: string, current: string): Promise<void> {
  for (const table of tables.filter(hasCases)) {
    const rows = await allRowsSql(database, table);
    const unnamed = (of: string) => `${of}.patient_key = coalesce(${of}.case_loose, ${of}.case_key)`;
    const same = `o.patient_key = n.patient_key OR (${unnamed('o')} AND ${unnamed('n')})`;
    await database.run(
      `CREATE OR REPLACE TEMP TABLE new_keys AS
       SELECT o.file_id, o.line, min(n.case_key) AS case_key, max(n.case_loose) AS case_loose, max(n.patient_key) AS patient_key
       FROM (${rows}) o JOIN (${rows}) n ON o.hospital_id = $former AND n.hospital_id = $current
         AND ${minuteSql(table, 'n')} = ${minuteSql(table, 'o')} AND (${same})
       GROUP BY ALL HAVING count(DISTINCT n.case_key) = 1`,
      { former, current },
    );
    const files = await database.rows<{ file_id: number; lane: string }>(
      'SELECT DISTINCT file_id, lane FROM new_keys JOIN files USING (file_id) ORDER BY file_id',
    );
    for (const { file_id, lane } of files) {
      const [name, line] = lane === 'fast' ? [fastTable(table, file_id), 'rowid + 2'] : [table.name, 'line'];
      const own = lane === 'fast' ? '' : ' AND t.file_id = k.file_id';
      await database.run(
        `UPDATE ${sqlName(name)} t SET case_key = k.case_key, case_loose = k.case_loose, patient_key = k.patient_key FROM new_keys k
         WHERE k.file_id = $file_id AND k.line = t.${line}${own}`,
        { file_id },
      );
    }
  }
}

async function rename(database: Database, former: string, current: string): Promise<void> {
  const names = { former, current };
  // Rows of the list for both codes from the same day become one; the code in use keeps its row.
  await database.run(
    `DELETE FROM hospitals h WHERE hospital_id = $former AND EXISTS (SELECT 1 FROM hospitals o
     WHERE o.hospital_id = $current AND o.file_id = h.file_id AND o.valid_from IS NOT DISTINCT FROM h.valid_from)`,
    names,
  );
  // A submission is whole: for one month and table, the one under the code in use replaces the other.
  await database.run(
    `UPDATE submissions s SET live = false WHERE hospital_id = $former AND EXISTS (SELECT 1 FROM submissions o
     WHERE o.hospital_id = $current AND o.table_name = s.table_name AND o.month = s.month AND o.live)`,
    names,
  );
  await database.run(
    `DELETE FROM submissions s WHERE hospital_id = $former AND EXISTS (SELECT 1 FROM submissions o
     WHERE o.hospital_id = $current AND o.table_name = s.table_name AND o.file_id = s.file_id)`,
    names,
  );
  const tables = await database.rows<{ name: string }>(
    `SELECT table_name AS name FROM duckdb_columns() WHERE column_name = 'hospital_id' AND NOT internal
       AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE NOT temporary) ORDER BY table_name`,
  );
  for (const { name } of tables)
    if (!published.includes(name))
      await database.run(
        `UPDATE ${sqlName(name)} SET hospital_id = $current WHERE hospital_id = $former`,
        names,
      );
  await database.run('UPDATE files SET folder = $current WHERE folder = $former', names);
}
