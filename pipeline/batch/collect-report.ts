import type { OpenFigures, ReportData } from '../../reports/data/report-data.js';
import type { Review } from '../ask/cases-to-review.js';
import { expectedCases } from '../ask/expected-cases.js';
import { staleData } from '../ask/freshness.js';
import { hospitalEntries } from '../ask/hospital-entries.js';
import { letterEntries } from '../ask/letters.js';
import { problemEntries } from '../ask/problem-entries.js';
import { staleMonths } from '../ask/stale-months.js';
import { submissionEntries } from '../ask/submission-entries.js';
import { tableFreshness } from '../ask/table-freshness.js';
import { transfers } from '../ask/transfers.js';
import type { Compliance } from '../comply/comply.js';
import type { Bridged } from '../compute/bridge.js';
import type { DefinedIndicator, Norm } from '../define/index.js';
import { endOf } from '../define/periods.js';
import { program } from '../effects/program.js';
import type { Figure } from '../figure/figures.js';
import type { Changes } from '../restate/change-summary.js';
import type { Settling } from '../settle/settle.js';
import type { Readings } from '../signal/readings.js';
import type { Database } from '../warehouse/database.js';

export interface CollectOptions {
  readonly month: string;
  readonly asOf: string;
  readonly batch: string;
  readonly province: { readonly zh: string; readonly en: string };
  readonly figures: readonly Figure[];
  /** What hospitals may see of one another; absent where no page is handed over. */
  readonly open?: OpenFigures;
  readonly indicators: readonly DefinedIndicator[];
  readonly norms: readonly Norm[];
  readonly compliance: readonly Compliance[];
  readonly bridges: readonly Bridged[];
  /** What would settle each open figure; absent where nobody is told. */
  readonly settling?: readonly Settling[];
  /** What the batch gives otherwise than was published; absent where nothing is published. */
  readonly changes?: Changes | null;
  /** The cases to review; absent where nobody is told. */
  readonly review?: readonly Review[];
  /** The edition that the batch becomes; absent where nothing is published. */
  readonly edition?: number;
  /** What the figures of the province say together; absent where there is no province. */
  readonly readings?: Readings;
}

/** Gathers the data that the report of a batch is drawn from. */
export async function collectReport(
  database: Database,
  { readings, ...options }: CollectOptions,
): Promise<ReportData> {
  const end = endOf(options.asOf);
  const expected = await expectedCases(database, options.month, end);
  const list = await hospitalEntries(database, options.month, options.asOf);
  return {
    ...options,
    open: options.open ?? null,
    settling: options.settling ?? [],
    changes: options.changes ?? null,
    review: options.review ?? [],
    edition: options.edition ?? null,
    signals: readings?.signals ?? null,
    priority: readings?.priority ?? null,
    falseSignals: readings?.falseSignals ?? null,
    volumes: readings?.volumes ?? [],
    program,
    hospitals: list,
    submissions: await submissionEntries(database, options.month, list),
    problems: await problemEntries(database, options.month),
    stale: await staleData(database, options.month),
    toRenew: await staleMonths(database),
    letters: await letterEntries(database, options.month, options.asOf),
    freshness: await tableFreshness(database, options.month, end, { expected }),
    expected,
    transfers: await transfers(database, options.month, end),
  };
}
