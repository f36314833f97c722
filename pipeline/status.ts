import type { SubmissionEntry } from '../reports/report-data.js';
import { collectReport } from './collect-report.js';
import { InputError } from './errors.js';
import type { Database } from './warehouse/database.js';

/** What a month looks like from the ledger: who sent what, who sent nothing, what was refused. */
export interface MonthStatus {
  readonly month: string;
  readonly batch: string | null;
  readonly submissions: readonly SubmissionEntry[];
  readonly names: ReadonlyMap<string, string>;
}

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

export async function monthStatus(database: Database, month: string, asOf: string): Promise<MonthStatus> {
  const data = await collectReport(database, {
    month,
    asOf,
    batch: '',
    province: { zh: '', en: '' },
    figures: [],
    indicators: [],
    norms: [],
  });
  const [batch] = await database.rows<BatchEntry>(
    'SELECT batch FROM batches WHERE month = $month ORDER BY rowid DESC LIMIT 1',
    { month },
  );
  return {
    month,
    batch: batch?.batch ?? null,
    submissions: data.submissions,
    names: new Map(data.hospitals.map(({ hospital_id, name }) => [hospital_id, name])),
  };
}
