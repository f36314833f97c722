import {
  brokenCellsSql,
  cleanTable,
  clearedCellsSql,
  createCleanSql,
  createTypedSql,
  type Filled,
  faultSql,
  heldCasesSql,
  numberRowsSql,
  rawTable,
  readyTable,
  rowProblemsSql,
  storedSelectSql,
  typedTable,
  valuesSql,
} from '../../compile/stage-sql.js';
import { fieldsOf, keyColumns, originColumns, storedColumns } from '../../compile/table-sql.js';
import { laterOutcome } from '../../current/later-outcome.js';
import type { AnyTable } from '../../define/table.js';
import { maskNumbersSql } from '../../message/mask.js';
import { sqlName, sqlText } from '../../sql/quote.js';
import type { Database, Parameters } from '../../warehouse/database.js';
import { noteColumns } from './column-notes.js';
import { filledFields } from './filled-fields.js';
import { setForeignApart } from './foreign-rows.js';
import { setForgottenApart } from './forgotten-rows.js';
import { markRoundedColumns } from './identifiers.js';
import { differ } from './problem-text.js';
import { settleSameCases } from './same-cases.js';

/**
 * Types the raw rows of a table, writes every problem to `problems`, and leaves the sound rows in `ready_<table>`. Held back: a broken
 * cell, a broken row rule, another hospital's row, rows that conflict on their key.
 */
export async function checkTable(database: Database, table: AnyTable, parameters: Parameters): Promise<void> {
  const typed = sqlName(typedTable(table));
  const ready = sqlName(readyTable(table));
  const filled = await filledFields(database, table);
  await database.run(createCleanSql(table, filled));
  await database.run(createTypedSql(table, filled), parameters);
  const numbering = numberRowsSql(table);
  if (numbering !== null) await database.run(numbering);
  await database.run(clearedCellsSql(table, filled));
  await setForeignApart(database, table);
  await setForgottenApart(database, table, parameters);
  await noteColumns(database, table, filled);
  await markRoundedColumns(database, table, filled);
  await database.run(`DROP TABLE ${sqlName(cleanTable(table))}`);
  await database.run('CREATE OR REPLACE TEMP TABLE held (file_id INTEGER, line INTEGER)');
  await database.run(`INSERT INTO held SELECT file_id, line FROM ${typed} WHERE cell_broken`);

  await writeBrokenCells(database, table, filled);
  await writeRowProblems(database, table, parameters);
  await database.run(
    `INSERT INTO held SELECT file_id, line FROM problems p WHERE severity = 'error' AND line IS NOT NULL
     AND file_id IN (SELECT DISTINCT file_id FROM ${typed})`,
  );
  await database.run(
    `CREATE OR REPLACE TEMP TABLE ${ready} AS ${storedSelectSql(
      table,
      `(${valuesSql(table, '(file_id, line) NOT IN (SELECT (file_id, line) FROM held)')})`,
      'true',
    )}`,
    parameters,
  );
  await holdBackConflicts(database, table, filled);
  await settleSameCases(database, table);
  const held = await database.number(
    `SELECT (SELECT count(*) FROM ${typed}) - (SELECT count(*) FROM ${ready})`,
  );
  if (held !== 0) await database.run(heldCasesSql(table), parameters);
}

async function writeBrokenCells(database: Database, table: AnyTable, filled: Filled): Promise<void> {
  await database.run(
    `CREATE OR REPLACE TEMP TABLE broken (file_id INTEGER, line INTEGER, hospital_id VARCHAR, field VARCHAR, value VARCHAR, rule VARCHAR)`,
  );
  const cells = brokenCellsSql(table, filled);
  if (cells !== '') await database.run(`INSERT INTO broken ${cells}`);
  const fields = await database.rows<{ field: string }>('SELECT DISTINCT field FROM broken ORDER BY field');
  const names = fields.map(({ field }) => field);
  await database.run(
    `INSERT INTO problems SELECT file_id, line, NULL, coalesce(f.folder, c.hospital_id), [field], NULL, ${shownSql(table)}, ${faultSql(table, names)}, 'error', ${noTexts}
     FROM broken c JOIN files f USING (file_id) ORDER BY file_id, line`,
  );
  await database.run('DROP TABLE broken');
}

