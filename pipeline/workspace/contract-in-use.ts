import { createHash } from 'node:crypto';
import { contractText } from '../compile/stage-sql.js';
import { tables } from '../contract/tables.js';
import { program } from '../effects/program.js';
import { sqlText } from '../sql/quote.js';
import { columnsOf } from '../warehouse/columns-of.js';
import type { Database } from '../warehouse/database.js';
import { schemaText } from '../warehouse/schema.js';
import { contractNumber, newerWorkspace } from './newer-workspace.js';

/** Hash of this program's contract: what files are staged by, and the form they are stored in. */
export const contractHash = createHash('sha256')
  .update([...tables.map(contractText), schemaText].join('\n\n'))
  .digest('hex')
  .slice(0, 16);

/** The contract and program that made a warehouse. */
export interface Contract {
  readonly hash: string;
  /** Increases from release to release. */
  readonly number: number;
  /** Such as `zhikong 0.1.0`; null where it was not stored. */
  readonly program: string | null;
}

/** The SQL for columns that the first contract did not have. */
const defaults = { hash: null, number: '1', program: 'NULL' };

/**
 * The contract that made a warehouse; null for an empty one.
 *
 * @throws {InputError} `newer-workspace` when a newer program made it
 */
export async function contractOf(database: Database): Promise<Contract | null> {
  const names = await columnsOf(database, 'contract');
  if (names.size === 0) return null;
  const columns = Object.entries(defaults).map(([name, stands]) =>
    stands === null || names.has(name) ? name : `${stands} AS ${name}`,
  );
  const [found] = await database.rows<Contract>(`SELECT ${columns.join(', ')} FROM contract`);
  if (found && found.number > contractNumber) throw newerWorkspace(found.program);
  return found ?? null;
}

/** Stores in a warehouse that this program has made it. */
export async function noteContract(database: Database): Promise<void> {
  await database.run('DELETE FROM contract');
  await database.run(
    `INSERT INTO contract VALUES (${sqlText(contractHash)}, ${contractNumber}, ${sqlText(program)})`,
  );
}
