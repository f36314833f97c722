import type { Person } from './holdings.js';

/** A row of the staff list in force on a day, with its place. */
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

/** The most independent cases that any clause requires: 20 ECMO runs by 四（一）4 of G11. */
const independentCasesAsked = 20;

/** The facts that clauses need of a person on a day; `counted` are the runs with the person as operator before the norm. */
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
      practice_scope: firstListed(row.practice_scope, scopes),
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
      // Titles held before the present one are not recorded.
      rank_at_norm: title_since === null || title_since > normDay ? null : held,
    },
  };
}

/**
 * The larger of the number stated by the hospital and the number counted from its cases. The count is a minimum, because cases of other
 * hospitals and older ones may be missing: alone it is known only once it reaches the required number.
 */
function mostOf(stated: number | null, counted: number | null): number | null {
  if (stated === null) return counted !== null && counted >= independentCasesAsked ? counted : null;
  return counted === null ? stated : Math.max(stated, counted);
}

/** Whether a person is authorised on a day: not known without a first day; unlimited without a last day. */
function authorisedOn({ authorized_from, authorized_to }: StaffRow, on: string): boolean | null {
  if (authorized_from === null) return null;
  return authorized_from <= on && (authorized_to === null || on <= authorized_to);
}

/** Whole years from one day to another by anniversaries; 29 February counts as the 28th in other years. */
export function wholeYears(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  const year = Number(to.slice(0, 4));
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const day = from.slice(5) === '02-29' && !isLeap ? '02-28' : from.slice(5);
  return to.slice(5) >= day ? years : years - 1;
}

/** The first listed word whose pattern matches the free text, 其他 for none; null for a blank. */
const firstListed = (text: string | null, words: readonly (readonly [RegExp, string])[]): string | null =>
  text === null ? null : (words.find(([pattern]) => pattern.test(text))?.[1] ?? '其他');

const scopes = [
  [/急救/, '急救医学'],
  [/重症/, '重症医学科'],
  [/儿/, '儿科'],
  [/麻醉/, '麻醉'],
  [/内科/, '内科'],
  [/外科/, '外科'],
] as const;
