import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AfterEdition, type Manifest, manifestSchema } from './commit-journal.js';
import type { Workspace } from './workspace.js';

/** One edition of a month: what was published of it at one time. */
export interface Edition {
  /** From 1 on. */
  readonly number: number;
  /** Null where its manifest is lost or damaged. */
  readonly manifest: Manifest | null;
}

/** The months that have a report, oldest first. */
export const publishedMonths = ({ reports }: Workspace): string[] =>
  (existsSync(reports) ? readdirSync(reports) : []).filter((name) => /^\d{4}-\d{2}$/.test(name)).sort();

/** The newest edition of a month; null where none lies in its place. */
export function newestEdition(workspace: Workspace, month: string): Edition | null {
  const report = join(workspace.reports, month);
  if (!existsSync(report)) return null;
  const manifest = manifestIn(report);
  const number = manifest?.format === 2 ? manifest.edition : lastArchived(workspace, month) + 1;
  return { number, manifest };
}

/** Where the edition that a new one replaces is kept. */
export const archivePlace = (month: string, number: number): string => `reports/archive/${month}-e${number}`;

/**
 * The folder of the centre's files in a published report: `centre/`. Reports of programs before editions were numbered hold them without a
 * folder.
 */
export function centreOf(report: string): string {
  const centre = join(report, 'centre');
  return existsSync(centre) ? centre : report;
}

/** The manifest of a published report; null where it is lost or damaged. */
export function manifestIn(report: string): Manifest | null {
  const path = join(report, 'manifest.json');
  if (!existsSync(path)) return null;
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/** The number of the last edition of a month that another has replaced; 0 for none. Older programs named them by their batch. */
export function lastArchived({ reports }: Workspace, month: string): number {
  const archive = join(reports, 'archive');
  if (!existsSync(archive)) return 0;
  const names = readdirSync(archive).filter((name) => name.startsWith(`${month}-`));
  const numbers = names.map((name) => Number(/-e(\d+)$/.exec(name)?.[1] ?? 0));
  return Math.max(names.length, ...numbers);
}

/** The folder of an edition, wherever it lies now. */
export function folderOf(workspace: Workspace, { month, edition }: AfterEdition): string {
  const isNewest = newestEdition(workspace, month)?.number === edition;
  return join(workspace.root, isNewest ? `reports/${month}` : archivePlace(month, edition));
}

/** The editions that readers have when another one is made. */
export interface KnownEditions {
  /** The one before it of its month, else the newest of the latest month before; null where there is none. */
  readonly after: AfterEdition | null;
  /** The newest of every other month that `after` did not know, nor one of these, by month. */
  readonly beside: readonly AfterEdition[];
}

/** What is public when an edition of a month is made. Each edition keeps what those that it knew have told, so that of a chain the last is enough. */
export function knownEditions(workspace: Workspace, month: string): KnownEditions {
  const nameOf = ({ month: of, edition }: AfterEdition) => `${of} ${edition}`;
  const known = new Set<string>();
  const learn = (one: AfterEdition): void => {
    if (known.has(nameOf(one))) return;
    known.add(nameOf(one));
    const manifest = manifestIn(folderOf(workspace, one));
    if (manifest?.format !== 2) return;
    for (const before of [manifest.after, ...(manifest.beside ?? [])]) if (before !== null) learn(before);
  };
  const newest = publishedMonths(workspace).flatMap((of): AfterEdition[] => {
    const edition = newestEdition(workspace, of);
    return edition === null ? [] : [{ month: of, edition: edition.number }];
  });
  const own = newest.find((one) => one.month === month && manifestIn(folderOf(workspace, one))?.format === 2);
  const after = own ?? newest.findLast((one) => one.month < month) ?? null;
  if (after !== null) learn(after);
  const beside: AfterEdition[] = [];
  for (const one of newest.toReversed())
    if (one.month !== month && !known.has(nameOf(one))) {
      beside.unshift(one);
      learn(one);
    }
  return { after, beside };
}
