import { brokenRuleSql, type Cell, clearWords, foldSql, isMissingSql } from '../define/cells/index.js';
import type { FieldMeta } from '../define/field.js';
import { columnsOf } from '../define/predicate.js';
import type { AnyTable } from '../define/table.js';
import { type Expression, layeredSql, neededFor } from '../sql/layered-sql.js';
import { sqlName, sqlText } from '../sql/quote.js';
import { derivedExpressions } from './derived-sql.js';
import { looseSql, withoutZerosSql } from './loose-sql.js';
import { predicateSql } from './predicate-sql.js';
import { fieldsOf, isKept, keyColumns, storedColumns } from './table-sql.js';

/*
 * From raw text to typed rows, one statement per table and step, because the database keeps a buffer for every call of every column and a
 * single statement would need hundreds of megabytes:
 *   raw_x      file_id, line and one text column per field, as sent
 *   clean_x    the same, folded; NULL where the cell says "not known"
 *   typed_x    every cell cast, and for each field the rule it breaks, if any (`b_<field>`)
 *   ready_x    sound rows with keys and everything derived from one row
 */

/** HMAC-SHA-256 of a text with the centre's key, shortened to 128 bits, as hex. The pads are bound parameters, never part of the text. */
export function keyedHashSql(text: string): string {
  return `left(sha256($outer_pad || unhex(sha256($inner_pad || encode(${text})))), 32)`;
}

/**
 * Whether any cell of a field is filled in. Fields that nobody filled in are skipped, because a field's patterns take longer to prepare
 * than most files' cells to read.
 */
export type Filled = (field: string) => boolean;

/** The fields whose cells may break a rule. */
const breakable = (table: AnyTable, filled: Filled) =>
  fieldsOf(table).filter(([name, meta]) => filled(name) || meta.required);

const broken = (name: string) => sqlName(`b_${name}`);

export const rawTable = (table: AnyTable) => `raw_${table.name}`;
export const cleanTable = (table: AnyTable) => `clean_${table.name}`;
export const typedTable = (table: AnyTable) => `typed_${table.name}`;
export const readyTable = (table: AnyTable) => `ready_${table.name}`;

/** CREATE of the cleaned texts: folded, and NULL for the words that mean "not known". */
export function createCleanSql(table: AnyTable, filled: Filled = () => true): string {
  const columns = fieldsOf(table);
  const read = columns.filter(([name]) => filled(name));
  const folded = read.map(([name]) => `${foldSql(sqlName(name))} AS ${sqlName(name)}`);
  const tidied = read.map(
    ([name, { cell }]) => `${cell.tidy?.sql(sqlName(name)) ?? sqlName(name)} AS ${sqlName(name)}`,
  );
  const present = columns.map(([name]) =>
    filled(name)
      ? `CASE WHEN NOT ${isMissingSql(sqlName(name))} THEN ${sqlName(name)} END AS ${sqlName(name)}`
      : `CAST(NULL AS VARCHAR) AS ${sqlName(name)}`,
  );
  return `CREATE OR REPLACE TEMP TABLE ${sqlName(cleanTable(table))} AS
    SELECT file_id, line, ${present.join(', ')} FROM (SELECT ${['file_id', 'line', ...tidied].join(', ')} FROM (
      SELECT ${['file_id', 'line', ...folded].join(', ')} FROM ${sqlName(rawTable(table))}))`;
}

/** The first rule a cell breaks, or NULL. `text` is the cleaned text, `value` what it was cast to. */
function ruleOfSql(table: AnyTable, name: string, meta: FieldMeta, text: string, value: string): string {
  const branches = [`WHEN ${text} IS NOT NULL AND ${value} IS NULL THEN ${sqlText(meta.cell.rule)}`];
  if (meta.required) branches.unshift(`WHEN ${text} IS NULL THEN 'required'`);
  if (meta.range) {
    const [low, high] = meta.range;
    branches.push(`WHEN ${value} NOT BETWEEN ${low} AND ${high} THEN 'out-of-range'`);
  }
  if (table.spec.indexDate === name) branches.push(`WHEN ${value} >= $as_of_end THEN 'after-as-of'`);
  return `CASE ${branches.join(' ')} END`;
}

