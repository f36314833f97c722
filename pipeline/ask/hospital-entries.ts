import { currentRowsSql } from '../current/current-sql.js';
import { hospitals } from '../lists/lists.js';
import { sqlName } from '../sql/quote.js';
import { trainings } from '../technology/index.js';
import type { Database } from '../warehouse/database.js';

/** A hospital's entry in the list in force at the end of the month. */
export interface HospitalEntry {
  readonly hospital_id: string;
  readonly name: string;
  readonly city: string | null;
  readonly level: string | null;
  /** Whether it trains others in a technology, by the list's field for that. */
  readonly [field: string]: string | boolean | null;
}

/** The hospitals of the list in force on a day, by code. */
export async function hospitalEntries(
  database: Database,
  month: string,
  asOf: string,
): Promise<HospitalEntry[]> {
  return database.rows<HospitalEntry>(
    `SELECT ${['hospital_id', 'name', 'city', 'level', ...trainings.map(({ field }) => field)].map(sqlName).join(', ')} FROM (${await currentRowsSql(database, hospitals, month)})
     WHERE coalesce(valid_from, DATE '1900-01-01') <= CAST($as_of AS DATE) AND coalesce(valid_to, DATE '2100-01-01') >= CAST($as_of AS DATE)
     QUALIFY row_number() OVER (PARTITION BY hospital_id ORDER BY valid_from DESC) = 1 ORDER BY hospital_id`,
    { as_of: asOf },
  );
}
