import { predicateSql } from '../compile/predicate-sql.js';
import { profileItems } from '../contract/profile-items.js';
import { reviewClauses, reviews } from '../contract/reviews.js';
import { currentRowsSql } from '../current/current-sql.js';
import { allRowsSql } from '../current/rows-sql.js';
import type { OperatedCases } from '../define/norm.js';
import type { AnyTable } from '../define/table.js';
import { hospitals, monthlyCounts, staff } from '../lists/lists.js';
import { everyHospital } from '../load/reconcile/claims.js';
import { sqlName, sqlText } from '../sql/quote.js';
import { hospitalMarks, type Technology, technologies } from '../technology/index.js';
import type { Database } from '../warehouse/database.js';
import type { Repeated, Review } from './holdings.js';
import type { StaffRow } from './person-of.js';

/** The inbox month up to which submissions count, and the day judged. */
export interface When {
  readonly month: string;
  readonly on: string;
}

/** A hospital's row of the list in force; a blank is null. */
export type EntryRow = Readonly<Record<string, boolean | string | null>> & { readonly hospital_id: string };

/** A hospital's latest answer to one item, as stored. */
export interface StatementRow {
  readonly hospital_id: string;
  readonly item: string;
  readonly as_of: string;
  readonly value: string;
  readonly value_bool: boolean | null;
  readonly value_number: number | null;
  readonly value_day: string | null;
  readonly evidence: string | null;
  readonly file: string;
  readonly line: number;
}

/** A file of the inbox, with the sheet for a workbook, as `filePlace` writes it. */
const place = "path || coalesce(' [' || sheet || ']', '')";

/** A row of a list is valid from its first to its last day; a blank is unlimited. */
const inForce = `coalesce(valid_from, DATE '1900-01-01') <= CAST($on AS DATE) AND coalesce(valid_to, DATE '2100-01-01') >= CAST($on AS DATE)`;

/** For each key the row valid from the latest day, and of equal days the newest. */
const latest = (key: string, ...order: readonly string[]) =>
  `row_number() OVER (PARTITION BY ${key} ORDER BY ${order.map((column) => `${column} DESC NULLS LAST`).join(', ')}, file_id DESC, line DESC) = 1`;

/** The list of hospitals in force on the day. */
export const entryRows = async (database: Database, { month, on }: When): Promise<EntryRow[]> =>
  database.rows<EntryRow>(
    // A hospital's opening day is the same in all its rows, but may be filled in in one alone.
    `SELECT hospital_id, name, city, level, teaching, ${hospitalMarks.map(({ field }) => sqlName(field)).join(', ')}, CAST(opened AS VARCHAR) AS opened_on
     FROM (SELECT *, coalesce(opened_on, min(opened_on) OVER (PARTITION BY hospital_id)) AS opened
       FROM (${await currentRowsSql(database, hospitals, month)})) WHERE ${inForce} QUALIFY ${latest('hospital_id', 'valid_from')}`,
    { on },
  );

/** For each item the latest statement with a value on or before the day. */
export const statementRows = async (database: Database, { month, on }: When): Promise<StatementRow[]> =>
  database.rows<StatementRow>(
    `SELECT hospital_id, item, CAST(as_of AS VARCHAR) AS as_of, value, value_bool, CAST(value_number AS DOUBLE) AS value_number,
       CAST(CAST(value_day AS DATE) AS VARCHAR) AS value_day, evidence, ${place} AS file, line
     FROM (${await currentRowsSql(database, profileItems, month)}) JOIN files USING (file_id)
     WHERE as_of <= CAST($on AS DATE) AND value IS NOT NULL QUALIFY ${latest('hospital_id, item', 'as_of')}`,
    { on },
  );

const scored = reviewClauses.filter(({ cap }) => cap !== null).map(({ clause }) => sqlText(clause.id));

/**
 * For each clause the latest review on or before the day. A score counts only where the clause has points; elsewhere it must not replace an
 * earlier verdict.
 */
export const reviewRows = async (
  database: Database,
  { month, on }: When,
): Promise<(Review & { hospital_id: string })[]> =>
  database.rows(
    `SELECT hospital_id, clause, CAST(review_on AS VARCHAR) AS review_on, verdict, CAST(score AS DOUBLE) AS score, ${place} AS file, line
     FROM (${await currentRowsSql(database, reviews, month)}) JOIN files USING (file_id)
     WHERE review_on <= CAST($on AS DATE) AND (verdict IS NOT NULL OR (score IS NOT NULL AND clause IN (${scored.join(', ')}))) QUALIFY ${latest('hospital_id, clause', 'review_on')}`,
    { on },
  );

