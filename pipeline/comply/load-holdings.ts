import { norms } from '../../indicators/index.js';
import { profileQuestions } from '../contract/profile-items.js';
import { tablesOverYears } from '../define/index.js';
import type { Figure } from '../figure/figures.js';
import { caseTables, technologies } from '../technology/index.js';
import type { Database } from '../warehouse/database.js';
import { calendarIn } from '../warehouse/years-added.js';
import {
  coveredSpans,
  entryRows,
  heldRowsOf,
  operatedRows,
  practisedRows,
  repeatedBarcodes,
  reviewRows,
  type StatementRow,
  staffRows,
  statementRows,
  type When,
} from './held-rows.js';
import type { Holdings, Repeated, Statement } from './holdings.js';
import { personOf } from './person-of.js';

/**
 * The holdings on a day of every hospital that is listed, has figures, or has sent a profile, staff or reviews. The number of statements
 * does not depend on the number of hospitals.
 */
export async function loadHoldings(
  database: Database,
  options: When & {
    readonly figures: readonly Figure[];
    /** The month in which the figures' periods end; the inbox month when absent. */
    readonly periodMonth?: string;
  },
): Promise<Map<string, Holdings>> {
  const { figures, periodMonth = options.month, ...when } = options;
  const { month, on } = when;
  const entries = byHospital(await entryRows(database, when));
  const statements = byHospital(await statementRows(database, when));
  const reviews = byHospital(await reviewRows(database, when));
  const people = byHospital(await staffRows(database, when));
  const practised = byHospital(await practisedRows(database, month));
  const heldBack = await heldRowsOf(database, 'staff', month);
  const heldStatements = await heldRowsOf(database, 'profile_items', month);
  const calendar = await calendarIn(database);
  const spans = new Map<string, Map<string, Span[]>>();
  for (const technology of technologies)
    if (askedOverYears.has(technology.cases))
      spans.set(technology.cases.name, byHospital(await coveredSpans(database, technology, month)));
  const operated = new Map<string, number>();
  for (const { clauseSet, operatedCases } of norms)
    if (clauseSet && operatedCases)
      for (const row of await operatedRows(database, operatedCases, month))
        operated.set(`${clauseSet.technique} ${row.hospital_id} ${row.operator}`, row.cases);
  const barcodes = new Map<string, ReadonlyMap<string, readonly Repeated[]>>();
  for (const table of caseTables)
    if ('device_barcodes' in table.spec.fields)
      barcodes.set(table.name, await repeatedBarcodes(database, table, when));
  const own = new Map<string, Figure[]>();
  for (const figure of figures)
    if (figure.level === 'hospital') own.set(figure.unit, [...(own.get(figure.unit) ?? []), figure]);

  const known = [entries, statements, reviews, people, practised, own].flatMap((map) => [...map.keys()]);
  return new Map(
    [...new Set(known)].sort().map((hospital): [string, Holdings] => {
      const stated = new Map(
        (statements.get(hospital) ?? []).map((row): [string, Statement] => [row.item, statementOf(row)]),
      );
      const persons = (people.get(hospital) ?? []).map((row) =>
        personOf(row, on, operated.get(`${row.technique} ${hospital} ${row.staff_id}`) ?? null),
      );
      const techniques = [
        ...(practised.get(hospital) ?? []).map(({ technique }) => technique),
        ...persons.flatMap(({ values }) => (values['technique'] ? [String(values['technique'])] : [])),
        ...[...stated.keys()].flatMap(techniqueOf),
        // A hospital reviewed by a norm is judged by it, whatever else it sent.
        ...(reviews.get(hospital) ?? []).flatMap(({ clause }) => techniqueOf(clause)),
      ];
      return [
        hospital,
        {
          hospital,
          on,
          month: periodMonth,
          entry: entries.get(hospital)?.[0] ?? null,
          statements: stated,
          persons,
          personsHeldBack: heldBack.get(hospital) ?? 0,
          statementsHeldBack: heldStatements.get(hospital) ?? 0,
          reviews: new Map((reviews.get(hospital) ?? []).map((row) => [row.clause, row])),
          figures: own.get(hospital) ?? [],
          calendar,
          covered: Object.fromEntries(
            [...spans].map(([table, of]) => [table, monthsOf(of.get(hospital) ?? [])]),
          ),
          techniques: new Set(techniques),
          repeated: Object.fromEntries([...barcodes].map(([table, of]) => [table, of.get(hospital) ?? null])),
        },
      ];
    }),
  );
}

type Span = Awaited<ReturnType<typeof coveredSpans>>[number];

const monthsOf = (spans: readonly Span[]): Set<number> =>
  new Set(spans.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i)));

function byHospital<T extends { readonly hospital_id: string }>(rows: readonly T[]): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const row of rows) {
    const list = map.get(row.hospital_id);
    if (list) list.push(row);
    else map.set(row.hospital_id, [row]);
  }
  return map;
}

/** The tables whose figures clauses ask of three years, so that a year without a case must be told from one that was not reported. */
const askedOverYears = new Set(
  norms.flatMap(({ clauseSet }) => clauseSet?.clauses.flatMap(({ rule }) => tablesOverYears(rule)) ?? []),
);

const clauseSets = norms.flatMap(({ clauseSet }) => clauseSet ?? []);

/** The technique of the norm with this item or clause; none where no norm has it. */
const techniqueOf = (item: string): string[] =>
  clauseSets.filter(({ prefix }) => item.startsWith(`${prefix}-`)).map(({ technique }) => technique);

const answers = new Map(profileQuestions.map(({ id, answer }) => [id, answer]));

function statementOf(row: StatementRow): Statement {
  const { item, as_of, value, value_bool, value_number, value_day, evidence, file, line } = row;
  const typed = { 'yes/no': value_bool, number: value_number, date: value_day, text: value };
  const answer = answers.get(item) ?? 'text';
  return { item, as_of, value: typed[answer] ?? value, evidence, file, line };
}
