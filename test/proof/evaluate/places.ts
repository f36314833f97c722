import type { DefinedIndicator } from '../../../pipeline/define/index.js';
import type { CaseRow } from './case-row.js';
import { dayOf, daysIn, dayText, monthOf, parseDay } from './civil.js';

/** A unit and period that a case counts for. */
export interface Span {
  readonly type: string;
  readonly name: string;
  /** Its last day. */
  readonly ends: string;
}

const two = (n: number) => String(n).padStart(2, '0');
const monthName = (month: number) => `${Math.floor(month / 12)}-${two((month % 12) + 1)}`;
const lastDayOf = (month: number) => {
  const [year, m] = [Math.floor(month / 12), (month % 12) + 1];
  return dayText(dayOf(year, m, daysIn(year, m)));
};

/**
 * The periods of a month: itself, its quarter and year, the twelve months that end in the batch's month and the three
 * years that end in its year, where they hold it.
 */
export function spansOf(month: number, asOf: string): Span[] {
  const batch = monthOf(parseDay(asOf));
  const year = Math.floor(month / 12);
  const quarter = Math.floor((month % 12) / 3);
  const batchYear = Math.floor(batch / 12);
  const spans: Span[] = [
    { type: 'month', name: monthName(month), ends: lastDayOf(month) },
    { type: 'quarter', name: `${year}Q${quarter + 1}`, ends: lastDayOf(year * 12 + quarter * 3 + 2) },
    { type: 'year', name: String(year), ends: `${year}-12-31` },
  ];
  if (month <= batch && month > batch - 12)
    spans.push({
      type: 'rolling12',
      name: `${monthName(batch - 11)}..${monthName(batch)}`,
      ends: lastDayOf(batch),
    });
  if (year <= batchYear && year > batchYear - 3)
    spans.push({ type: 'years3', name: `${batchYear - 2}..${batchYear}`, ends: `${batchYear}-12-31` });
  return spans;
}

/** All cases, and one word for each dimension of the indicator. */
export const strataOf = (indicator: DefinedIndicator, row: CaseRow): string[] => [
  '',
  ...(indicator.strata ?? []).map(({ name }) => `${name}=${row.word(name) ?? '未知'}`),
];

/** The patient by the identifier, else by hospital and case. */
export function patientOf(row: CaseRow): string {
  const identifier = row.word('patient_id');
  return identifier === null ? `${row.hospital} ${row.word('case_no')}` : identifier;
}

/** The month since year 0 that a case belongs to. */
export function indexMonth(indicator: DefinedIndicator, row: CaseRow): number {
  const day = row.day(indicator.indexDate.name);
  if (day === null) throw new Error('a case has an index date');
  return monthOf(day);
}
