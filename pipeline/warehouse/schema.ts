import { createTableSql, quickTypesSql } from '../compile/table-sql.js';
import { tables } from '../contract/tables.js';
import { boolWordEnum, missingSpellings } from '../define/cells/index.js';
import { sqlName, sqlText } from '../sql/quote.js';
import type { Database } from './database.js';

const words = (list: readonly string[]) => list.map(sqlText).join(', ');
const upTo = (n: number) => Array.from({ length: n }, (_, i) => String(i));

/** The ledger: which files came, their outcome, and the problems found. */
const ledger = [
  // One row per file of an inbox month, or per sheet of a workbook; the bytes lie in the vault under their hash. `inbox` is the month of
  // the folder it came in, which differs from `month` for a receipt of an older file; null for a file read again from the vault. `mapping`
  // is the hash of the hospital's mapping file, `content` a hash of the rows whatever their order and encoding.
  `CREATE TABLE IF NOT EXISTS files (
    file_id INTEGER, month VARCHAR, inbox VARCHAR, folder VARCHAR, path VARCHAR, sheet VARCHAR, sha256 VARCHAR, bytes BIGINT,
    status VARCHAR, table_name VARCHAR, lane VARCHAR, encoding VARCHAR, delimiter VARCHAR, line_ends VARCHAR,
    physical_lines INTEGER, header_line INTEGER, records INTEGER, held_lines INTEGER, skipped_lines INTEGER,
    refusal VARCHAR, refusal_zh VARCHAR, refusal_en VARCHAR, run INTEGER, as_of_end VARCHAR,
    mapping VARCHAR, content VARCHAR, received_at VARCHAR)`,
  // What the stored rows were made by; a program with a newer contract makes them again from the vault, an older program refuses them.
  `CREATE TABLE IF NOT EXISTS contract (hash VARCHAR, number INTEGER, program VARCHAR)`,
  `CREATE TABLE IF NOT EXISTS file_columns (file_id INTEGER, position INTEGER, header VARCHAR, field VARCHAR)`,
  // A submission is a hospital's rows of one table for one inbox month; a later one for the same month replaces it whole. `spoken` is
  // the month as of which it speaks and `said` the run in which it first did: what says the same later is older (see record-submissions.ts).
  `CREATE TABLE IF NOT EXISTS submissions (
    hospital_id VARCHAR, table_name VARCHAR, month VARCHAR, file_id INTEGER, records INTEGER, accepted INTEGER, live BOOLEAN,
    spoken VARCHAR, said INTEGER)`,
  // Cases of held-back rows: present, though they do not count. NULL where the case cannot be identified.
  `CREATE TABLE IF NOT EXISTS held_cases (file_id INTEGER, hospital_id VARCHAR, key VARCHAR)`,
  // The centre's declaration of what a hospital's exports hold: 'cumulative' or 'month'.
  `CREATE TABLE IF NOT EXISTS declared_claims (hospital_id VARCHAR, table_name VARCHAR, claim VARCHAR)`,
  // Years of holidays that the workspace adds to the built-in ones, each as JSON.
  `CREATE TABLE IF NOT EXISTS calendar_years (year INTEGER, arrangement VARCHAR)`,
  // What a submission says of its hospital's earlier cases (see claims.ts), by one of its files; and the cases it lacks.
  `CREATE TABLE IF NOT EXISTS claims (
    table_name VARCHAR, hospital_id VARCHAR, month VARCHAR, file_id INTEGER, claim VARCHAR, since DATE, due BIGINT, there BIGINT)`,
  `CREATE TABLE IF NOT EXISTS missing_cases (
    table_name VARCHAR, hospital_id VARCHAR, key VARCHAR, month VARCHAR, file_id INTEGER, line INTEGER, nth BIGINT, until VARCHAR,
    claim VARCHAR, new_line INTEGER)`,
  // Earlier cases that an undeclared export leaves out and that go on counting (see left-out-cases.ts).
  `CREATE TABLE IF NOT EXISTS left_out_cases (
    table_name VARCHAR, hospital_id VARCHAR, month VARCHAR, file_id INTEGER, kind VARCHAR, since DATE, due BIGINT, there BIGINT, n BIGINT,
    places STRUCT(file_id INTEGER, line INTEGER)[])`,
  // Cells in which the sender clears an earlier value (清空, CLEAR); any other blank says nothing.
  `CREATE TABLE IF NOT EXISTS cleared_cells (file_id INTEGER, line INTEGER, field VARCHAR)`,
  // `hospital_id` is the only addressee of a problem; NULL is the centre. `zh`, `en` and what to do (`fix_*`, may be empty) are filled only
  // where the reader worded them; otherwise they are made from rule, field and value. `record` is the number of the row among the file's
  // rows, held-back ones included.
  `CREATE TABLE IF NOT EXISTS problems (
    file_id INTEGER, line INTEGER, record INTEGER, hospital_id VARCHAR, fields VARCHAR[], position INTEGER, value VARCHAR, rule VARCHAR, severity VARCHAR,
    zh VARCHAR, en VARCHAR, fix_zh VARCHAR, fix_en VARCHAR)`,
  `CREATE TABLE IF NOT EXISTS skipped_rows (file_id INTEGER, line INTEGER, lines INTEGER, reason VARCHAR)`,
  // A row of a corrected receipt and the held-back row it stands for. `arrived` is the run in which the receipt came.
  `CREATE TABLE IF NOT EXISTS replays (
    file_id INTEGER, line INTEGER, of_sha256 VARCHAR, of_sheet VARCHAR, of_line INTEGER, arrived INTEGER, withdraws BOOLEAN)`,
  // Two rows of one hospital under two keys, sent for two months, that describe one case or perhaps do; the other row is the older one.
  `CREATE TABLE IF NOT EXISTS same_cases (
    table_name VARCHAR, file_id INTEGER, line INTEGER, other_file INTEGER, other_line INTEGER, sameness VARCHAR)`,
  // Replaced codes of hospitals (see `hospital-history`), and hospitals that were merged into another.
  `CREATE TABLE IF NOT EXISTS renamed_codes (former VARCHAR, current VARCHAR, root VARCHAR)`,
  `CREATE TABLE IF NOT EXISTS merged_codes (code VARCHAR, into_code VARCHAR)`,
  // The first code of a hospital; redefined when codes are replaced.
  `CREATE MACRO IF NOT EXISTS root_code(code) AS code`,
  // The code that a hospital now stands under: the one in use, of the hospital it was merged into.
  `CREATE MACRO IF NOT EXISTS code_in_use(given) AS coalesce((SELECT max(n.current) FROM renamed_codes n WHERE n.former = given), given)`,
  `CREATE MACRO IF NOT EXISTS standing_code(given) AS code_in_use(coalesce((SELECT max(m.into_code) FROM merged_codes m WHERE m.code = code_in_use(given)), given))`,
  // The fingerprint of the key that everything here was hashed with.
  `CREATE TABLE IF NOT EXISTS pseudonym_key (fingerprint VARCHAR)`,
  // What is forgotten for good: cases that began before a day, and by keyed hashes (`mark`) single cases and persons.
  `CREATE TABLE IF NOT EXISTS forgotten_before (day VARCHAR)`,
  `CREATE TABLE IF NOT EXISTS forgotten (kind VARCHAR, mark VARCHAR)`,
  // A file whose forgotten rows were blanked, and the file that replaces it.
  `CREATE TABLE IF NOT EXISTS blanked (sha256 VARCHAR, became VARCHAR)`,
  // The result of every clause for every hospital on the batch's as-of day; `evidence` is JSON.
  `CREATE TABLE IF NOT EXISTS clause_results (
    batch VARCHAR, hospital_id VARCHAR, norm VARCHAR, clause VARCHAR, on_day VARCHAR, result VARCHAR, evidence VARCHAR)`,
  // `contract` is the one by which its rows were staged; null where an older program did not store it; `inputs` identifies the files its
  // figures rest on.
  `CREATE TABLE IF NOT EXISTS batches (batch VARCHAR, month VARCHAR, as_of VARCHAR, program VARCHAR, contract VARCHAR, inputs VARCHAR)`,
];

