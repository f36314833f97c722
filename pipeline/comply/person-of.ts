import type { Person } from './holdings.js';

/** A row of the staff list in force on a day, with the place it stands in. */
export interface StaffRow {
  readonly hospital_id: string;
  readonly staff_id: string;
  readonly role: string | null;
  readonly specialty_group: string | null;
  readonly practice_scope: string | null;
  readonly title: string | null;
  readonly title_rank: number | null;
  readonly title_since: string | null;
  readonly clinical_since: string | null;
  readonly licensed: boolean | null;
  readonly employed_here: boolean | null;
  readonly technique: string | null;
  readonly trained: boolean | null;
  readonly training_months: number | null;
  readonly full_process_cases: number | null;
  readonly passed: boolean | null;
  readonly overseas: boolean | null;
  readonly expert_group: boolean | null;
  readonly authorized_from: string | null;
  readonly authorized_to: string | null;
  readonly technique_lead: boolean | null;
  readonly supervisor: boolean | null;
  readonly no_serious_events: boolean | null;
  readonly animal_implants: number | null;
  readonly independent_cases: number | null;
  readonly independent_cases_5y: number | null;
  readonly file: string;
  readonly line: number;
}

/** The day on which G11 and G09 of 2022 came into force. */
const normDay = '2022-04-20';

/** The most independent cases that a clause asks for: 20 ECMO runs by 四（一）4 of G11. */
const independentCasesAsked = 20;

/** What clauses may ask of a person on a day; `counted` are the runs of which the person was the operator before the norm. */
export function personOf(row: StaffRow, on: string, counted: number | null): Person {
  const { title, title_rank: held, title_since, clinical_since } = row;
  return {
    id: row.staff_id.slice(0, 8),
    title,
    file: row.file,
    line: row.line,
    values: {
      role: row.role,
      technique: row.technique,
      specialty: row.specialty_group,
      practice_scope: folded(row.practice_scope, scopes),
      licensed: row.licensed,
      employed_here: row.employed_here,
      trained: row.trained,
      passed: row.passed,
      overseas: row.overseas,
      expert_group: row.expert_group,
      technique_lead: row.technique_lead,
      supervisor: row.supervisor,
      no_serious_events: row.no_serious_events,
      authorised: authorisedOn(row, on),
      training_months: row.training_months,
      full_process_cases: row.full_process_cases,
      animal_implants: row.animal_implants,
      independent_cases: mostOf(row.independent_cases, counted),
      independent_cases_5y: row.independent_cases_5y,
      rank: held,
      title_years: title_since === null ? null : wholeYears(title_since, on),
      clinical_years: clinical_since === null ? null : wholeYears(clinical_since, on),
      clinical_years_at_norm: clinical_since === null ? null : wholeYears(clinical_since, normDay),
      // Which title was held before the present one is not on record.
      rank_at_norm: title_since === null || title_since > normDay ? null : held,
    },
  };
}

/**
 * Stated by the hospital or counted from its cases, whichever shows more. What is counted is the least it can be, for
 * cases of other hospitals and older ones may be missing: alone it is known only once it reaches what is asked.
 */
function mostOf(stated: number | null, counted: number | null): number | null {
  if (stated === null) return counted !== null && counted >= independentCasesAsked ? counted : null;
  return counted === null ? stated : Math.max(stated, counted);
}

/** An authorisation without a first day is not known; one without a last day goes on. */
function authorisedOn({ authorized_from, authorized_to }: StaffRow, on: string): boolean | null {
  if (authorized_from === null) return null;
  return authorized_from <= on && (authorized_to === null || on <= authorized_to);
}

/** Whole years from one day to another by anniversaries; that of 29 February is the 28th in other years. */
export function wholeYears(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  const year = Number(to.slice(0, 4));
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const day = from.slice(5) === '02-29' && !isLeap ? '02-28' : from.slice(5);
  return to.slice(5) >= day ? years : years - 1;
}

/** The word a clause knows by what a free text mentions, in the order of the list; blank stays blank. */
const folded = (text: string | null, words: readonly (readonly [RegExp, string])[]): string | null =>
  text === null ? null : (words.find(([pattern]) => pattern.test(text))?.[1] ?? '其他');

const scopes = [
  [/急救/, '急救医学'],
  [/重症/, '重症医学科'],
  [/儿/, '儿科'],
  [/麻醉/, '麻醉'],
  [/内科/, '内科'],
  [/外科/, '外科'],
] as const;
