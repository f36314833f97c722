import type { ExpectedCases } from '../../pipeline/ask/expected-cases.js';
import type { StaleData } from '../../pipeline/ask/freshness.js';
import type { HospitalEntry } from '../../pipeline/ask/hospital-entries.js';
import type { ProblemEntry } from '../../pipeline/ask/problem-entries.js';
import type { StaleMonth } from '../../pipeline/ask/stale-months.js';
import type { SubmissionEntry } from '../../pipeline/ask/submission-entries.js';
import type { Transfer } from '../../pipeline/ask/transfers.js';
import type { Compliance } from '../../pipeline/comply/comply.js';
import type { Bridged } from '../../pipeline/compute/bridge.js';
import type { DefinedIndicator, Norm } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import type { Settling } from '../../pipeline/settle/settle.js';

/** Everything a report is drawn from. Reports are pure functions of it. */
export interface ReportData {
  readonly province: { readonly zh: string; readonly en: string };
  /** As `2026-10`. */
  readonly month: string;
  /** `2026-10-31`: cases and outcomes up to the end of this day. */
  readonly asOf: string;
  readonly batch: string;
  readonly program: string;
  readonly figures: readonly Figure[];
  readonly indicators: readonly DefinedIndicator[];
  readonly norms: readonly Norm[];
  readonly hospitals: readonly HospitalEntry[];
  readonly submissions: readonly SubmissionEntry[];
  readonly problems: readonly ProblemEntry[];
  /** Hospitals' tables whose newest submission is older than the month. */
  readonly stale: readonly StaleData[];
  /** Months whose published figures rest on other data than counts now, oldest first: they must be run again. */
  readonly toRenew: readonly StaleMonth[];
  /** Cases that two hospitals have sent, for the centre only; each pair from both sides. */
  readonly transfers: readonly Transfer[];
  /** Hospitals' stated numbers of cases by month, with the numbers reported; by hospital, in order of months. */
  readonly expected: readonly ExpectedCases[];
  /** The compliance of every hospital with the norms on the as-of day. */
  readonly compliance: readonly Compliance[];
  /** Changes of definition, counted by both versions. */
  readonly bridges: readonly Bridged[];
  /** What would settle the hospitals' open figures; by hospital, in order of effect. */
  readonly settling: readonly Settling[];
}
