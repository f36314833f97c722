import { join } from 'node:path';
import type { FoundHeader } from '../read/header.js';
import { CanonicalFile } from '../stage/canonical.js';
import type { AnyTable } from '../stage/table.js';
import { tableByName, tables } from '../stage/tables.js';
import type { FileEntry } from '../warehouse/ledger.js';
import type { Received } from '../warehouse/vault.js';

/** A plain file waiting for the fast lane. */
export interface PlainEntry {
  readonly entry: FileEntry;
  readonly received: Received;
  readonly header: FoundHeader;
}

/** What one run takes in for one table and month: the rows of the exact lane in one file of ours, and the plain files. */
export interface RunTable {
  readonly table: AnyTable;
  readonly month: string;
  readonly canonical: CanonicalFile;
  /** The files whose rows are in `canonical`. */
  readonly entries: FileEntry[];
  readonly plain: PlainEntry[];
}

/** The tables of one run. A receipt for an older month's file belongs to that month, so a table may be there twice. */
export class RunTables {
  readonly #open = new Map<string, RunTable>();

  constructor(readonly folder: string) {}

  of(tableName: string, month: string): RunTable {
    const name = `${tableName}-${month}`;
    const known = this.#open.get(name);
    if (known) return known;
    const table = tableByName.get(tableName);
    if (!table) throw new RangeError(`no table ${tableName}`);
    const canonical = new CanonicalFile(join(this.folder, `${name}.csv`), table);
    const opened: RunTable = { table, month, canonical, entries: [], plain: [] };
    this.#open.set(name, opened);
    return opened;
  }

  /** In the order in which tables are staged, the list of hospitals first; older months first. */
  all(): RunTable[] {
    const order = (of: RunTable) => tables.indexOf(of.table);
    return [...this.#open.values()].sort((a, b) => order(a) - order(b) || (a.month < b.month ? -1 : 1));
  }

  /** The files of this run whose rows are new to a table, in any lane. */
  fresh(tableName: string): FileEntry[] {
    return this.all()
      .filter(({ table }) => table.name === tableName)
      .flatMap(({ entries, plain }) => [...entries, ...plain.map(({ entry }) => entry)]);
  }
}