/** Placeholders for the four texts that are made from rule, field and value at reading time. */
const noTexts = 'NULL, NULL, NULL, NULL';

/** SQL for a text as a problem shows it: its first characters, long numbers masked. */
function clipSql(text: string, characters: number): string {
  const masked = maskNumbersSql(text);
  return `CASE WHEN length(${masked}) > ${characters} THEN left(${masked}, ${characters}) || '…' ELSE ${masked} END`;
}

/** SQL for a broken cell as a problem may show it: of personal data only the shape, such as ****-**-**, long numbers masked. */
function shownSql(table: AnyTable): string {
  const personal = fieldsOf(table).flatMap(([name, meta]) => (meta.personal ? [sqlText(name)] : []));
  const value = clipSql('value', 100);
  if (personal.length === 0) return value;
  return `CASE WHEN field IN (${personal.join(', ')}) THEN regexp_replace(left(value, 40), '[^-/.: \\p{C}\\p{Z}]', '*', 'g') ELSE ${value} END`;
}

async function writeRowProblems(database: Database, table: AnyTable, parameters: Parameters): Promise<void> {
  const typed = sqlName(typedTable(table));
  const raw = sqlName(rawTable(table));
  const rowProblems = rowProblemsSql(table);
  if (rowProblems !== null) {
    const { rules } = table.spec;
    const pick = (value: (i: number) => string) =>
      `CASE rule_number ${rules.map((_, i) => `WHEN ${i} THEN ${value(i)}`).join(' ')} END`;
    const shown = (field: string) =>
      table.spec.fields[field]?.meta.personal
        ? "'****'"
        : `coalesce(${clipSql(`r.${sqlName(field)}`, 100)}, '')`;
    await database.run(
      `INSERT INTO problems
       SELECT p.file_id, p.line, NULL, t.hospital_id,
         ${pick((i) => `[${rules[i]?.fields.map(sqlText).join(', ')}]`)}, NULL,
         ${pick((i) => rules[i]?.fields.map(shown).join(" || ' | ' || ") ?? 'NULL')},
         ${pick((i) => sqlText(rules[i]?.rule ?? ''))}, ${pick((i) => sqlText(rules[i]?.severity ?? ''))}, ${noTexts}
       FROM (${rowProblems}) p JOIN ${typed} t USING (file_id, line) JOIN ${raw} r USING (file_id, line) WHERE rule_number IS NOT NULL`,
      parameters,
    );
  }
  for (const field of Object.keys(table.spec.outcomes ?? {})) {
    await database.run(
      `INSERT INTO problems SELECT t.file_id, t.line, NULL, t.hospital_id, [${sqlText(field)}], NULL, ${clipSql(`r.${sqlName(field)}`, 100)},
         ${sqlText(laterOutcome)}, 'warning', ${noTexts} FROM ${typed} t JOIN ${raw} r USING (file_id, line)
       WHERE NOT t.cell_broken AND t.${sqlName(field)} >= $as_of_end`,
      parameters,
    );
  }
}

