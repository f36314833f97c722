import type { AnyTable } from '../define/table.js';
import { sqlName } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';
import { currentRowsSql, latestRowsSql } from './current-sql.js';
import { isTold } from './vital-sql.js';

type Reading = 'latest' | 'current';

/**
 * The latest and the current rows of tables as of inbox months, for all questions of one run. For tables whose rows take facts from other
 * rows they are stored as temporary tables, being few and often queried; for any other table the SELECT itself is given. Stored rows are
 * valid as long as no row, claim or withdrawal is added.
 */
export class StandingRows {
  readonly #database: Database;
  readonly #stored = new Map<string, string>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** SELECT of one row of every key, see `latestRowsSql`. */
  latest(table: AnyTable, month: string): Promise<string> {
    return this.#rows('latest', table, month, null);
  }

  /** SELECT of the rows that count, as of the day before `end` where that is given; see `currentRowsSql`. */
  current(table: AnyTable, month: string, end: string | null = null): Promise<string> {
    return this.#rows('current', table, month, end);
  }

  async #rows(reading: Reading, table: AnyTable, month: string, end: string | null): Promise<string> {
    const asOf = `${month}_${end ?? ''}`.replaceAll(/\W/g, '');
    const name = sqlName(`standing_${reading}_${table.name}_${asOf}`);
    const known = this.#stored.get(name);
    if (known !== undefined) return known;
    const of = reading === 'latest' ? latestRowsSql : currentRowsSql;
    const sql = await of(this.#database, table, month, end);
    if (!isTold(table)) return sql;
    await this.#database.run(`CREATE OR REPLACE TEMP TABLE ${name} AS ${sql}`);
    this.#stored.set(name, `SELECT * FROM ${name}`);
    return `SELECT * FROM ${name}`;
  }

  /** Drops the stored rows. */
  async close(): Promise<void> {
    for (const name of this.#stored.keys()) await this.#database.run(`DROP TABLE ${name}`);
    this.#stored.clear();
  }
}