const numbers = [
  'training_months',
  'full_process_cases',
  'animal_implants',
  'independent_cases',
  'independent_cases_5y',
];
const days = ['title_since', 'clinical_since', 'authorized_from', 'authorized_to'];

/** For each person and technique the row of the staff list in force on the day. */
export const staffRows = async (database: Database, { month, on }: When): Promise<StaffRow[]> =>
  database.rows<StaffRow>(
    `SELECT hospital_id, staff_id, role, specialty_group, practice_scope, title, title_rank, licensed, employed_here, technique, trained, passed, overseas,
       expert_group, technique_lead, supervisor, no_serious_events,
       ${numbers.map((name) => `CAST(${name} AS DOUBLE) AS ${name}`).join(', ')},
       ${days.map((name) => `CAST(${name} AS VARCHAR) AS ${name}`).join(', ')}, ${place} AS file, line
     FROM (${await currentRowsSql(database, staff, month)}) JOIN files USING (file_id) WHERE ${inForce}
     QUALIFY ${latest('hospital_id, staff_id, technique', 'valid_from')} ORDER BY hospital_id, technique, path, sheet NULLS FIRST, line`,
    { on },
  );

/** How many rows of the last month's staff lists or profiles were held back, by hospital; a later list supersedes what earlier months held back. */
export async function heldRowsOf(
  database: Database,
  table: 'staff' | 'profile_items',
  month: string,
): Promise<ReadonlyMap<string, number>> {
  const rows = await database.rows<{ hospital_id: string; held: number }>(
    `SELECT hospital_id, CAST(count(DISTINCT (file_id, line)) AS INTEGER) AS held FROM (
       SELECT hospital_id, file_id FROM submissions WHERE table_name = $table AND live AND month <= $month
       QUALIFY month = max(month) OVER (PARTITION BY hospital_id))
     JOIN problems p USING (hospital_id, file_id) WHERE severity = 'error' AND line IS NOT NULL GROUP BY hospital_id`,
    { table, month },
  );
  return new Map(rows.map(({ hospital_id, held }) => [hospital_id, held]));
}

/** What a hospital sent that counts nowhere: held-back rows by table, and refused files. */
export interface NotUsed {
  readonly held: readonly {
    readonly table: string;
    readonly rows: number;
    readonly files: readonly string[];
  }[];
  readonly refused: readonly string[];
}

/** What a hospital sent up to a month that was received but does not count. */
export async function notUsed(database: Database, hospital: string, month: string): Promise<NotUsed> {
  const held = await database.rows<{ table: string; rows: number; files: string[] }>(
    `SELECT f.table_name AS "table", CAST(count(DISTINCT (p.file_id, p.line)) AS INTEGER) AS rows, list(DISTINCT ${place} ORDER BY ${place}) AS files
     FROM problems p JOIN files f USING (file_id)
     WHERE p.severity = 'error' AND p.line IS NOT NULL AND p.hospital_id = $hospital AND f.month <= $month
       AND f.file_id IN (SELECT file_id FROM submissions WHERE live) GROUP BY ALL ORDER BY ALL`,
    { hospital, month },
  );
  const refused = await database.rows<{ file: string }>(
    `SELECT DISTINCT ${place} AS file FROM files WHERE status = 'refused' AND folder = $hospital AND month <= $month ORDER BY ALL`,
    { hospital, month },
  );
  return { held, refused: refused.map(({ file }) => file) };
}

/** The cases that count for each person by a norm, by hospital and hashed staff number. */
export const operatedRows = async (
  database: Database,
  { of, operator, from, before, but }: OperatedCases,
  month: string,
): Promise<{ hospital_id: string; operator: string; cases: number }[]> => {
  const [by, index] = [operator, of.spec.indexDate ?? ''].map(sqlName);
  return database.rows(
    `SELECT hospital_id, ${by} AS operator, CAST(count(*) AS INTEGER) AS cases FROM (${await currentRowsSql(database, of, month)})
     WHERE ${by} IS NOT NULL AND ${index} >= DATE ${sqlText(from)} AND ${index} < DATE ${sqlText(before)} AND NOT coalesce(${predicateSql(but)}, false)
     GROUP BY ALL`,
  );
};

