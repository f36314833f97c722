import { existsSync, readdirSync, statSync } from 'node:fs';
import { listInbox } from '../load/intake/inbox.js';
import { isMonthFolder } from '../load/intake/month-folder.js';
import { InputError } from '../message/errors.js';
import type { InboxFile } from '../read/inbox-file.js';
import { sha256File } from '../read/receive.js';
import { columnsOf } from '../warehouse/columns-of.js';
import type { Database } from '../warehouse/database.js';
import { forgottenBefore } from '../warehouse/forgotten.js';
import { endsBefore } from '../warehouse/forgotten-months.js';

/** Files in the inbox that are not in the warehouse: forgotten months, late files, a restored backup. */
export interface InboxGaps {
  /** Months before the newest one that have files and were never run, oldest first. */
  readonly neverRun: readonly string[];
  /** Those between months that were run: every later figure lacks their cases. */
  readonly between: readonly string[];
  /** Months after the newest one that have files, waiting to be run. */
  readonly waiting: readonly string[];
  /** Files of months that were run, with bytes that no run has seen. */
  readonly unseen: readonly { readonly month: string; readonly files: readonly string[] }[];
}

/**
 * Compares the inbox with the ledger. Months whose cases were deleted by rule are left out. A missing inbox, or one without month folders,
 * has no gaps.
 *
 * @param running the month being run, whose files are already taken in; null when none is
 */
export async function inboxGaps(
  database: Database,
  inbox: string,
  running: string | null,
): Promise<InboxGaps> {
  // An older program stored neither; after the next run the gaps can be found.
  const isOlder = (await columnsOf(database, 'blanked')).size === 0;
  if (isOlder) return { neverRun: [], between: [], waiting: [], unseen: [] };
  const before = await forgottenBefore(database);
  const found = monthsIn(inbox).filter((month) => before === null || !endsBefore(month, before));
  const batches = await database.rows<{ month: string }>('SELECT DISTINCT month FROM batches');
  const run = [
    ...new Set([...batches.map(({ month }) => month), ...(running === null ? [] : [running])]),
  ].sort();
  const [first, newest] = [run[0] ?? '', run.at(-1) ?? ''];
  const withFiles = found
    .map((month) => ({ month, files: filesIn(inbox, month) }))
    .filter(({ files }) => files.length > 0);
  const never = withFiles.map(({ month }) => month).filter((month) => !run.includes(month));
  const unseen: { month: string; files: string[] }[] = [];
  for (const { month, files } of withFiles) {
    if (month === running || !run.includes(month)) continue;
    const labels = await unseenOf(database, month, files);
    if (labels.length > 0) unseen.push({ month, files: labels });
  }
  return {
    neverRun: never.filter((month) => month < newest),
    between: never.filter((month) => month > first && month < newest),
    waiting: never.filter((month) => month > newest),
    unseen,
  };
}

/** The names of a month's files with bytes that no run has seen. */
async function unseenOf(database: Database, month: string, files: readonly InboxFile[]): Promise<string[]> {
  const rows = await database.rows<{ path: string; sha256: string | null }>(
    `WITH own AS (SELECT path, sha256 FROM files WHERE coalesce(inbox, month) = $month)
     SELECT path, sha256 FROM own UNION ALL SELECT o.path, b.sha256 FROM own o JOIN blanked b ON b.became = o.sha256`,
    { month },
  );
  const known = new Set(rows.map(({ sha256 }) => sha256));
  // Unreadable files were recorded by name.
  const unread = new Set(rows.flatMap(({ path, sha256 }) => (sha256 === null ? [path] : [])));
  return files
    .filter(({ label, path }) => !unread.has(label) && !known.has(hashOf(path)))
    .map(({ label }) => label);
}

const hashOf = (path: string): string | null => {
  try {
    return sha256File(path);
  } catch {
    return null;
  }
};

const monthsIn = (inbox: string): string[] =>
  existsSync(inbox) && statSync(inbox).isDirectory()
    ? readdirSync(inbox)
        .filter((name) => isMonthFolder(name) && name.slice(5) >= '01' && name.slice(5) <= '12')
        .sort()
    : [];

/** The files of a month; none where the folder is empty or unclear, which the month's own run reports. */
function filesIn(inbox: string, month: string): InboxFile[] {
  try {
    return listInbox(inbox, month);
  } catch (error) {
    if (error instanceof InputError) return [];
    throw error;
  }
}
