import { hospitalEntries } from '../ask/hospital-entries.js';
import type { SettledRows } from '../compute/settled-rows.js';
import { type DefinedIndicator, editionOf } from '../define/index.js';
import { groupBy } from '../message/group-by.js';
import type { Database } from '../warehouse/database.js';
import { contractHash } from '../workspace/contract-in-use.js';
import { addMovedCases, writeNoMovedCases } from './moved-cases.js';
import { lastPublished, type Published, writeMovedFigures } from './moved-figures.js';
import { writeShares } from './shares.js';

export interface RestateOptions {
  readonly month: string;
  readonly asOf: string;
  readonly batch: string;
  readonly indicators: readonly DefinedIndicator[];
  /** What the run has worked out for its month already. */
  readonly settled: SettledRows;
  /** Opens the warehouse as it was published, to read; null where there is none. */
  readonly former: () => Promise<Database | null>;
  /** A folder that both databases may write into. */
  readonly folder: string;
}

/**
 * Works out which figures a batch gives otherwise than they were published last, and why, as the tables `moved_figures`, `moved_cases`,
 * `moved_shares` and `split_figures` of its database. A case counts by the first of `causes` that applies to it. The causes of proportions and volumes
 * are told where they add up to the difference; not for what does not add up from hospitals (patients, courses, medians, expected), where another
 * definition counted then, where the warehouse of then was made by another program, and where an earlier month was run again in between, so that the published warehouse is
 * no longer that of then.
 *
 * @returns the batch it is compared with; null, and no tables, where nothing was published before
 */
export async function restate(database: Database, options: RestateOptions): Promise<Published | null> {
  const { month, batch, asOf, indicators } = options;
  const base = await lastPublished(database, month, batch);
  if (base === null) return null;
  await writeMovedFigures(database, options, base);
  await writeNoMovedCases(database);
  if (base.contract === contractHash) await findMovedCases(database, options, base);
  await database.run('CREATE OR REPLACE TEMP TABLE moved_cities (hospital_id VARCHAR, city VARCHAR)');
  await database.append(
    'moved_cities',
    (await hospitalEntries(database, month, asOf)).map(({ hospital_id, city }) => [hospital_id, city]),
    ['text', 'text'],
  );
  await writeShares(database, base.contract === contractHash ? indicators : []);
  return base;
}

const keyOf = ({ code, edition }: { readonly code: string; readonly edition: string }) =>
  `${code} ${edition}`;

/** The cases behind moved figures of hospitals, table by table. */
async function findMovedCases(
  database: Database,
  { month, asOf, indicators, settled, former: open, folder }: RestateOptions,
  base: Published,
): Promise<void> {
  const moved = await database.rows<{ code: string; edition: string }>(
    `SELECT DISTINCT code, edition FROM moved_figures WHERE level = 'hospital' AND NOT is_redefined`,
  );
  const movedDefinitions = new Set(moved.map(keyOf));
  const wanted = indicators.filter(
    ({ code, version, of }) =>
      of.spec.workedOutFrom === undefined &&
      movedDefinitions.has(keyOf({ code, edition: editionOf(version) })),
  );
  if (wanted.length === 0) return;
  const former = await open();
  if (former === null) return;
  try {
    const sides = { former, base, database, month, asOf, settled, folder };
    for (const [table, definitions] of groupBy(wanted, ({ of }) => of))
      await addMovedCases(sides, table, definitions);
  } finally {
    await former.close();
  }
}
