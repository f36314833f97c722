import { hasCases, sameCasesSql } from '../../compile/same-case-sql.js';
import { readyTable } from '../../compile/stage-sql.js';
import { keyColumns, originColumns, storedColumns } from '../../compile/table-sql.js';
import type { AnyTable } from '../../define/table.js';
import { sqlName, sqlText } from '../../sql/quote.js';
import type { Database } from '../../warehouse/database.js';

/** Rows of one file that are listed; of more, only their number is told. */
const SHOWN = 5;

/**
 * Settles rows of one submission in `ready_<table>` that describe one case under two keys: if all but the key is equal the first is kept,
 * otherwise all are held back. Rows that only perhaps do are kept, with a warning.
 */
export async function settleSameCases(database: Database, table: AnyTable): Promise<void> {
  if (!hasCases(table)) return;
  const ready = sqlName(readyTable(table));
  await database.run(
    `CREATE OR REPLACE TEMP TABLE same_pairs AS ${sameCasesSql(table, `SELECT * FROM ${ready}`, 'true')}`,
  );
  if ((await database.number('SELECT count(*) FROM same_pairs')) === 0) return;
  const names = differingSql(table);
  await database.run(
    `CREATE OR REPLACE TEMP TABLE same_rows AS
     SELECT p.*, (CAST(p.file_id AS BIGINT) << 32) + p.line AS origin, (CAST(p.other_file AS BIGINT) << 32) + p.other_line AS other,
       a.hospital_id, ${names} AS differing,
       CASE WHEN p.other_file = p.file_id THEN '' ELSE f.path || ':' END || p.other_line AS place
     FROM same_pairs p JOIN ${ready} a ON a.file_id = p.file_id AND a.line = p.line
     JOIN ${ready} b ON b.file_id = p.other_file AND b.line = p.other_line JOIN files f ON f.file_id = p.other_file`,
  );
  const key = `[${table.spec.key.map(sqlText).join(', ')}]`;
  const write = (rule: string, severity: string, fields: string, value: string, from: string) =>
    database.run(
      `INSERT INTO problems SELECT file_id, line, NULL, any_value(hospital_id), ${fields}, NULL, ${value}, ${sqlText(rule)}, ${sqlText(severity)}, NULL, NULL, NULL, NULL
       FROM (${from}) GROUP BY file_id, line ORDER BY file_id, line`,
    );
  const conflicts = "SELECT * FROM same_rows WHERE sameness = 'case' AND len(differing) > 0";
  const fields = Object.keys(table.spec.fields).map(sqlText).join(', ');
  const named = `list_sort(list_distinct(list_filter(flatten(list(differing)), lambda name: name IN (${fields}))))`;
  const places = "string_agg(place, ', ' ORDER BY other)";
  await write('one-case-two-numbers', 'error', named, places, conflicts);
  await database.run(
    `DELETE FROM ${ready} WHERE (file_id, line) IN (SELECT (file_id, line) FROM (${conflicts}))`,
  );
  const repeats = `SELECT * FROM same_rows WHERE sameness = 'case' AND len(differing) = 0 AND other < origin AND (file_id, line) IN (SELECT (file_id, line) FROM ${ready})`;
  await write('same-case-row', 'warning', key, `arg_min(place, other)`, repeats);
  await database.run(
    `DELETE FROM ${ready} WHERE (file_id, line) IN (SELECT (file_id, line) FROM (${repeats}))`,
  );
  for (const [sameness, rule] of [
    ['day', 'same-day-cases'],
    ['likeness', 'like-numbers'],
  ] as const) {
    const perhaps = `SELECT *, row_number() OVER (PARTITION BY file_id ORDER BY line) AS place_of, count(*) OVER (PARTITION BY file_id) AS of_file FROM (
        SELECT file_id, line, any_value(hospital_id) AS hospital_id, arg_min(place, other) AS place, any_value(origin) AS origin
        FROM same_rows WHERE sameness = ${sqlText(sameness)} AND other < origin AND (file_id, line) IN (SELECT (file_id, line) FROM ${ready})
          AND (other_file, other_line) IN (SELECT (file_id, line) FROM ${ready}) GROUP BY file_id, line)
      QUALIFY place_of <= ${SHOWN}`;
    const more = `CASE WHEN any_value(of_file) > ${SHOWN} AND any_value(place_of) = ${SHOWN} THEN ' +' || (any_value(of_file) - ${SHOWN}) ELSE '' END`;
    await write(rule, 'warning', key, `any_value(place) || ${more}`, perhaps);
  }
  for (const temp of ['same_rows', 'same_pairs']) await database.run(`DROP TABLE ${temp}`);
}

/** SQL for the columns in which rows a and b differ; of the keys only the index date is compared. */
function differingSql(table: AnyTable): string {
  const apart = new Set([
    ...originColumns.map(({ name }) => name),
    ...keyColumns(table),
    'case_key',
    'case_loose',
  ]);
  if (table.spec.indexDate !== null) apart.delete(table.spec.indexDate);
  const differs = (name: string, value: (row: string) => string) =>
    `CASE WHEN ${value('a')} IS DISTINCT FROM ${value('b')} THEN ${sqlText(name)} END`;
  const columns = storedColumns(table).flatMap(({ name }) =>
    apart.has(name) ? [] : [differs(fieldOf(table, name), (row) => `${row}.${sqlName(name)}`)],
  );
  const number = differs('case_no', (row) => `coalesce(${row}.case_loose, ${row}.case_key)`);
  const all = keyColumns(table).includes('case_key') ? columns : [...columns, number];
  return `list_distinct(list_filter([${all.join(', ')}], lambda name: name IS NOT NULL))`;
}

/** The field that a stored column comes from; a derived column keeps its own name. */
function fieldOf(table: AnyTable, column: string): string {
  if (column === 'patient_key') return 'patient_id';
  if (column in table.spec.fields) return column;
  const of = Object.entries(table.spec.fields).find(([name, { meta }]) =>
    (meta.cell.also ?? []).some(({ suffix }) => `${name}${suffix}` === column),
  );
  return of?.[0] ?? column;
}