/** The columns of `figures` with their SQL types, in stored order. */
export const figureColumns = [
  ['code', 'VARCHAR'],
  ['indicator', 'VARCHAR'],
  ['version', 'VARCHAR'],
  ['level', 'VARCHAR'],
  ['unit', 'VARCHAR'],
  ['period_type', 'VARCHAR'],
  ['period', 'VARCHAR'],
  ['stratum', 'VARCHAR'],
  ['numerator', 'BIGINT'],
  ['denominator', 'BIGINT'],
  ['pending', 'BIGINT'],
  ['unknown', 'BIGINT'],
  ['excluded', 'BIGINT'],
  ['undated', 'BIGINT'],
  ['expected', 'DOUBLE'],
  ['rate', 'DOUBLE'],
  ['low_bound', 'DOUBLE'],
  ['high_bound', 'DOUBLE'],
  ['errs', 'VARCHAR'],
  ['ci_low', 'DOUBLE'],
  ['ci_high', 'DOUBLE'],
  ['decide_low', 'DOUBLE'],
  ['decide_high', 'DOUBLE'],
  ['threshold', 'DOUBLE'],
  ['operator', 'VARCHAR'],
  ['norm', 'VARCHAR'],
  ['clause', 'VARCHAR'],
  ['applies', 'VARCHAR'],
  ['formal', 'VARCHAR'],
  ['verdict', 'VARCHAR'],
  ['p_value', 'DOUBLE'],
  ['needed', 'BIGINT'],
  ['suppressed', 'BOOLEAN'],
  ['batch', 'VARCHAR'],
  ['definition_hash', 'VARCHAR'],
  ['as_of', 'VARCHAR'],
  ['data_through', 'VARCHAR'],
] as const;

/** The form of the tables that the contract does not define; a warehouse of another form is made again. */
export const schemaText = [...ledger, JSON.stringify(figureColumns)].join('\n');

/** Creates the schema in a new warehouse and leaves an existing one unchanged. */
export async function createSchema(database: Database): Promise<void> {
  const [found] = await database.rows(
    "SELECT count(*) AS n FROM duckdb_types() WHERE type_name = 'bool_word'",
  );
  if (Number(found?.n ?? 0) === 0) {
    await database.run(`CREATE TYPE bool_word AS ENUM (${words(boolWordEnum)})`);
    await database.run(`CREATE TYPE small_count_word AS ENUM (${words(upTo(100))})`);
    await database.run(`CREATE TYPE missing_word AS ENUM (${words(missingSpellings)})`);
    for (const table of tables) for (const sql of quickTypesSql(table)) await database.run(sql);
  }
  for (const sql of ledger) await database.run(sql);
  for (const table of tables) await database.run(createTableSql(table));
  const columns = figureColumns.map(([name, type]) => `${sqlName(name)} ${type}`).join(', ');
  await database.run(`CREATE TABLE IF NOT EXISTS figures (${columns})`);
}
