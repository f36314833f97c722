import type { SettledRows } from '../compute/settled-rows.js';
import { type DefinedIndicator, editionOf } from '../define/index.js';
import { groupBy } from '../message/group-by.js';
import type { Database } from '../warehouse/database.js';
import { contractHash } from '../workspace/contract-in-use.js';
import { addMovedCases, writeNoMovedCases } from './moved-cases.js';
import { isOfOldCases, lastPublished, type Published, writeMovedFigures } from './moved-figures.js';
import { writeCities, writeShares } from './shares.js';

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
 * are told where they add up to the difference; not for what does not add up from cases (patients, ratios, medians, expected), and not where the warehouse of then was made by
 * another program, whose rows this one cannot ask.
 *
 * @returns the batch it is compared with; null, and no tables, where nothing was published before
 */
export async function restate(database: Database, options: RestateOptions): Promise<Published | null> {
  const { month, indicators } = options;
  const base = await lastPublished(database, month, options.batch);
  if (base === null) return null;
  await writeMovedFigures(database, options, base);
  await writeNoMovedCases(database);
  if (base.contract === contractHash) await findMovedCases(database, options, base);
  await writeCities(database, month);
  await writeShares(database, options, base, base.contract === contractHash ? indicators : []);
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
  const moved = new Map(
    (
      await database.rows<{ code: string; edition: string; anew: boolean; old: boolean }>(
        `SELECT code, edition, (code, edition) IN (SELECT (code, edition) FROM asked_anew) AS anew, bool_or(${isOfOldCases}) AS old
         FROM moved_figures GROUP BY ALL`,
      )
    ).map((one) => [keyOf(one), one]),
  );
  const movedOf = ({ code, version }: DefinedIndicator) =>
    moved.get(keyOf({ code, edition: editionOf(version) }));
  const all = indicators.filter((one) => one.of.spec.workedOutFrom === undefined && movedOf(one));
  // A table none of whose figures moved but by new cases is not asked.
  const wanted = [...groupBy(all, ({ of }) => of)].filter(([, definitions]) =>
    definitions.some((one) => movedOf(one)?.anew || movedOf(one)?.old),
  );
  if (wanted.length === 0) return;
  const former = await open();
  if (former === null) return;
  try {
    const sides = { former, base, database, month, asOf, settled, folder };
    for (const [table, definitions] of wanted) {
      const anew = new Set(definitions.filter((one) => movedOf(one)?.anew));
      await addMovedCases(sides, { table, definitions, anew });
    }
  } finally {
    await former.close();
  }
}
