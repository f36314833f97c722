import type { Review } from '../../pipeline/ask/cases-to-review.js';
import type { ExpectedCases } from '../../pipeline/ask/expected-cases.js';
import type { StaleData } from '../../pipeline/ask/freshness.js';
import type { HospitalEntry } from '../../pipeline/ask/hospital-entries.js';
import type { LetterEntry } from '../../pipeline/ask/letters.js';
import type { ProblemEntry } from '../../pipeline/ask/problem-entries.js';
import type { StaleMonth } from '../../pipeline/ask/stale-months.js';
import type { SubmissionEntry } from '../../pipeline/ask/submission-entries.js';
import type { TableFreshness } from '../../pipeline/ask/table-freshness.js';
import type { Transfer } from '../../pipeline/ask/transfers.js';
import type { Compliance } from '../../pipeline/comply/comply.js';
import type { Bridged } from '../../pipeline/compute/bridge.js';
import type { DefinedIndicator, Norm } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import type { Changes } from '../../pipeline/restate/change-summary.js';
import type { Settling } from '../../pipeline/settle/settle.js';
import type { FalseSignals, Priority, Signal, Volume } from '../../pipeline/signal/signal.js';

/** A figure as others may see it: without counts where all of it is hidden, and without those beside its rate where `sides` says so. */
export type OpenFigure = Figure & { readonly sides: 'shown' | 'suppressed' };

/** Another hospital as a point, without name; several periods and months have the same label, other indicators another. */
export interface OpenPoint {
  readonly code: string;
  readonly version: string;
  readonly period_type: Figure['period_type'];
  readonly period: string;
  readonly label: string;
  readonly rate: number | null;
}

/** What of the figures everybody may see. */
export interface OpenFigures {
  /** Of cities and the province. */
  readonly figures: readonly OpenFigure[];
  readonly peers: readonly OpenPoint[];
  /** The label of a hospital among the points of an indicator, so that its own page can tell its own. */
  readonly labelOf: (code: string, hospital: string) => string;
}

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
  /** What a hospital may see of others; null gives hospitals nothing but their own. */
  readonly open: OpenFigures | null;
  readonly indicators: readonly DefinedIndicator[];
  readonly norms: readonly Norm[];
  readonly hospitals: readonly HospitalEntry[];
  readonly submissions: readonly SubmissionEntry[];
  readonly problems: readonly ProblemEntry[];
  /** Hospitals' tables whose newest submission is older than the month. */
  readonly stale: readonly StaleData[];
  /** How new and whole the data of each hospital and table are, by hospital. */
  readonly freshness: readonly TableFreshness[];
  /** Feedback letters with what became of them by the as-of day, by number. */
  readonly letters: readonly LetterEntry[];
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
  /** What was published before and is given otherwise now; null where nothing was published before. */
  readonly changes: Changes | null;
  /** What the months of hospitals and the province say of each indicator, in the order of the figures; null where no series was read. */
  readonly signals: readonly Signal[] | null;
  /** Which binding figures deserve attention first, by rank, for the centre only; null where nothing was ordered. */
  readonly priority: readonly Priority[] | null;
  /** How many signals chance alone gives; null where no series was read. */
  readonly falseSignals: FalseSignals | null;
  /** How long verdicts with too few cases stay open at each hospital's own volume. */
  readonly volumes: readonly Volume[];
  /** What would settle the hospitals' open figures; by hospital, in order of effect. */
  readonly settling: readonly Settling[];
  /** The cases behind the hospitals' judged figures that miss the requirement or are open; by hospital, indicator and state. */
  readonly review: readonly Review[];
  /** The number that the batch is published under in its month, from 1; null where nothing is published. */
  readonly edition: number | null;
}
