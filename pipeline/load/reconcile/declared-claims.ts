import { tables } from '../../contract/tables.js';
import { StandingRows } from '../../current/standing-rows.js';
import type { Database } from '../../warehouse/database.js';
import { settleClaims, tellMissing } from './claims.js';
import { currentCodes } from './hospital-history.js';

/** What a hospital's exports hold: all cases since a day, or those of their month alone. */
export type Claim = 'cumulative' | 'month';

/** The declarations of the setting `exports`, by hospital: for all of its tables, or by table. */
export type DeclaredClaims = Readonly<Record<string, Claim | Readonly<Record<string, Claim>>>>;

/**
 * Stores what the centre has declared about hospitals' exports. If a declaration has changed, all claims are worked out again and the
 * month's warnings are replaced.
 */
export async function declareClaims(
  database: Database,
  declared: DeclaredClaims,
  month: string,
): Promise<void> {
  const cases = tables.filter(({ spec }) => spec.indexDate !== null && !spec.workedOutFrom);
  const current = await currentCodes(database);
  const rows = Object.entries(declared).flatMap(([hospital, claim]) =>
    cases.flatMap(({ name }) => {
      const own = typeof claim === 'string' ? claim : claim[name];
      return own === undefined ? [] : [[current.get(hospital) ?? hospital, name, own]];
    }),
  );
  const known = await database.rows<Record<string, string>>(
    'SELECT hospital_id, table_name, claim FROM declared_claims ORDER BY rowid',
  );
  if (JSON.stringify(known.map((row) => Object.values(row))) === JSON.stringify(rows)) return;
  await database.run('DELETE FROM declared_claims');
  await database.append('declared_claims', rows, ['text', 'text', 'text']);
  const standing = new StandingRows(database);
  for (const table of cases) {
    const files = await database.rows<{ file_id: number }>(
      'SELECT DISTINCT file_id FROM submissions WHERE live AND table_name = $table ORDER BY file_id',
      { table: table.name },
    );
    await settleClaims(
      database,
      table,
      files.map(({ file_id }) => file_id),
    );
    await tellMissing(database, table, month, standing);
  }
  await standing.close();
}
