import { factSql } from '../../compile/fact-sql.js';
import {
  createFastSql,
  fastRowsSql,
  fastTable,
  type PlainSource,
  plainReaderSql,
} from '../../compile/fast-sql.js';
import { predicateSql } from '../../compile/predicate-sql.js';
import { noSameCaseSql } from '../../compile/same-case-sql.js';
import { fieldsOf, isKept, storedColumns } from '../../compile/table-sql.js';
import { fold, type IdentifierCell, isMissing, missingWords, oddTextSql } from '../../define/cells/index.js';
import { columnsOf } from '../../define/predicate.js';
import type { AnyTable } from '../../define/table.js';
import { QueryError } from '../../message/errors.js';
import { sqlName } from '../../sql/quote.js';
import type { Database, Parameters } from '../../warehouse/database.js';
import { holdersOfForgotten } from '../validation/forgotten-rows.js';

/** A file that the scan has proven plain, and the scan's counts. */
export interface PlainFile extends PlainSource {
  /** Blank cells per column. */
  readonly blanks: readonly number[];
  readonly records: number;
  /** The hospital's folder it lay in; null for a flat file. */
  readonly folder: string | null;
}

/** Size in bytes from which a lane of its own is worth it. */
export const fastFrom = 4_000_000;

/**
 * Loads a plain file with the database's vectorised reader into a table of its own.
 *
 * Everything is verified afterwards: every column holds as many values as the scan counted filled cells, every value lies in its range,
 * every row keeps every rule, every key is unique and every hospital known. If anything differs, the table is dropped and the exact lane,
 * which alone reports problems, reads the file.
 *
 * @returns whether the file was loaded
 */
export async function loadFast(
  database: Database,
  table: AnyTable,
  file: PlainFile,
  hospitals: ReadonlySet<string> | null,
  parameters: Parameters,
): Promise<boolean> {
  try {
    const rounded = await roundedColumns(database, table, file);
    await database.run(createFastSql(table, file, rounded), parameters);
  } catch (error) {
    if (error instanceof QueryError) return false; // The reader failed: the exact lane says where and why.
    throw error;
  }
  const [sound] = await database.rows<Record<string, unknown>>(soundSql(table, file), parameters);
  const isSound = sound !== undefined && Object.values(sound).every((holds) => holds === true);
  if (
    isSound &&
    (await hospitalsAreKnown(database, table, file, hospitals)) &&
    (await textsAreSound(database, table, file)) &&
    (await holdersOfForgotten(database, table, `(${fastRowsSql(table, file.id, file.columns)})`, parameters))
      .size === 0
  )
    return true;
  await database.run(`DROP TABLE ${sqlName(fastTable(table, file.id))}`);
  return false;
}

/** Rows examined before the rest. */
const FIRST_ROWS = 5000;

/**
 * The fields where a spreadsheet may have rounded every long number: all those of the first rows look rounded. The exact lane must judge
 * every rounded-looking number of these.
 */
async function roundedColumns(database: Database, table: AnyTable, file: PlainFile): Promise<Set<string>> {
  const cells = fieldsOf(table).flatMap(([name, { cell }]) => {
    const { rounded } = cell as Partial<IdentifierCell>;
    const at = file.columns.indexOf(name);
    return at >= 0 && rounded ? [{ name, text: `c${at}`, rounded }] : [];
  });
  const whole = ({ text, rounded }: (typeof cells)[number]) =>
    `bool_or(length(${text}) > 15 AND regexp_full_match(${text}, '[0-9]+') AND NOT ${rounded.looks(text)})`;
  const [found] = await database.rows<Record<string, boolean | null>>(
    `SELECT ${cells.map((cell) => `${whole(cell)} AS ${sqlName(cell.name)}`).join(', ')} FROM (SELECT * FROM ${plainReaderSql(file)} LIMIT ${FIRST_ROWS})`,
  );
  return new Set(cells.map(({ name }) => name).filter((name) => found?.[name] !== true));
}

