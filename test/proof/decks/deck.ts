import type { Random } from '../../../data-samples/generator/random.js';
import { anesthesiaCases } from '../../../pipeline/cases/anesthesia-cases.js';
import { ecmoRuns } from '../../../pipeline/cases/ecmo-runs.js';
import { vadImplants } from '../../../pipeline/cases/vad-implants.js';
import { lastDay, monthNumber } from '../../../pipeline/define/periods.js';
import type { AnyTable } from '../../../pipeline/define/table.js';
import type { RawRow } from '../evaluate/cells.js';
import {
  type Day,
  dayText,
  type Moment,
  monthOf,
  parseDay,
  parseMoment,
  yearsAfter,
} from '../evaluate/civil.js';
import { evaluateTable, isPlain } from '../evaluate/tables.js';
import { numbersFor } from './limits.js';
import { anchorDay, momentAfter, momentOn, spanFrom, textOf, yearsFrom } from './times.js';

/** What a hospital of a deck sends, by table. */
export type Deck = { readonly [table: string]: readonly RawRow[] };

export interface DeckOptions {
  readonly hospital: string;
  readonly asOf: string;
  /** Every time in full and no row that a rule holds back, as the fast lanes ask. */
  readonly plain: boolean;
}

/** Of which event a date tells how long after it it came; every other date follows the index date. */
const follows: { readonly [column: string]: readonly string[] } = {
  died_at: ['ended_at', 'started_at', 'discharged_at'],
  discharged_at: ['ended_at', 'started_at'],
  followup_1y_on: ['started_at', 'ended_at'],
  cannulation_at: ['started_at'],
  pacu_in_at: ['ended_at', 'started_at'],
  pacu_out_at: ['pacu_in_at'],
  extubated_at: ['ended_at', 'started_at'],
  reintubated_at: ['extubated_at'],
  entered_at: ['started_at'],
  visited_at: ['entered_at', 'started_at'],
};
/** Dates that come before the event they follow. */
const precede = new Set([
  'cannulation_at',
  'entered_at',
  'visited_at',
  'consented_at',
  'consented_on',
  'ethics_approved_on',
]);
const nearlyAlways = new Set(['asa', 'mode', 'device_type']);
/** Columns that decks do without: text that nothing is counted by. */
const left = new Set(['text', 'identifier', 'hospital code', 'free text']);

const ages = [
  '28天',
  '29天',
  '17岁',
  '18岁',
  '30',
  '49岁',
  '50岁',
  '52岁',
  '53岁',
  '62岁',
  '63岁',
  '17岁11月',
  '0岁1月',
];

/** A birthday on or a day beside a limit of age. */
const birthOn = (random: Random, day: Day): Day =>
  random.weighted([
    [1, day - random.pick([0, 27, 28, 29])],
    [4, yearsAfter(day, -random.pick([18, 18, 39, 50, 53, 60, 63])) + random.pick([-1, 0, 1])],
  ]);

/** An age as a hospital writes it for somebody who has lived so many days: mostly right, a year off, or beside the limits of the rule. */
function ageAfter(random: Random, lived: number): string {
  const years =
    Math.floor(lived / 365.25) +
    random.weighted([
      [12, 0],
      [3, random.pick([-1, 1])],
      [1, random.pick([-2, 2])],
    ]);
  if (years >= 3 || random.chance(400)) return String(Math.max(years, 0));
  const off = random.weighted([
    [6, 0],
    [2, random.pick([-62, -61, 61, 62])],
    [1, random.pick([-63, 63])],
  ]);
  return `${Math.max(lived + off, 0)}天`;
}

function cellFor(
  random: Random,
  table: AnyTable,
  name: string,
  row: Record<string, string>,
  plain: boolean,
): string {
  const field = table.spec.fields[name];
  if (!field) throw new Error(`${table.name} has no field ${name}`);
  const { cell, required } = field.meta;
  if (!required && random.chance(nearlyAlways.has(name) ? 50 : 220)) return '';
  switch (cell.kind) {
    case 'bool':
      return random.pick(['是', '否']);
    case 'choice':
      return random.pick(field.values ?? []);
    case 'choices':
      return plain || random.chance(600)
        ? random.pick(field.values ?? [])
        : [...new Set([random.pick(field.values ?? []), random.pick(field.values ?? [])])].join(';');
    case 'asa':
      return String(random.between(1, 6));
    case 'age':
      return plain ? String(random.pick([17, 18, 49, 50, 63])) : random.pick(ages);
    case 'int':
      return String(random.pick(numbersFor(table, name)));
    case 'decimal':
      return String(Math.round(random.pick(numbersFor(table, name)) * 10) / 10);
    default:
      return timeFor(random, table, name, row, plain);
  }
}