/** Rows of one submission with the same key: identical ones are kept once, differing ones are all held back. */
async function holdBackConflicts(database: Database, table: AnyTable, filled: Filled): Promise<void> {
  const ready = sqlName(readyTable(table));
  const keys = keyColumns(table).map(sqlName);
  const origins = new Set(originColumns.map(({ name }) => name));
  const content = storedColumns(table)
    .map(({ name }) => name)
    .filter((name) => !origins.has(name) && (!(name in table.spec.fields) || filled(name)));
  const keyList = keys.join(', ');
  const doubles = `SELECT ${keyList} FROM ${ready} GROUP BY ${keyList} HAVING count(*) > 1`;
  if ((await database.number(`SELECT count(*) FROM (${doubles})`)) === 0) return;
  const on = keys.map((key) => `r.${key} IS NOT DISTINCT FROM d.${key}`).join(' AND ');
  const origin = '(CAST(r.file_id AS BIGINT) << 32) + r.line';
  await database.run(
    `CREATE OR REPLACE TEMP TABLE doubled AS
     SELECT ${keys.map((key) => `d.${key}`).join(', ')}, count(DISTINCT row(${content.map((name) => `r.${sqlName(name)}`).join(', ')})) AS variants,
       min(${origin}) AS first, arg_min(r.line, ${origin}) AS first_line
     FROM (${doubles}) d JOIN ${ready} r ON ${on} GROUP BY ${keys.map((key) => `d.${key}`).join(', ')}`,
  );
  const fields = content.filter((name) => name in table.spec.fields && !keyColumns(table).includes(name));
  const differs = (name: string) =>
    `count(DISTINCT r.${sqlName(name)}) + count(DISTINCT CASE WHEN r.${sqlName(name)} IS NULL THEN 1 END) > 1`;
  const differing = fields.map((name) => `CASE WHEN ${differs(name)} THEN ${sqlText(name)} END`);
  const shown = fields
    .filter((name) => !table.spec.fields[name]?.meta.personal)
    .map((name) => `CASE WHEN ${differs(name)} THEN ${differingCellsSql(table, name)} END`);
  const raw = sqlName(rawTable(table));
  await database.run(
    `INSERT INTO problems
     WITH differing AS (
       SELECT ${keys.map((key) => `d.${key}`).join(', ')}, list_filter([${differing.join(', ')}], lambda name: name IS NOT NULL) AS names,
         ${linesSql} AS lines, concat_ws('; ', ${['NULL', ...shown].join(', ')}) AS cells
       FROM doubled d JOIN ${ready} r ON ${on} JOIN ${raw} w ON w.file_id = r.file_id AND w.line = r.line JOIN files f ON f.file_id = r.file_id WHERE d.variants > 1 GROUP BY ${keys.map((key) => `d.${key}`).join(', ')})
     SELECT r.file_id, r.line, NULL, r.hospital_id, d.names, NULL, d.lines || CASE WHEN d.cells = '' THEN '' ELSE ${sqlText(differ)} || d.cells END,
       'conflicting-rows', 'error', ${noTexts}
     FROM differing d JOIN ${ready} r ON ${on}`,
  );
  await database.run(
    `INSERT INTO problems
     SELECT r.file_id, r.line, NULL, r.hospital_id, [${table.spec.key.map(sqlText).join(', ')}], NULL, CAST(d.first_line AS VARCHAR), 'duplicate-row', 'warning', ${noTexts}
     FROM doubled d JOIN ${ready} r ON ${on} WHERE d.variants = 1 AND ${origin} <> d.first`,
  );
  await database.run(
    `DELETE FROM ${ready} WHERE (file_id, line) IN
       (SELECT (r.file_id, r.line) FROM doubled d JOIN ${ready} r ON ${on} WHERE d.variants > 1 OR ${origin} <> d.first)`,
  );
}

/** SQL for the lines of rows `r`; where they come from several files or sheets `f`, each with its place. */
const linesSql = `CASE WHEN count(DISTINCT r.file_id) = 1 THEN string_agg(CAST(r.line AS VARCHAR), ', ' ORDER BY r.file_id, r.line)
  ELSE string_agg(r.line || '（' || replace(f.path || coalesce(' [' || f.sheet || ']', ''), ${sqlText(differ)}, ' ') || '）', ', ' ORDER BY r.file_id, r.line) END`;

/** SQL for the header of a field and its cells as sent, in line order: 体重(kg): 60 | 61. Of many, the first. */
function differingCellsSql(table: AnyTable, name: string): string {
  const header = table.spec.fields[name]?.meta.header ?? name;
  const cell = clipSql(`regexp_replace(coalesce(w.${sqlName(name)}, ''), '\\s+', ' ', 'g')`, 40);
  const cells = `list(${cell} ORDER BY w.file_id, w.line)`;
  const more = `CASE WHEN count(*) > ${mostCells} THEN ' | …' ELSE '' END`;
  return `${sqlText(`${header}: `)} || array_to_string(${cells}[1:${mostCells}], ' | ') || ${more}`;
}

const mostCells = 10;
