import type { Figure } from '../figure/figures.js';
import { sqlName } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';
import { figureColumns } from '../warehouse/schema.js';

/** The figures of a batch as they were stored; counts come from the database as exact text. */
export async function storedFigures(database: Database, batch: string): Promise<Figure[]> {
  const names = figureColumns.map(([name]) => sqlName(name)).join(', ');
  const counts = new Set<string>(figureColumns.filter(([, type]) => type === 'BIGINT').map(([name]) => name));
  const rows = await database.rows(`SELECT ${names} FROM figures WHERE batch = $batch ORDER BY rowid`, {
    batch,
  });
  return rows.map(
    (row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          counts.has(name) && value !== null ? Number(value) : value,
        ]),
      ) as unknown as Figure,
  );
}
