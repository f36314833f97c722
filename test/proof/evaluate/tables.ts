import { anesthesiaCases } from '../../../pipeline/cases/anesthesia-cases.js';
import { monthlyReturns } from '../../../pipeline/cases/anesthesia-monthly-returns.js';
import { ecmoRuns } from '../../../pipeline/cases/ecmo-runs.js';
import { vadImplants } from '../../../pipeline/cases/vad-implants.js';
import { tableByName } from '../../../pipeline/contract/tables.js';
import type { AnyTable } from '../../../pipeline/define/table.js';
import { CaseRow, type Derivations } from './case-row.js';
import { cellOf, type RawRow, type Value } from './cells.js';
import {
  civilOf,
  type Day,
  dayOf,
  dayOnly,
  daysIn,
  dayText,
  earliest,
  midnight,
  monthOf,
  parseDay,
  secondsPerDay,
} from './civil.js';
import { addCourses } from './courses.js';
import { derivedAnesthesia } from './derived-anesthesia.js';
import { derivedEcmo } from './derived-ecmo.js';
import { derivedVad } from './derived-vad.js';
import { truthOf } from './predicate.js';
import type { Truth } from './three-valued.js';
import { told } from './vital.js';
import { inCalendar, workingDayAfter } from './working-days.js';

/** What hospitals sent: the rows of each table by the table's name. */
export type Sent = { readonly [table: string]: readonly RawRow[] };

/** The rows that figures count, and those that a rule between their cells holds back. */
export interface Evaluated {
  readonly rows: readonly CaseRow[];
  /** Places in what was sent, and the rule each row broke first. */
  readonly held: ReadonlyMap<number, string>;
}

const derivations = new Map<AnyTable, Derivations>([
  [ecmoRuns, derivedEcmo],
  [vadImplants, derivedVad],
  [anesthesiaCases, derivedAnesthesia],
]);

/** The rows of a table as figures count them. @throws {Error} for a table nobody has described here */
export function evaluateTable(table: AnyTable, sent: Sent, asOf: string): Evaluated {
  if (table === monthlyReturns) return { rows: monthlyRows(sent, asOf), held: new Map() };
  const { rows: own, held } = ownRows(table, sent, asOf);
  if (table === anesthesiaCases) return { rows: own, held };
  const others = [ecmoRuns, vadImplants, anesthesiaCases]
    .filter((other) => other !== table)
    .flatMap((other) => ownRows(other, sent, asOf).rows);
  const rows = told(own, others);
  if (table === ecmoRuns) {
    addOperators(rows, sent);
    addFilings(rows, sent, endOf(asOf));
    addCourses(rows, others);
  }
  return { rows, held };
}

/** The rows of a table by themselves. */
function ownRows(table: AnyTable, sent: Sent, asOf: string): Evaluated {
  const derived = derivations.get(table);
  if (!derived) throw new Error(`nobody has said independently how ${table.name} is counted`);
  const asOfEnd = endOf(asOf);
  const judgedEnd = Math.max(asOfEnd, endOf(lastOfMonth(asOf)));
  const held = new Map<number, string>();
  const rows: CaseRow[] = [];
  for (const [i, raw] of (sent[table.name] ?? []).entries()) {
    const typed = CaseRow.parse(table, raw, derived, asOfEnd);
    const index = typed.moment(table.spec.indexDate ?? '');
    const rule =
      index === null || earliest(index) >= judgedEnd
        ? 'after-as-of'
        : table.spec.rules.find(
            ({ severity, broken }) => severity === 'error' && truthOf(broken, typed) === true,
          )?.rule;
    if (rule !== undefined) held.set(i, rule);
    // A file is judged up to the end of its month; what began after the as-of day waits.
    else if (index !== null && earliest(index) < asOfEnd) rows.push(typed.asKnown());
  }
  return { rows, held };
}

/** Whether a row comes in without a word: no rule of any severity broken, and nothing told of days after the as-of day. */
export function isPlain(table: AnyTable, raw: RawRow, asOf: string): boolean {
  const row = CaseRow.parse(table, raw, derivations.get(table) ?? {}, endOf(asOf));
  const dates = [table.spec.indexDate ?? '', ...Object.keys(table.spec.outcomes ?? {})];
  const isLater = (name: string) => {
    const when = row.moment(name);
    return when !== null && earliest(when) >= endOf(asOf);
  };
  return !dates.some(isLater) && table.spec.rules.every(({ broken }) => truthOf(broken, row) !== true);
}

function lastOfMonth(day: string): string {
  const { year, month } = civilOf(parseDay(day));
  return dayText(dayOf(year, month, daysIn(year, month)));
}

const endOf = (asOf: string) => (parseDay(asOf) + 1) * secondsPerDay;

const startDay = (row: CaseRow): Day => row.day('started_at') ?? Number.NaN;