/** Statements that a month had no case of a technology: of it, or of all. */
const zeroCases = ({ counted }: Technology) =>
  counted
    ? `item IN ('zero_report', ${sqlText(counted.zeroReport.item)}) OR (item = ${sqlText(counted.frontPage.item)} AND value = 0)`
    : "item = 'zero_report'";

/**
 * Spans of months for which a hospital's files show what it did of a technology, as (hospital, first, last) counted from year 0. A
 * cumulative export covers its first case to its own month, a monthly one that month, and any other its first to its last case; a zero
 * report covers its month.
 */
export const coveredSpans = async (
  database: Database,
  technology: Technology,
  month: string,
): Promise<{ hospital_id: string; first: number; last: number }[]> => {
  const { cases } = technology;
  const number = (text: string) =>
    `CAST(left(${text}, 4) AS INTEGER) * 12 + CAST(right(${text}, 2) AS INTEGER) - 1`;
  return database.rows(
    `WITH sent AS (
       SELECT s.hospital_id, s.month, min(r.index_month) AS first, max(r.index_month) AS last,
         any_value(coalesce(c.claim, d.claim, e.claim)) AS claim
       FROM submissions s JOIN (${await allRowsSql(database, cases)}) r ON r.hospital_id = s.hospital_id AND r.file_id = s.file_id
       LEFT JOIN claims c ON c.table_name = s.table_name AND c.hospital_id = s.hospital_id AND c.month = s.month
       LEFT JOIN declared_claims d ON d.table_name = s.table_name AND d.hospital_id = s.hospital_id
       LEFT JOIN declared_claims e ON e.table_name = s.table_name AND e.hospital_id = ${sqlText(everyHospital)}
       WHERE s.live AND s.table_name = ${sqlText(cases.name)} AND s.month <= $month GROUP BY s.hospital_id, s.month)
     SELECT hospital_id, CASE claim WHEN 'month' THEN ${number('month')} ELSE first END AS first,
       CASE claim WHEN 'month' THEN ${number('month')} WHEN 'cumulative' THEN greatest(last, ${number('month')}) ELSE last END AS last FROM sent
     UNION ALL
     SELECT hospital_id, ${number('month')}, ${number('month')} FROM (${await currentRowsSql(database, monthlyCounts, month)}) WHERE ${zeroCases(technology)}
     ORDER BY ALL`,
    { month },
  );
};

/** Techniques of which a hospital has sent accepted cases. */
export const practisedRows = (
  database: Database,
  month: string,
): Promise<{ hospital_id: string; technique: string }[]> =>
  database.rows(
    `SELECT DISTINCT s.hospital_id, t.technique FROM submissions s
     JOIN (VALUES ${technologies.map(({ id, cases }) => `(${sqlText(cases.name)}, ${sqlText(id)})`).join(', ')}) t(table_name, technique) USING (table_name)
     WHERE s.live AND s.accepted > 0 AND s.month <= $month`,
    { month },
  );

/** Barcodes that occur in more than one case, among those with a serial number; by hospital that recorded any such barcode. */
export async function repeatedBarcodes(
  database: Database,
  table: AnyTable,
  { month, on }: When,
): Promise<ReadonlyMap<string, readonly Repeated[]>> {
  const index = sqlName(table.spec.indexDate ?? '');
  const rows = await database.rows<{ hospital_id: string; barcode: string; cases: number }>(
    // A GS1 code holds a serial number where it has the application identifier (21); lot numbers repeat legitimately.
    `SELECT hospital_id, barcode, CAST(count(*) AS INTEGER) AS cases FROM (
       SELECT DISTINCT hospital_id, file_id, line, trim(unnest(regexp_split_to_array(device_barcodes, '[;；、+|]'))) AS barcode
       FROM (${await currentRowsSql(database, table, month)}) WHERE device_barcodes IS NOT NULL AND CAST(${index} AS DATE) <= CAST($on AS DATE))
     WHERE contains(barcode, '(21)') GROUP BY hospital_id, barcode ORDER BY hospital_id, barcode`,
    { on },
  );
  const found = new Map<string, Repeated[]>();
  for (const { hospital_id, barcode, cases } of rows) {
    const list = found.get(hospital_id) ?? [];
    if (cases > 1) list.push({ barcode, cases });
    found.set(hospital_id, list);
  }
  return found;
}
