import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../message/errors.js';
import {
  archivePlace,
  centreOf,
  lastArchived,
  manifestIn,
  newestEdition,
  publishedMonths,
} from '../workspace/editions.js';
import type { Workspace } from '../workspace/workspace.js';

/** Reports that follow each other, each compared with the one before. */
export interface Chain {
  /** The month that the last of them is of. */
  readonly month: string;
  /** Their folders, oldest first; none where the last one was compared with nothing. */
  readonly folders: readonly string[];
  /** The batch that the oldest was compared with; null where nothing was published before. */
  readonly from: string | null;
}

const lineIn = (folder: string, name: string): string | null => {
  const path = join(folder, name);
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : null;
};

/** The centre's folder of a batch's newest report, published or in the archive; null where there is none. */
function reportOf(workspace: Workspace, batch: string): string | null {
  const month = batch.slice(0, 7);
  const newest = newestEdition(workspace, month);
  const archived = Array.from({ length: lastArchived(workspace, month) }, (_, i) =>
    archivePlace(month, i + 1),
  );
  const places = [
    ...(newest ? [`reports/${month}`] : []),
    ...archived.reverse(),
    `reports/archive/${month}-${batch}`,
  ];
  const folder = places
    .map((place) => join(workspace.root, place))
    .find((path) => manifestIn(path)?.batch === batch);
  return folder === undefined ? null : centreOf(folder);
}

/**
 * The reports from the newest of a month back to what was published with an earlier one, or with the last before that.
 *
 * @param month by default the newest that has a report
 * @param since absent: only the newest report
 * @throws {InputError} `no-batch` for a month without a report, and where nothing was published with `since` or before; `bad-flag` where `since` does not lie
 *   before the month; `no-report` where a report in between is gone
 */
export function chainOfChanges(
  workspace: Workspace,
  { month, since }: { readonly month?: string; readonly since?: string },
): Chain {
  const { reports } = workspace;
  const of = month ?? publishedMonths(workspace).at(-1) ?? '';
  if (manifestIn(join(reports, of)) === null) throw noBatch(month ?? since ?? 'YYYY-MM');
  if (since !== undefined && since >= of)
    throw new InputError('bad-flag', {
      zh: `--since 应为早于 ${of} 的月份，但为“${since}”。`,
      en: `--since must be a month before ${of}, not "${since}".`,
    });
  const folders: string[] = [];
  let folder = centreOf(join(reports, of));
  for (;;) {
    const from = lineIn(folder, 'compared-with.txt');
    if (from === null) {
      if (since !== undefined) throw noBatch(since);
      return { month: of, folders, from };
    }
    folders.unshift(folder);
    if (since === undefined || from.slice(0, 7) <= since) return { month: of, folders, from };
    const before = reportOf(workspace, from);
    if (before === null)
      throw new InputError('no-report', {
        zh: `比较需要批次 ${from} 的报告，但它不在 reports/ 或 reports/archive/ 里。请从备份恢复，或用更晚的 --since。`,
        en: `The comparison needs the report of the batch ${from}, but it is neither in reports/ nor in reports/archive/. Restore it from a backup, or name a later --since.`,
      });
    folder = before;
  }
}

const noBatch = (month: string) =>
  new InputError('no-batch', {
    zh: `应当已有 ${month} 或更早的报告，但工作区里没有。请先运行 zhikong run --month ${month}。`,
    en: `There must be a report of ${month}, but the workspace has none. First run zhikong run --month ${month}.`,
  });
