import { endOf, monthName, monthNumber } from '../define/periods.js';
import { InputError } from '../message/errors.js';
import type { Database } from '../warehouse/database.js';
import { type Completeness, completeness } from './completeness.js';
import { type ExpectedCases, expectedCases } from './expected-cases.js';
import { type StaleData, staleData } from './freshness.js';
import { hospitalEntries } from './hospital-entries.js';
import { type ProblemEntry, problemEntries } from './problem-entries.js';
import { type SubmissionEntry, submissionEntries } from './submission-entries.js';
import { type TableFreshness, tableFreshness } from './table-freshness.js';
import { type Transfer, transfers } from './transfers.js';

/** The state of a month by the ledger: who sent what, who sent nothing, what was refused. */
export interface MonthStatus {
  readonly month: string;
  readonly batch: string | null;
  readonly submissions: readonly SubmissionEntry[];
  readonly names: ReadonlyMap<string, string>;
  /** The last day, Shanghai time, on which the month's files are on time. */
  readonly due: string;
  readonly late: readonly LateFile[];
  readonly completeness: readonly Completeness[];
  readonly transfers: readonly Transfer[];
  /** Months for which hospitals have stated how many cases began in them. */
  readonly expected: readonly ExpectedCases[];
  /** Notices on files for the centre alone. */
  readonly centre: readonly ProblemEntry[];
  readonly stale: readonly StaleData[];
  /** How new and whole the data of each hospital and table are. */
  readonly freshness: readonly TableFreshness[];
}

/** A file of a live submission that came after the due day. */
export interface LateFile {
  readonly hospital_id: string;
  readonly table: string;
  readonly file: string;
  /** The Shanghai day on which it arrived. */
  readonly received: string;
}

/** The default day of the following month until which a month's files are on time. */
export const defaultDueDay = 10;

/** A published batch: its name, month, and as-of day. */
export interface BatchEntry {
  readonly batch: string;
  readonly month: string;
  readonly as_of: string;
}

/** The newest batch of a month, or of all months. @throws {InputError} `no-batch` */
export async function latestBatch(database: Database, month: string | undefined): Promise<BatchEntry> {
  const [found] = await database.rows<BatchEntry>(
    `SELECT batch, month, as_of FROM batches WHERE month = coalesce($month, month) ORDER BY month DESC, rowid DESC LIMIT 1`,
    { month: month ?? null },
  );
  if (found) return found;
  throw new InputError('no-batch', {
    zh: `应当已有${month ? ` ${month} 的` : ''}批次，但工作区里没有。请先运行 zhikong run --month ${month ?? 'YYYY-MM'}。`,
    en: `There must be a batch${month ? ` of ${month}` : ''}, but the workspace has none. First run zhikong run --month ${month ?? 'YYYY-MM'}.`,
  });
}

/** The state of a month by the ledger. `dueDay` is the day of the following month until which its files are on time. */
export async function monthStatus(
  database: Database,
  month: string,
  asOf: string,
  dueDay = defaultDueDay,
): Promise<MonthStatus> {
  const list = await hospitalEntries(database, month, asOf);
  const submissions = await submissionEntries(database, month, list);
  const problems = await problemEntries(database, month);
  const [batch] = await database.rows<BatchEntry>(
    'SELECT batch FROM batches WHERE month = $month ORDER BY rowid DESC LIMIT 1',
    { month },
  );
  const cells = await completeness(database, month);
  const expected = await expectedCases(database, month);
  const due = `${monthName(monthNumber(month) + 1)}-${String(dueDay).padStart(2, '0')}`;
  return {
    month,
    batch: batch?.batch ?? null,
    submissions,
    names: new Map(list.map(({ hospital_id, name }) => [hospital_id, name])),
    due,
    late: await lateFiles(database, month, due),
    completeness: cells,
    expected,
    transfers: await transfers(database, month, endOf(asOf)),
    centre: problems.filter((problem) => isForCentre(problem, submissions)),
    stale: await staleData(database, month),
    freshness: await tableFreshness(database, month, endOf(asOf), { completeness: cells }),
  };
}

/** Whether a notice is for the centre only; problems of the centre's own files stand with those files. */
function isForCentre(
  { hospital_id, severity, file }: ProblemEntry,
  submissions: readonly SubmissionEntry[],
): boolean {
  if (hospital_id !== null || severity === 'error') return false;
  return !submissions.some((entry) => entry.hospital_id === '*' && entry.file === file);
}

/** A correction is dated by the hospital's first file of the table. */
async function lateFiles(database: Database, month: string, due: string): Promise<LateFile[]> {
  return database.rows<LateFile>(
    `WITH came AS (
       SELECT s.hospital_id, s.table_name, s.live, f.path, CAST(CAST(f.received_at AS TIMESTAMP) + INTERVAL 8 HOUR AS DATE) AS day
       FROM submissions s JOIN files f USING (file_id) WHERE s.month = $month AND f.received_at IS NOT NULL)
     SELECT hospital_id, table_name AS "table", path AS file, CAST(day AS VARCHAR) AS received FROM came c
     WHERE live AND day > CAST($due AS DATE)
       AND NOT EXISTS (SELECT 1 FROM came e WHERE e.hospital_id = c.hospital_id AND e.table_name = c.table_name AND e.day <= CAST($due AS DATE))
     ORDER BY ALL`,
    { month, due },
  );
}
