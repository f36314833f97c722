import type { Compliance } from '../pipeline/comply/comply.js';
import type { Bridged } from '../pipeline/compute/bridge.js';
import type { Defined, Norm } from '../pipeline/define/index.js';
import type { ExpectedCases } from '../pipeline/expected-cases.js';
import type { Figure } from '../pipeline/figures.js';
import type { StaleData } from '../pipeline/freshness.js';
import type { Settling } from '../pipeline/settle/settle.js';
import type { StaleMonth } from '../pipeline/stale-months.js';
import type { Transfer } from '../pipeline/transfers.js';

/** A hospital as the list in force at the end of the month gives it. */
export interface HospitalEntry {
  readonly hospital_id: string;
  readonly name: string;
  readonly city: string | null;
  readonly level: string | null;
  /** Whether it trains others in a technology, by the field of the list that says so. */
  readonly [field: string]: string | boolean | null;
}

/** What a hospital has sent of one table for this month, or that it has sent no cases. */
export interface SubmissionEntry {
  readonly hospital_id: string;
  /** Table name such as `ecmo_runs`; null when the table could not be recognised. */
  readonly table: string | null;
  /** `missing`: nothing was received for this month. */
  readonly status: 'accepted' | 'unchanged' | 'refused' | 'missing';
  /** Path inside the inbox; null when missing. */
  readonly file: string | null;
  /** The sheet of a workbook; null for other files. */
  readonly sheet: string | null;
  readonly sha256: string | null;
  readonly records: number;
  readonly accepted: number;
  readonly held_back: number;
  readonly warnings: number;
  /** Why the file was refused, in the report's languages. */
  readonly refusal: { readonly zh: string; readonly en: string } | null;
}

/** One problem found in a file of this month. Personal values are already masked. */
export interface ProblemEntry {
  /** Whom it is told to, and nobody else; null for the centre. */
  readonly hospital_id: string | null;
  readonly table: string | null;
  readonly file: string;
  /** The sheet of a workbook; null for other files. */
  readonly sheet: string | null;
  readonly line: number | null;
  /** Number of the row among the file's rows, held-back ones included; null where no row is meant. */
  readonly record: number | null;
  /** Header as printed in the file, and its letter as a spreadsheet shows it. */
  readonly column: string | null;
  readonly column_letter: string | null;
  readonly value: string | null;
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'refusal';
  readonly message: { readonly zh: string; readonly en: string };
  /** What to do; empty where there is nothing to do. */
  readonly fix: { readonly zh: string; readonly en: string };
}

/** Everything a report is drawn from. Reports are pure functions of it. */
export interface ReportData {
  readonly province: { readonly zh: string; readonly en: string };
  /** `2026-10` */
  readonly month: string;
  /** `2026-10-31`: cases and outcomes up to the end of this day. */
  readonly asOf: string;
  readonly batch: string;
  readonly program: string;
  readonly figures: readonly Figure[];
  readonly indicators: readonly Defined[];
  readonly norms: readonly Norm[];
  readonly hospitals: readonly HospitalEntry[];
  readonly submissions: readonly SubmissionEntry[];
  readonly problems: readonly ProblemEntry[];
  /** Hospitals' tables of which the newest submission is older than the month. */
  readonly stale: readonly StaleData[];
  /** Months whose published figures rest on other data than count by now, oldest first: they have to be run again. */
  readonly toRenew: readonly StaleMonth[];
  /** Cases that two hospitals have sent; for the centre's eyes, each pair from both sides. */
  readonly transfers: readonly Transfer[];
  /** Months of which hospitals have stated how many cases began in them, with how many were reported; of each hospital in the order of the months. */
  readonly expected: readonly ExpectedCases[];
  /** How every hospital stands by the clauses of the norms on the as-of day. */
  readonly compliance: readonly Compliance[];
  /** Changes of definition, counted by both versions. */
  readonly bridges: readonly Bridged[];
  /** What would settle the hospitals' open figures; of each hospital by effect. */
  readonly settling: readonly Settling[];
}