/** SQL for one row of booleans, all of which must be true. */
function soundSql(table: AnyTable, file: PlainFile): string {
  const checks: string[] = [`count(*) = ${file.records}`, `max(line) = ${file.records + 1}`];
  for (const [name, meta] of fieldsOf(table)) {
    const at = file.columns.indexOf(name);
    if (at < 0 && !meta.required) continue;
    if (!isKept(meta) && name !== 'case_no') continue;
    const filled = at < 0 ? 0 : file.records - (file.blanks[at] ?? 0);
    const column = name === 'case_no' ? 'case_key' : name;
    if (meta.blank === undefined)
      checks.push(`count(${sqlName(column)}) = ${meta.required ? file.records : filled}`);
    if (meta.range && isKept(meta))
      checks.push(
        `coalesce(min(${sqlName(name)}) >= ${meta.range[0]} AND max(${sqlName(name)}) <= ${meta.range[1]}, true)`,
      );
  }
  const dated = [table.spec.indexDate, ...Object.keys(table.spec.outcomes ?? {})];
  for (const field of new Set(dated))
    if (field !== null && file.columns.includes(field))
      checks.push(`coalesce(max(${sqlName(field)}) < CAST($as_of_end AS TIMESTAMP), true)`);
  // A rule over a field that is not stored can only be judged by the exact lane.
  const kept = new Set([...storedColumns(table).map(({ name }) => name), ...Object.keys(table.spec.derived)]);
  const judged = table.spec.rules.filter(({ broken, fields }) =>
    [...columnsOf(broken), ...fields].every((name) => kept.has(name)),
  );
  for (const rule of judged) checks.push(`NOT coalesce(bool_or(${predicateSql(rule.broken)}), false)`);
  for (const check of noSameCaseSql(table)) checks.push(check);
  const transient = Object.entries(table.spec.derived)
    .filter(
      ([name, derived]) => derived.transient && judged.some((rule) => columnsOf(rule.broken).includes(name)),
    )
    .map(([name, { fact }]) => `, ${factSql(fact)} AS ${sqlName(name)}`);
  return `SELECT ${checks.map((check, i) => `${check} AS check_${i}`).join(', ')}
    FROM (SELECT *${transient.join('')} FROM (${fastRowsSql(table, file.id, file.columns)}))`;
}

async function hospitalsAreKnown(
  database: Database,
  table: AnyTable,
  { id, folder }: PlainFile,
  hospitals: ReadonlySet<string> | null,
): Promise<boolean> {
  const found = await database.rows<{ hospital_id: string }>(
    `SELECT DISTINCT hospital_id FROM ${sqlName(fastTable(table, id))}`,
  );
  return found.every(
    ({ hospital_id }) =>
      fold(hospital_id) === hospital_id &&
      !isMissing(hospital_id) &&
      (folder === null || hospital_id === folder) &&
      (hospitals === null || hospitals.has(hospital_id)),
  );
}

/** Bytes of the longest word for "not known". */
const longestMissing = Math.max(...missingWords.map((word) => Buffer.byteLength(word)));

/** Whether texts can be stored unchanged: none is too long, guarded, an error value or a word for "not known". */
async function textsAreSound(database: Database, table: AnyTable, file: PlainFile): Promise<boolean> {
  const texts = fieldsOf(table).filter(
    ([name, meta]) =>
      ['text', 'identifier'].includes(meta.cell.kind) &&
      isKept(meta) &&
      !meta.personal &&
      name !== 'hospital_id' &&
      file.columns.includes(name),
  );
  const own = sqlName(fastTable(table, file.id));
  for (const [name] of texts) {
    const text = sqlName(name);
    const [bytes] = await database.rows<{ least: string | null; most: string | null; odd: boolean | null }>(
      `SELECT min(strlen(${text})) AS least, max(strlen(${text})) AS most, bool_or(${oddTextSql(text)}) AS odd FROM ${own}`,
    );
    if (Number(bytes?.most) > 512 || bytes?.odd === true) return false;
    // Looking up every text doubles the cost of the check; usually every text is longer than any such word.
    if (Number(bytes?.least) > longestMissing) continue;
    if ((await database.number(`SELECT count(TRY_CAST(${text} AS missing_word)) FROM ${own}`)) !== 0)
      return false;
  }
  return true;
}
