import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DefinedIndicator } from '../define/index.js';
import { copy } from '../effects/effects.js';
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
): Promise<{ readonly write: ChangesWriter; readonly moved: MovedSince | null }> {
  const report = join(workspace.reports, options.month);
  if (manifestIn(report)?.batch === options.batch) {
    const published = centreOf(report);
    const kept = changesFiles.filter((one) => existsSync(join(published, one)));
    return {
      moved: null,
      write: async (folder) => {
        for (const one of kept) copy(join(published, one), join(folder, one));
      },
    };
  }
  const former = () =>
    existsSync(workspace.database) ? Database.open(workspace.database, settings) : Promise.resolve(null);
  const base = await restate(database, { ...options, former });
  if (base === null) return { moved: null, write: async () => undefined };
  const indicators: readonly DefinedIndicator[] = options.indicators;
  return {
    moved: { ...(await countMoved(database, indicators)), since: base.batch },
    write: (folder) => writeChanges(database, folder, base, indicators),
  };
}