function timeFor(
  random: Random,
  table: AnyTable,
  name: string,
  row: Record<string, string>,
  plain: boolean,
): string {
  const index = table.spec.indexDate ?? '';
  const candidates = (follows[name] ?? [index]).filter((event) => (row[event] ?? '') !== '');
  const from: Moment = parseMoment(row[random.pick(candidates.length > 0 ? candidates : [index])] ?? '');
  if (name === 'birth_date') return dayText(birthOn(random, from.day));
  const isDate = table.spec.fields[name]?.meta.cell.kind === 'date';
  const dated = isDate || (!plain && random.chance(300));
  const isFollowUp = name.startsWith('followup') || name.startsWith('last_followup');
  const isYears = isFollowUp ? random.chance(850) : table === vadImplants && random.chance(500);
  if (isYears && !precede.has(name)) {
    const day = yearsFrom(random, from.day);
    return isDate || dated ? dayText(day) : textOf(momentOn(random, day, false));
  }
  const span = spanFrom(random);
  return textOf(momentAfter(from, precede.has(name) && !random.chance(200) ? -span : span, dated));
}

/** The columns of a table in the order in which they are drawn: what others follow comes first. */
function columnsOf(table: AnyTable): string[] {
  const fields = Object.entries(table.spec.fields).filter(
    ([, { meta }]) => !left.has(meta.cell.kind) && !meta.notStored,
  );
  const depth = (name: string): number => 1 + Math.max(0, ...(follows[name] ?? []).map(depth));
  return fields.map(([name]) => name).sort((a, b) => depth(a) - depth(b));
}
const columns = new Map(
  [ecmoRuns, vadImplants, anesthesiaCases].map((table) => [table as AnyTable, columnsOf(table)]),
);

function drawRow(random: Random, table: AnyTable, on: Day, options: DeckOptions): Record<string, string> {
  const index = table.spec.indexDate ?? '';
  const isDate = table.spec.fields[index]?.meta.cell.kind === 'date';
  const dated = isDate || (!options.plain && random.chance(200));
  const row: Record<string, string> = {
    hospital_id: options.hospital,
    [index]: textOf(momentOn(random, on, dated)),
  };
  // A day of birth is not stored, so the fast lane does without it.
  for (const name of columns.get(table) ?? [])
    if (!(name in row) && !(options.plain && name === 'birth_date'))
      row[name] = cellFor(random, table, name, row, options.plain);
  fitAge(random, row, index);
  if (table === vadImplants && random.chance(60)) stayOnDevice(random, row, on, parseDay(options.asOf));
  if (options.plain)
    for (const name of Object.keys(table.spec.outcomes ?? {}))
      if ((row[name] ?? '').slice(0, 10) > options.asOf) row[name] = '';
  return row;
}

/** Still on the device, and last seen about as long ago as one may be to be counted so. */
function stayOnDevice(random: Random, row: Record<string, string>, on: Day, asOf: Day): void {
  const seen = Math.max(on, asOf - random.pick([30, 31, 32, 33]));
  const blanks = { removed_on: '', removal_reason: '', transplanted_on: '', died_on: '' };
  Object.assign(row, blanks, { last_followup_status: '存活', last_followup_on: dayText(seen) });
}

/** Where both are given, the age mostly follows from the day of birth: rows of which the two contradict each other are held. */
function fitAge(random: Random, row: Record<string, string>, index: string): void {
  const { age = '', birth_date: birth = '' } = row;
  if (age === '' || birth === '' || random.chance(50)) return;
  const lived = parseMoment(row[index] ?? '').day - parseDay(birth);
  if (lived >= 0) row['age'] = ageAfter(random, lived);
}

/** A row that its own rules do not hold back; a few in rough decks are kept although they are. */
function drawSound(random: Random, table: AnyTable, on: Day, options: DeckOptions): Record<string, string> {
  for (;;) {
    const row = drawRow(random, table, on, options);
    if (options.plain) {
      // A file is judged up to the end of its month.
      if (isPlain(table, row, lastDay(monthNumber(options.asOf.slice(0, 7))))) return row;
      continue;
    }
    const isHeld = evaluateTable(table, { [table.name]: [row] }, options.asOf).held.size > 0;
    if (!isHeld || random.chance(30)) return row;
  }
}

const howMany = (random: Random) =>
  random.weighted([
    [9, random.between(1, 4)],
    [2, random.between(5, 8)],
    [1, random.between(9, 15)],
  ]);

function drawCases(
  random: Random,
  table: AnyTable,
  anchors: readonly Day[],
  asOf: Day,
  options: DeckOptions,
): RawRow[] {
  const rows: Record<string, string>[] = [];
  const starts = new Set<string>();
  // A few hospitals have about twenty runs in a year, which divides large centres from small ones.
  const isBusy = table === ecmoRuns && random.chance(12);
  const n = isBusy ? random.between(19, 22) : howMany(random);
  while (rows.length < n) {
    const anchor = isBusy ? anchors[0] : random.pick(anchors);
    const on = Math.min((anchor ?? asOf) + random.pick([-1, 0, 0, 0, 1]), asOf + (options.plain ? 0 : 1));
    const drawn = drawSound(random, table, on, options);
    const row = isBusy ? { ...drawn, organ_donor: '否' } : drawn;
    const index = table.spec.indexDate ?? '';
    // The first of two runs begun at the same time is told by a hash that nobody here has.
    const begun = (row[index] ?? '').replace(' 00:00', '');
    if (starts.has(begun) && table !== anesthesiaCases) {
      if (!isBusy && random.chance(50)) break;
      continue;
    }
    const named = identify(random, table, row, rows, options.hospital);
    // Rows that may tell of one case are held or count once; the same-case tests try that.
    if (rows.some((other) => mayBeOneCase(named, other, index))) continue;
    starts.add(begun);
    rows.push(named);
  }
  return rows;
}

