import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { endOf } from '../../../pipeline/define/periods.js';
import { padsOf } from '../../../pipeline/effects/keyed-hash.js';
import { ingest } from '../../../pipeline/load/ingest.js';
import { listInbox } from '../../../pipeline/load/intake/inbox.js';
import { Database } from '../../../pipeline/warehouse/database.js';
import { createSchema } from '../../../pipeline/warehouse/schema.js';
import { Vault } from '../../../pipeline/warehouse/vault.js';
import type { RawRow } from '../evaluate/cells.js';
import type { Sent } from '../evaluate/tables.js';

export interface Province {
  readonly database: Database;
  readonly month: string;
  readonly asOf: string;
  /** The lane by which each table came in. */
  readonly lanes: ReadonlyMap<string, string>;
}

/** Files by the name they get; the rows of one have the columns of its first. */
export type Files = { readonly [name: string]: readonly RawRow[] };

/** One file for each table. */
export const filesOf = (sent: Sent): Files =>
  Object.fromEntries(Object.entries(sent).map(([table, rows]) => [`${table}.csv`, rows]));

/**
 * Takes files in by the real pipeline, does some work with the database and clears it all away.
 *
 * @param fastFrom bytes from which a plain file takes the fast lane
 */
export async function withProvince<T>(
  files: Files,
  asOf: string,
  work: (province: Province) => Promise<T>,
  fastFrom?: number,
): Promise<T> {
  const temp = mkdtempSync(join(tmpdir(), 'zhikong-proof-'));
  const inbox = join(temp, 'inbox');
  const month = asOf.slice(0, 7);
  try {
    mkdirSync(inbox);
    for (const [name, rows] of Object.entries(files))
      if (rows.length > 0)
        writeFileSync(join(inbox, name), `${Papa.unparse([...rows], { newline: '\n' })}\n`);
    const database = await Database.open(':memory:', {
      folders: [`${temp}/`],
      threads: 1,
      memory: '1GB',
      // A handful of rows needs no disk: what asks for it does not end.
      temp: '',
    });
    try {
      await createSchema(database);
      const outcomes = await ingest(listInbox(inbox, month), {
        database,
        vault: new Vault(join(temp, 'vault')),
        temp,
        month,
        parameters: { ...padsOf(new Uint8Array(32)), as_of_end: endOf(asOf) },
        ...(fastFrom === undefined ? {} : { fastFrom }),
      });
      const refused = outcomes.filter(({ status }) => status !== 'accepted');
      if (refused.length > 0) throw new Error(`not accepted: ${JSON.stringify(refused)}`);
      const taken = await database.rows<{ table_name: string; lane: string }>(
        'SELECT table_name, lane FROM files ORDER BY ALL',
      );
      const lanes = new Map(taken.map(({ table_name, lane }) => [table_name, lane]));
      return await work({ database, month, asOf, lanes });
    } finally {
      await database.close();
    }
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}
