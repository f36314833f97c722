import { coursesSql } from '../compile/courses-sql.js';
import { currentRowsSql } from '../current/current-sql.js';
import { allRowsSql } from '../current/rows-sql.js';
import { isTold, toldSql, toldTable, vitalFacts, withToldSql } from '../current/vital-sql.js';
import type { AnyTable, Lookup } from '../define/table.js';
import { hospitals, staff } from '../lists/lists.js';
import { sqlName, sqlText } from '../sql/quote.js';
import { type Courses, courseTables, returned, technologyOfTable } from '../technology/index.js';
import type { Database } from '../warehouse/database.js';
import { calendarIn } from '../warehouse/years-added.js';
import { filingsSql } from './filings.js';
import { monthlyReturnsSql } from './monthly-returns.js';
import type { SettledRows } from './settled-rows.js';

/**
 * SELECT of the cases that figures are counted over: current rows up to the as-of date, with the columns that other tables add.
 * `$as_of_end` stays a parameter.
 *
 * @param end the value of `$as_of_end`: the first moment after the as-of day
 * @param settled rows already computed for the same month and moment; absent: they are computed here
 */
export async function casesSql(
  database: Database,
  table: AnyTable,
  month: string,
  end: string,
  settled?: SettledRows,
): Promise<string> {
  const ofMonths = returned.find(({ returns }) => returns.table === table);
  if (ofMonths) return monthlyReturnsSql(database, ofMonths, month, end);
  const own = settled
    ? await settled.standing.current(table, month, end)
    : await currentRowsSql(database, table, month, end);
  const facts = isTold(table) ? (settled ? settled.vitals : await vitalFacts(database, month, end)) : null;
  const current = isTold(table) ? await withTold(database, table, own, facts) : own;
  const dated = datedSql(table, current);
  const lookups = (of: Lookup) =>
    Object.entries(table.spec.derived).flatMap(([name, { lookup }]) => (lookup === of ? [name] : []));
  const columns: string[] = [];
  const joins: string[] = [];
  for (const name of lookups('staff'))
    columns.push(`${await authorisedSql(database, table, month)} AS ${sqlName(name)}`);
  if (lookups('hospitals').length > 0) {
    const list = await currentRowsSql(database, hospitals, month);
    const filings = filingsSql('SELECT * FROM dated', table, list, await calendarIn(database));
    columns.push('f.line IS NOT NULL AS first_run', 'f.filed_in_time', 'f.filing_over');
    joins.push(
      ` LEFT JOIN (${filings}) f ON f.hospital_id = c.hospital_id AND f.file_id = c.file_id AND f.line = c.line`,
    );
  }
  const course = courseTables.find(({ cases }) => cases === table);
  if (course) {
    columns.push(courseColumns(course.courses, facts !== null));
    if (facts !== null)
      joins.push(
        ` LEFT JOIN (${coursesSql(course, 'SELECT * FROM dated', facts)}) k ON k.file_id = c.file_id AND k.line = c.line`,
      );
  }
  if (columns.length === 0) return dated;
  return `WITH dated AS MATERIALIZED (${dated})
    SELECT c.*, ${columns.join(', ')}
    FROM dated c${joins.join('')}`;
}

/** The outcome of a run's course, which is the run's own where it is a course by itself; unknown for a transfer without a receiving run. */
function courseColumns({ reason, outcome, over }: Courses, isLinked: boolean): string {
  const of = (course: string, own: string) =>
    isLinked ? `CASE WHEN k.line IS NULL THEN c.${sqlName(own)} ELSE k.${course} END` : `c.${sqlName(own)}`;
  return `${isLinked ? 'coalesce(k.is_part, false)' : 'false'} AS course_part, ${isLinked ? 'k.goes_on_from' : 'CAST(NULL AS VARCHAR)'} AS course_from,
      nullif(${of('end_reason', reason.field)}, ${sqlText(reason.transferred)}) AS course_end_reason, ${of('outcome', outcome)} AS course_alive_48h,
      ${of('course_over', over)} AS course_48h_over`;
}

/** SELECT of current rows with the facts taken from other rows of their patients; computed once because it is read twice. */
async function withTold(
  database: Database,
  table: AnyTable,
  rows: string,
  facts: string | null,
): Promise<string> {
  const told = await toldRows(database, table, facts);
  if (told === null) return withToldSql(table, rows, null);
  const name = sqlName(`current_${table.name}`);
  await database.run(`CREATE OR REPLACE TEMP TABLE ${name} AS ${rows}`);
  return withToldSql(table, `SELECT * FROM ${name}`, told);
}

/** SELECT of the facts that a table's rows take from other rows of their patients; null when there are none. */
async function toldRows(database: Database, table: AnyTable, facts: string | null): Promise<string | null> {
  const name = toldTable(table);
  if (facts === null) {
    // An earlier call may have left the table.
    await database.run(`DROP TABLE IF EXISTS ${name}`);
    return null;
  }
  const told = toldSql(table, facts);
  await database.run(`CREATE OR REPLACE TEMP TABLE ${name} AS ${told}`);
  return (await database.number(`SELECT count(*) FROM ${name}`)) === 0 ? null : `SELECT * FROM ${name}`;
}

const datedSql = (table: AnyTable, rows: string) =>
  `SELECT * FROM (${rows}) WHERE ${sqlName(table.spec.indexDate ?? '')} < $as_of_end`;

/**
 * As `casesSql` with some columns only, for several statements: anything more than a scan is stored in a temporary table that holds until
 * the next call.
 */
export async function casesAtHand(
  database: Database,
  table: AnyTable,
  month: string,
  end: string,
  columns: ReadonlySet<string>,
  settled?: SettledRows,
): Promise<string> {
  const cases = await casesSql(database, table, month, end, settled);
  const all = await allRowsSql(database, table);
  if (cases === datedSql(table, isTold(table) ? withToldSql(table, all, null) : all)) return cases;
  await database.run(
    `CREATE OR REPLACE TEMP TABLE cases_at_hand AS SELECT ${[...columns].map(sqlName).join(', ')} FROM (${cases})`,
    { as_of_end: end },
  );
  return 'SELECT * FROM cases_at_hand';
}

/** SQL for whether the operator was authorised for the technology on the day; NULL without an operator or a staff list of the hospital for it. */
async function authorisedSql(database: Database, table: AnyTable, month: string): Promise<string> {
  const technique = sqlText(technologyOfTable(table.name)?.id ?? '');
  const people = `SELECT * FROM (${await currentRowsSql(database, staff, month)}) WHERE technique = ${technique}`;
  const day = `CAST(c.${sqlName(table.spec.indexDate ?? '')} AS DATE)`;
  return `CASE
      WHEN c.operator_id IS NULL OR c.hospital_id NOT IN (SELECT hospital_id FROM (${people})) THEN NULL
      ELSE EXISTS (SELECT 1 FROM (${people}) s WHERE s.hospital_id = c.hospital_id AND s.staff_id = c.operator_id
        AND s.authorized_from <= ${day} AND coalesce(s.authorized_to >= ${day}, true))
    END`;
}
