import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DefinedIndicator } from '../define/index.js';
import { copy, makeFolder } from '../effects/effects.js';
import { type Changes, summariseChanges } from '../restate/change-summary.js';
import { type RestateOptions, restate } from '../restate/restate.js';
import { Database, type DatabaseSettings } from '../warehouse/database.js';
import { centreOf, manifestIn } from '../workspace/editions.js';
import type { Workspace } from '../workspace/workspace.js';
import { changesFiles, countMoved, type Moved, writeChanges } from './changes-files.js';

/** How much a batch gives otherwise, and than which batch. */
export interface MovedSince extends Moved {
  readonly since: string;
}

/** Writes the files that say what a batch gives otherwise than was published into the folder of its report. */
export type ChangesWriter = (folder: string) => Promise<void>;

/** What a batch gives otherwise than was published. */
export interface ChangesFound {
  readonly write: ChangesWriter;
  /** Null where nothing was published before, or this batch already. */
  readonly moved: MovedSince | null;
  /** For the pages, the same for a batch that is published already; null where nothing was published before. */
  readonly summary: Changes | null;
}

/**
 * What a batch gives otherwise than was published. Of a batch that is published already the files are those that it was published with:
 * nothing has moved since.
 *
 * @param settings how the published warehouse is opened, to read
 */
export async function changesSince(
  database: Database,
  workspace: Workspace,
  settings: DatabaseSettings,
  options: Omit<RestateOptions, 'former'>,
): Promise<ChangesFound> {
  const folder = join(options.folder, 'changes');
  makeFolder(folder);
  const moved = await writeFound(database, workspace, settings, options, folder);
  const at = (name: (typeof changesFiles)[number]) => join(folder, name);
  const found = changesFiles.filter((one) => existsSync(at(one)));
  return {
    moved,
    write: async (report) => {
      for (const one of found) copy(at(one), join(report, one));
    },
    // The files alone are the same where a batch is run again.
    summary:
      found.length < changesFiles.length
        ? null
        : await summariseChanges(
            database,
            { figures: at('changes.parquet'), cases: at('changed-cases.parquet') },
            readFileSync(at('compared-with.txt'), 'utf8').trim(),
          ),
  };
}

async function writeFound(
  database: Database,
  workspace: Workspace,
  settings: DatabaseSettings,
  options: Omit<RestateOptions, 'former'>,
  folder: string,
): Promise<MovedSince | null> {
  const report = join(workspace.reports, options.month);
  if (manifestIn(report)?.batch === options.batch) {
    const published = centreOf(report);
    for (const one of changesFiles)
      if (existsSync(join(published, one))) copy(join(published, one), join(folder, one));
    return null;
  }
  const former = () =>
    existsSync(workspace.database) ? Database.open(workspace.database, settings) : Promise.resolve(null);
  const base = await restate(database, { ...options, former });
  if (base === null) return null;
  const indicators: readonly DefinedIndicator[] = options.indicators;
  await writeChanges(database, folder, base, indicators);
  return { ...(await countMoved(database, indicators)), since: base.batch };
}