/** The same patient on the same day, at the same minute where both have a clock. */
function mayBeOneCase(row: RawRow, other: RawRow, index: string): boolean {
  const patient = (of: RawRow) => of['patient_id'] || of['case_no'];
  const [a, b] = [parseMoment(row[index] ?? ''), parseMoment(other[index] ?? '')];
  if (patient(row) !== patient(other) || a.day !== b.day) return false;
  return a.second === null || b.second === null || Math.floor(a.second / 60) === Math.floor(b.second / 60);
}

/** Names a case; some cases are of the same patient, with an identifier or by the number of the case, some of a patient elsewhere. */
function identify(
  random: Random,
  table: AnyTable,
  row: Record<string, string>,
  others: readonly Record<string, string>[],
  hospital: string,
): Record<string, string> {
  const place = others.length + 1;
  const own = `C${table.name.slice(0, 1)}${place}`;
  if (table === anesthesiaCases) {
    const patient_id = random.chance(300) ? `P${hospital}${random.below(3)}` : '';
    return { ...row, case_no: own, patient_id, anesthesia_no: `A${place}` };
  }
  const again = others.length > 0 && random.chance(350) ? random.pick(others) : null;
  const case_no = again && random.chance(500) ? (again['case_no'] ?? own) : own;
  const patient_id =
    again && case_no !== again['case_no']
      ? (again['patient_id'] ?? '')
      : random.weighted([
          [5, `P${hospital}${place}`],
          [3, ''],
          [1, `PX${random.below(40)}`],
        ]);
  const named = {
    ...row,
    case_no,
    patient_id: again?.['case_no'] === case_no ? (again?.['patient_id'] ?? '') : patient_id,
  };
  return table === ecmoRuns
    ? { ...named, run_no: String(place), operator_id: random.pick(['', 'D1', 'D2', 'D3', 'D9']) }
    : { ...named, implant_no: String(place) };
}

function drawStaff(random: Random, anchors: readonly Day[], hospital: string): RawRow[] {
  if (random.chance(200)) return [];
  const rows: RawRow[] = [];
  for (const staff_id of ['D1', 'D2', 'D3'])
    for (let term = 0; term < random.between(0, 2); term += 1) {
      const from = random.pick(anchors) + random.pick([-365, -1, 0, 1]);
      rows.push({
        hospital_id: hospital,
        staff_id,
        technique: random.pick(['ECMO', 'ECMO', 'ECMO', '心室辅助']),
        authorized_from: random.chance(100) ? '' : dayText(from),
        authorized_to: random.chance(500) ? '' : dayText(from + random.pick([0, 1, 365, 366])),
        valid_from: dayText(from - term),
      });
    }
  const seen = new Set<string>();
  return rows.filter(({ staff_id, technique, valid_from }) => {
    const key = `${staff_id} ${technique} ${valid_from}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

const items = [
  'anesthesia_physicians',
  'anesthesia_nurses',
  'vaginal_deliveries',
  'neuraxial_labor_analgesia',
];

function drawCounts(random: Random, anchors: readonly Day[], hospital: string): RawRow[] {
  const months = [...new Set(anchors.flatMap((day) => [monthOf(day), monthOf(day) + random.pick([-1, 1])]))];
  return months.flatMap((month) =>
    items
      .filter(() => random.chance(700))
      .map((item) => ({
        hospital_id: hospital,
        month: `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`,
        item,
        value: String(random.pick([0, 1, 2, 10, 37])),
      })),
  );
}

/** One hospital with up to fifteen cases of each table, and a few with some more runs. */
export function drawDeck(random: Random, asOf: Day, options: DeckOptions): Deck {
  const { hospital } = options;
  const anchors = Array.from({ length: random.between(1, 3) }, () => anchorDay(random, asOf));
  const filed = random.pick(anchors) + random.pick([-30, 0, 1, 15, 19, 20, 21, 22, 23, 29, 30, 61]);
  return {
    hospitals: [
      {
        hospital_id: hospital,
        name: hospital,
        city: random.pick(['', '甲', '乙', '丙']),
        ecmo_filed_on: random.chance(250) ? '' : dayText(filed),
      },
    ],
    staff: drawStaff(random, anchors, hospital),
    monthly_counts: drawCounts(random, anchors, hospital),
    ...Object.fromEntries(
      [ecmoRuns, vadImplants, anesthesiaCases].map((table) => [
        table.name,
        drawCases(random, table, anchors, asOf, options),
      ]),
    ),
  };
}