/** The typed columns of a field: its value and companions such as `_timed`. */
const typedColumns = (name: string, { cell }: FieldMeta): [name: string, sqlType: string][] => [
  [name, cell.sqlType],
  ...(cell.also ?? []).map(({ suffix, sqlType }): [string, string] => [`${name}${suffix}`, sqlType]),
];

/**
 * CREATE of the typed rows: values, companions such as `_timed`, broken rules, and whether any cell is broken. Fields that nobody filled in
 * are added last, because the database binds every column of every step.
 */
export function createTypedSql(table: AnyTable, filled: Filled = () => true): string {
  const fields = fieldsOf(table);
  const read = fields.filter(([name]) => filled(name));
  const texts = read.map(([name]) => `c.${sqlName(name)}`);
  const cast = read.flatMap(([name, { cell }]) => {
    const text = `c.${sqlName(name)}`;
    const also = (cell.also ?? []).map((a) => `${a.cast(text)} AS ${sqlName(`${name}${a.suffix}`)}`);
    return [`${cell.cast(text)} AS ${sqlName(`v_${name}`)}`, ...also];
  });
  const values = read.flatMap(([name, meta]) => {
    const value = sqlName(`v_${name}`);
    const kept =
      meta.blank === undefined
        ? value
        : `CASE WHEN ${sqlName(name)} IS NULL THEN ${meta.blank} ELSE ${value} END`;
    const also = (meta.cell.also ?? []).map(({ suffix }) => sqlName(`${name}${suffix}`));
    return [`${kept} AS ${sqlName(name)}`, ...also];
  });
  const rules = read.map(
    ([name, meta]) =>
      `${ruleOfSql(table, name, meta, `t.${sqlName(name)}`, sqlName(`v_${name}`))} AS ${broken(name)}`,
  );
  const all = [
    ...fields.flatMap(([name, meta]) =>
      typedColumns(name, meta).map(([column, type], i) => {
        if (filled(name)) return sqlName(column);
        return `CAST(${i === 0 ? (meta.blank ?? 'NULL') : 'NULL'} AS ${type}) AS ${sqlName(column)}`;
      }),
    ),
    ...fields.map(([name, { required }]) =>
      filled(name) ? broken(name) : `CAST(${required ? "'required'" : 'NULL'} AS VARCHAR) AS ${broken(name)}`,
    ),
  ];
  const anyBroken = fields.flatMap(([name, { required }]) =>
    filled(name) ? [`${broken(name)} IS NOT NULL`] : required ? ['true'] : [],
  );
  return `CREATE OR REPLACE TEMP TABLE ${sqlName(typedTable(table))} AS
    SELECT file_id, line, ${all.join(', ')}, (${anyBroken.join(' OR ') || 'false'}) AS cell_broken FROM (
      SELECT ${['file_id', 'line', ...values, ...rules].join(', ')} FROM (
        SELECT ${['c.file_id', 'c.line', ...texts, ...cast].join(', ')} FROM ${sqlName(cleanTable(table))} c) t)`;
}

/** Numbers the rows of a case by date where its file gives no number; null for a table without such a number. */
export function numberRowsSql(table: AnyTable): string | null {
  const { numbered } = table.spec;
  if (numbered === undefined) return null;
  const [field, by, typed] = [sqlName(numbered.field), sqlName(numbered.by), sqlName(typedTable(table))];
  const ofCase = 'PARTITION BY t.file_id, t.hospital_id, t.case_no';
  return `UPDATE ${typed} SET ${field} = n.number FROM (
      SELECT t.file_id, t.line, dense_rank() OVER (${ofCase} ORDER BY t.${by}) AS number, count(c.${field}) OVER (${ofCase}) AS given
      FROM ${typed} t JOIN ${sqlName(cleanTable(table))} c USING (file_id, line) WHERE t.case_no IS NOT NULL AND t.${by} IS NOT NULL) n
    WHERE n.given = 0 AND n.number > 1 AND n.file_id = ${typed}.file_id AND n.line = ${typed}.line`;
}