/** Authorised for ECMO on the day of the start; not known without an operator, or of a hospital without a list of its people. */
function addOperators(rows: readonly CaseRow[], sent: Sent): void {
  const table = tableByName.get('staff');
  const people = (sent['staff'] ?? []).filter(({ technique }) => technique === 'ECMO');
  const day = (raw: RawRow, name: string) => (table ? cellOf(table, name, raw[name] ?? '') : null);
  for (const row of rows) {
    const operator = row.word('operator_id');
    const own = people.filter(({ hospital_id }) => hospital_id === row.hospital);
    let authorised: Truth = null;
    if (operator !== null && own.length > 0)
      authorised = own.some((person) => {
        const [from, to] = [day(person, 'authorized_from'), day(person, 'authorized_to')];
        const isFrom = isDay(from) && from.day <= startDay(row);
        return person['staff_id'] === operator && isFrom && (!isDay(to) || startDay(row) <= to.day);
      });
    row.cells.set('operator_authorised', authorised);
  }
}

const isDay = (value: Value): value is { day: Day; second: number | null } =>
  value !== null && typeof value === 'object' && 'day' in value;

/** Working days after the first run within which the technique is filed. */
const filingDays = 15;

/** The first run of a hospital that is no support of a donor, and whether the technique was filed in time after it. */
function addFilings(rows: readonly CaseRow[], sent: Sent, asOfEnd: number): void {
  const filings = new Map<string, Day>();
  for (const { hospital_id = '', ecmo_filed_on = '' } of sent['hospitals'] ?? []) {
    if (ecmo_filed_on === '') continue;
    const day = parseDay(ecmo_filed_on);
    if (day * secondsPerDay < asOfEnd)
      filings.set(hospital_id, Math.min(day, filings.get(hospital_id) ?? day));
  }
  const first = new Map<string, CaseRow>();
  for (const row of rows) {
    for (const name of ['filed_in_time', 'filing_over']) row.cells.set(name, null);
    row.cells.set('first_run', false);
    if (row.bool('organ_donor') === true) continue;
    const before = first.get(row.hospital);
    if (!before || startOf(row) < startOf(before)) first.set(row.hospital, row);
  }
  for (const row of first.values()) {
    const started = startDay(row);
    const due = workingDayAfter(started, filingDays);
    const filed = filings.get(row.hospital) ?? null;
    row.cells.set('first_run', true);
    row.cells.set('filing_over', midnight(due === null ? started + 61 : due + 1));
    row.cells.set('filed_in_time', filedInTime(started, due, filed));
  }
}

function filedInTime(started: Day, due: Day | null, filed: Day | null): Truth {
  if (filed === null) return null;
  if (filed <= started) return true;
  if (due !== null) return filed <= due;
  // The 15th working day lies beyond the calendar, so a filing inside it came before.
  return inCalendar(started) && inCalendar(filed) ? true : null;
}

const startOf = (row: CaseRow) => {
  const started = row.moment('started_at');
  return started === null ? Number.NaN : earliest(started);
};

/** A row per hospital and month with a count made by hand; the anaesthetics begun in it stand beside. */
function monthlyRows(sent: Sent, asOf: string): CaseRow[] {
  const asOfEnd = endOf(asOf);
  const anesthetics = new Map<string, number>();
  for (const row of evaluateTable(anesthesiaCases, sent, asOf).rows) {
    const key = `${row.hospital} ${monthOf(startDay(row))}`;
    const wasGiven = row.word('cancelled') !== '入室后麻醉前';
    anesthetics.set(key, (anesthetics.get(key) ?? 0) + (wasGiven ? 1 : 0));
  }
  const counts = tableByName.get('monthly_counts');
  if (!counts) throw new Error('the contract has monthly counts');
  const rows = new Map<string, CaseRow>();
  for (const raw of sent['monthly_counts'] ?? []) {
    const hospital = raw['hospital_id'] ?? '';
    const first = parseDay(`${String(cellOf(counts, 'month', raw['month'] ?? ''))}-01`);
    if (first * secondsPerDay >= asOfEnd) continue;
    const key = `${hospital} ${monthOf(first)}`;
    let row = rows.get(key);
    if (!row) {
      const cells = new Map<string, Value>(
        Object.keys(monthlyReturns.spec.fields).map((name) => [name, null]),
      );
      cells.set('hospital_id', hospital);
      cells.set('month_begins', dayOnly(first));
      cells.set('anesthetics', anesthetics.get(key) ?? null);
      row = new CaseRow(monthlyReturns, hospital, cells, derivedMonthly, asOfEnd);
      rows.set(key, row);
    }
    const item = cellOf(counts, 'item', raw['item'] ?? '');
    row.cells.set(String(item), cellOf(counts, 'value', raw['value'] ?? ''));
  }
  return [...rows.values()];
}

const derivedMonthly: Derivations = {
  month_over: (row) => {
    let day = row.day('month_begins') ?? Number.NaN;
    const month = monthOf(day);
    while (monthOf(day) === month) day += 1;
    return midnight(day);
  },
};
