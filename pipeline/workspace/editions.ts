import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, manifestSchema } from './commit-journal.js';
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