/** INSERT of the cells in which a sender clears an earlier value; keys and required cells cannot be cleared. */
export function clearedCellsSql(table: AnyTable, filled: Filled = () => true): string {
  const fields = fieldsOf(table).filter(
    ([name, meta]) => filled(name) && isKept(meta) && !meta.required && !table.spec.key.includes(name),
  );
  if (fields.length === 0) return 'SELECT 1';
  const words = clearWords.map(sqlText).join(', ');
  const cleared = fields.map(
    ([name]) =>
      `CASE WHEN strlen(${sqlName(name)}) BETWEEN 5 AND 20 AND upper(${foldSql(sqlName(name))}) IN (${words}) THEN ${sqlText(name)} END`,
  );
  return `INSERT INTO cleared_cells SELECT file_id, line, field FROM (
      SELECT file_id, line, unnest([${cleared.join(', ')}]) AS field FROM ${sqlName(rawTable(table))}) WHERE field IS NOT NULL ORDER BY ALL`;
}

/** INSERT of the cases of typed rows that are not ready (held back, or dropped as a repeat); NULL where the key is incomplete. */
export function heldCasesSql(table: AnyTable): string {
  if (table.spec.indexDate === null || !('case_no' in table.spec.fields)) return 'SELECT 1';
  const [typed, ready] = [sqlName(typedTable(table)), sqlName(readyTable(table))];
  const keys = keyColumns(table)
    .filter((name) => name !== 'hospital_id')
    .map(sqlName);
  const whole = keys.map((key) => `${key} IS NOT NULL`).join(' AND ');
  const held = `(SELECT * FROM ${typed} WHERE (file_id, line) NOT IN (SELECT (file_id, line) FROM ${ready}))`;
  return `INSERT INTO held_cases SELECT DISTINCT file_id, hospital_id, CASE WHEN ${whole} THEN concat_ws('|', ${keys.map((key) => `CAST(${key} AS VARCHAR)`).join(', ')}) END
    FROM (${layeredSql(keysSql(table), held)}) WHERE hospital_id IS NOT NULL ORDER BY ALL`;
}

/** Every broken cell as (file_id, line, hospital_id, field, value, rule), the value as it was sent. */
export function brokenCellsSql(table: AnyTable, filled: Filled = () => true): string {
  const cells = breakable(table, filled).map(
    ([name]) =>
      `SELECT t.file_id, t.line, t.hospital_id, ${sqlText(name)} AS field, r.${sqlName(name)} AS value, t.${broken(name)} AS rule
       FROM ${sqlName(typedTable(table))} t JOIN ${sqlName(rawTable(table))} r USING (file_id, line) WHERE t.${broken(name)} IS NOT NULL`,
  );
  return cells.join(' UNION ALL ');
}

/**
 * SQL for the rule of a broken cell by the name of its fault, where it has one. For the given fields only, because the patterns of a whole
 * table take longer to prepare than most files to read.
 */
export function faultSql(table: AnyTable, names: readonly string[]): string {
  const cells = new Map<Cell, string[]>();
  for (const [name, { cell }] of fieldsOf(table))
    if (names.includes(name) && cell.faults) cells.set(cell, [...(cells.get(cell) ?? []), name]);
  const branches = [...cells].map(([cell, of]) => {
    const clean = cell.tidy?.sql(foldSql('value')) ?? foldSql('value');
    // The list lets the cleaned text be computed once.
    return `WHEN field IN (${of.map(sqlText).join(', ')}) AND rule = ${sqlText(cell.rule)}
      THEN list_transform([${clean}], lambda clean: ${brokenRuleSql(cell, 'clean')})[1]`;
  });
  return branches.length === 0 ? 'rule' : `CASE ${branches.join(' ')} ELSE rule END`;
}

/** The month of the index date, counted from year 0. */
export function indexMonthSql(table: AnyTable): string {
  const index = sqlName(table.spec.indexDate ?? '');
  return `CAST(year(${index}) * 12 + month(${index}) - 1 AS INTEGER)`;
}

/** The month of the index date, counted from year 0, as a column. */
export const indexMonth = (table: AnyTable): Expression => ({
  name: 'index_month',
  sql: indexMonthSql(table),
  reads: [table.spec.indexDate ?? ''],
});

