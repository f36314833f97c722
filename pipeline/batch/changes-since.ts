import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RestateOptions, restate } from '../restate/restate.js';
import { Database, type DatabaseSettings } from '../warehouse/database.js';
import type { Workspace } from '../workspace/workspace.js';
import { changeFiles, correctedToBetter } from './changes-csv.js';

/** How much of what was published a batch gives otherwise. */
export interface Moved {
  /** How many figures: see `restate`. */
  readonly figures: number;
  /** How many cases whose correction makes a published outcome look better. */
  readonly better: number;
  /** The batch that they were published with last. */
  readonly since: string;
}

const names = ['changes.csv', 'changed-cases.csv'];

/**
 * The files that say what a batch gives otherwise than was published. Of a batch that is published already they are those that it was published
 * with: nothing has moved since.
 *
 * @param settings how the published warehouse is opened, to read
 */
export async function changesSince(
  database: Database,
  { reports, database: path }: Workspace,
  settings: DatabaseSettings,
  options: Omit<RestateOptions, 'former'>,
): Promise<{ readonly files: ReadonlyMap<string, string>; readonly moved: Moved | null }> {
  const published = join(reports, options.month);
  const name = join(published, 'batch.txt');
  if (existsSync(name) && readFileSync(name, 'utf8').trim() === options.batch) {
    const kept = names.filter((one) => existsSync(join(published, one)));
    return {
      files: new Map(kept.map((one) => [one, readFileSync(join(published, one), 'utf8')])),
      moved: null,
    };
  }
  const former = () => (existsSync(path) ? Database.open(path, settings) : Promise.resolve(null));
  const restated = await restate(database, { ...options, former });
  const { base, figures } = restated;
  return {
    files: changeFiles(restated, options.indicators),
    moved: base && {
      figures: figures.length,
      better: correctedToBetter(restated, options.indicators),
      since: base.batch,
    },
  };
}
