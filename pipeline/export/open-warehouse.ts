import type { Table } from 'apache-arrow';
import { explain, findIndicator } from '../ask/explain.js';
import type { Explanation } from '../ask/explanation.js';
import { latestBatch } from '../ask/status.js';
import { withPublished } from '../batch/open-published.js';
import type { Figure } from '../figure/figures.js';
import { sqlName } from '../sql/quote.js';
import { figureColumns } from '../warehouse/schema.js';
import { figuresTable } from './figures-arrow.js';

/** The published warehouse of a workspace, read-only, for notebooks. */
export interface Warehouse {
  /** Every figure of a month's newest batch (of the newest month when none is named), as an Arrow table. */
  figures(month?: string): Promise<Table>;
  /** Every case of a figure with in or out, why, file and line. */
  explain(code: string, unit: string, period: string, month?: string): Promise<Explanation>;
}

/**
 * Opens the warehouse of a workspace. Each question opens the file read-only and closes it again, so that a batch can be
 * published in between.
 *
 * @example (await openWarehouse(workspace).explain('ECMO-01', 'H0102', '2026')).cases.every(({ line }) => line > 0) // => true
 *
 * @throws {InputError} `no-warehouse`, `no-batch`, `unknown-indicator` or `bad-period` when asked
 */
export function openWarehouse(workspace: string): Warehouse {
  return {
    figures: (month) =>
      withPublished(workspace, async (database) => {
        const { batch } = await latestBatch(database, month);
        const names = figureColumns.map(([name, type]) =>
          type === 'BIGINT' ? `CAST(${sqlName(name)} AS DOUBLE) AS ${sqlName(name)}` : sqlName(name),
        );
        const rows = await database.rows<Figure>(
          `SELECT ${names.join(', ')} FROM figures WHERE batch = $batch ORDER BY rowid`,
          { batch },
        );
        return figuresTable(rows);
      }),
    explain: (code, unit, period, month) =>
      withPublished(workspace, async (database) =>
        explain(database, findIndicator(code), unit, period, await latestBatch(database, month)),
      ),
  };
}
