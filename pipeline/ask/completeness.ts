import { fieldsOf } from '../compile/table-sql.js';
import { tables } from '../contract/tables.js';
import type { Database } from '../warehouse/database.js';

/** How often a required field was filled in: rows sent with it, of all rows sent. */
export interface Completeness {
  readonly hospital_id: string;
  readonly table: string;
  readonly field: string;
  /** The header of the contract. */
  readonly header: string;
  readonly filled: number;
  readonly records: number;
}

/**
 * Completeness of each required field in a month's live submissions, over all rows that the reader could split into cells, held-back ones
 * included. Rows it could not split are in neither number.
 */
export async function completeness(database: Database, month: string): Promise<Completeness[]> {
  const rows = await database.rows<{
    hospital_id: string;
    table_name: string;
    records: number;
    blanks: readonly { readonly key: string; readonly value: number }[] | null;
  }>(
    `WITH sent AS (
       SELECT hospital_id, table_name, list(file_id) AS files, CAST(sum(records) AS INTEGER) AS records
       FROM submissions WHERE live AND month = $month GROUP BY ALL)
     SELECT hospital_id, table_name, records,
       (SELECT map_from_entries(list((field, n))) FROM (
          SELECT p.fields[1] AS field, CAST(count(*) AS INTEGER) AS n FROM problems p
          WHERE list_contains(s.files, p.file_id) AND p.rule = 'required' AND p.hospital_id = s.hospital_id GROUP BY ALL)) AS blanks
     FROM sent s WHERE records > 0 ORDER BY hospital_id, table_name`,
    { month },
  );
  return rows.flatMap(({ hospital_id, table_name, records, blanks }) => {
    const table = tables.find(({ name }) => name === table_name);
    if (!table) return [];
    const required = fieldsOf(table).filter(([, meta]) => meta.required);
    return required.map(([field, meta]) => {
      const blank = blanks?.find(({ key }) => key === field)?.value ?? 0;
      const filled = records - blank;
      return { hospital_id, table: table_name, field, header: meta.header, filled, records };
    });
  });
}
