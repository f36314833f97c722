import { createHash } from 'node:crypto';
import { columnsOf } from '../warehouse/columns-of.js';
import type { Database } from '../warehouse/database.js';
import { yearsAdded } from '../warehouse/years-added.js';

/** A month whose published figures rest on other files than count for it now. */
export interface StaleMonth {
  readonly month: string;
  /** The as-of day of its newest batch. */
  readonly as_of: string;
}

/**
 * One hash of what the figures of a month rest on: which files count, how they were read and in which order they speak. A hospital is
 * identified by the code its cases are hashed with and a file by the bytes that came, so that neither a new code nor a deletion by rule
 * changes it.
 */
export async function inputsHash(database: Database, month: string): Promise<string> {
  const inputs = await database.rows(
    `SELECT root_code(s.hospital_id) AS hospital, s.table_name, s.month, coalesce(b.sha256, f.sha256) AS sha256, f.mapping, f.as_of_end,
       dense_rank() OVER (PARTITION BY root_code(s.hospital_id), s.table_name ORDER BY s.spoken, s.said) AS spoken
     FROM submissions s JOIN files f USING (file_id) LEFT JOIN blanked b ON b.became = f.sha256
     WHERE s.live AND s.month <= $month ORDER BY ALL`,
    { month },
  );
  const declared = await database.rows('SELECT * FROM declared_claims ORDER BY ALL');
  // The holidays of a later year change nothing in a month.
  const holidays = await yearsAdded(database, Number(month.slice(0, 4)));
  return createHash('sha256')
    .update(JSON.stringify([inputs, declared, holidays]))
    .digest('hex')
    .slice(0, 16);
}

interface NewestBatch extends StaleMonth {
  readonly batch: string;
  readonly inputs: string | null;
}

const newestBatches = (database: Database) =>
  database.rows<NewestBatch>(
    'SELECT month, as_of, batch, inputs FROM batches QUALIFY row_number() OVER (PARTITION BY month ORDER BY rowid DESC) = 1 ORDER BY month',
  );

/**
 * The months that must be run again, oldest first: since their newest batch an older month was corrected, completed or run for the first
 * time. A batch of a program that did not store this hash is never stale.
 */
export async function staleMonths(database: Database): Promise<StaleMonth[]> {
  if (!(await columnsOf(database, 'batches')).has('inputs')) return [];
  const stale: StaleMonth[] = [];
  for (const { month, as_of, inputs } of await newestBatches(database))
    if (inputs !== null && inputs !== (await inputsHash(database, month))) stale.push({ month, as_of });
  return stale;
}

/** Stores what counts now as the basis of the newest batches, except of months that were already stale: a deletion by rule makes none stale. */
export async function keepFresh(database: Database, stale: readonly StaleMonth[]): Promise<void> {
  const were = new Set(stale.map(({ month }) => month));
  for (const { month, batch, inputs } of await newestBatches(database)) {
    if (inputs === null || were.has(month)) continue;
    await database.run('UPDATE batches SET inputs = $inputs WHERE batch = $batch', {
      inputs: await inputsHash(database, month),
      batch,
    });
  }
}