/** The keys of a row's case, patient and month, as named expressions over its fields. */
export function keysSql(table: AnyTable): Expression[] {
  const keys: Expression[] = [];
  if ('case_no' in table.spec.fields) {
    // By the hospital's first code, so that a case keeps its key when the code is replaced.
    const caseHash = (number: string) => keyedHashSql(`'C:' || root_code(hospital_id) || ':' || ${number}`);
    const loose = looseSql('case_no');
    const looseHash = `CASE WHEN ${loose} <> case_no THEN ${caseHash(loose)} END`;
    const ofCase = ['hospital_id', 'case_no'];
    keys.push(
      { name: 'case_key', sql: caseHash('case_no'), reads: ofCase },
      { name: 'case_loose', sql: looseHash, reads: ofCase },
    );
    const ofPerson = keyedHashSql(`'P:' || ${withoutZerosSql('patient_id')}`);
    keys.push({
      name: 'patient_key',
      sql: `CASE WHEN patient_id IS NOT NULL THEN ${ofPerson} ELSE coalesce(case_loose, case_key) END`,
      reads: ['patient_id', 'case_loose', 'case_key'],
    });
  }
  if (table.spec.indexDate) {
    keys.push(indexMonth(table));
  }
  return keys;
}

/** Everything derived from one row, as named expressions; facts from other rows are added later. */
const derivedOf = (table: AnyTable): Expression[] =>
  derivedExpressions(table, (_, { lookup }) => lookup === undefined || lookup === 'patients');

/** Typed rows with everything derived from one row: `source` must have the typed columns. */
export function derivedSelectSql(table: AnyTable, source: string): string {
  return layeredSql([...derivedOf(table), ...keysSql(table)], source);
}

/** Everything that decides how a row is staged; if this text changes, stored rows must be staged again. */
export function contractText(table: AnyTable): string {
  const { rules, key, outcomes, death, windows, authority } = table.spec;
  return [
    JSON.stringify([storedColumns(table), key, rules, outcomes, death, windows, authority]),
    createCleanSql(table),
    createTypedSql(table),
    numberRowsSql(table) ?? '',
    clearedCellsSql(table),
    derivedSelectSql(table, 'typed'),
  ].join('\n');
}

/** Rule breaks between the cells of a row, as (file_id, line, rule number), from rows whose cells are sound. */
export function rowProblemsSql(table: AnyTable): string | null {
  const { rules } = table.spec;
  if (rules.length === 0) return null;
  const marks = rules.map((rule, i) => `CASE WHEN ${predicateSql(rule.broken)} THEN ${i} END`);
  const judged = rules.flatMap(({ broken }) => columnsOf(broken));
  const derived = neededFor([...derivedOf(table), ...keysSql(table)], judged);
  const used = new Set([...judged, ...derived.flatMap(({ reads }) => reads)]);
  const read = fieldsOf(table)
    .flatMap(([name, meta]) => typedColumns(name, meta))
    .flatMap(([name]) => (used.has(name) ? [sqlName(name)] : []));
  const source = `(SELECT ${['file_id', 'line', 'cell_broken', ...read].join(', ')} FROM ${sqlName(typedTable(table))})`;
  return `SELECT file_id, line, unnest([${marks.join(', ')}]) AS rule_number
    FROM (${layeredSql(derived, source)}) WHERE NOT cell_broken`;
}

/** A field that is kept as a keyed hash: a person's number within the hospital. */
export function hashedFieldSql(name: string): string {
  const own = sqlName(name);
  return `CASE WHEN ${own} IS NOT NULL THEN ${keyedHashSql(`'S:' || root_code(hospital_id) || ':' || ${withoutZerosSql(own)}`)} END AS ${own}`;
}

/** SELECT of the values of the typed rows, without the broken rules. */
export function valuesSql(table: AnyTable, where: string): string {
  const values = fieldsOf(table).flatMap(([name, meta]) =>
    typedColumns(name, meta).map(([column]) => sqlName(column)),
  );
  return `SELECT ${['file_id', 'line', ...values].join(', ')} FROM ${sqlName(typedTable(table))} WHERE ${where}`;
}

/** The stored columns of a derived row, in the order of the warehouse table. */
export function storedSelectSql(table: AnyTable, source: string, where: string): string {
  const hashed = new Set(
    fieldsOf(table).flatMap(([name, meta]) => (meta.personal === 'hash' && isKept(meta) ? [name] : [])),
  );
  const columns = storedColumns(table).map(({ name }) =>
    hashed.has(name) ? hashedFieldSql(name) : sqlName(name),
  );
  return `SELECT ${columns.join(', ')} FROM (${derivedSelectSql(table, source)}) WHERE ${where}`;
}
