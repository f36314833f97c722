import { join } from 'node:path';
import { tableByName, tables } from '../../contract/tables.js';
import type { AnyTable } from '../../define/table.js';
import type { FoundHeader } from '../../read/header.js';
import type { PlainScan } from '../../read/plain-scan.js';
import type { FileEntry } from '../../warehouse/ledger.js';
import type { Received } from '../../warehouse/vault.js';
import { CanonicalFile } from '../lane/canonical.js';
import type { GroupFile } from '../lane/load-group.js';

/** A plain file waiting for its lane. */
export interface PlainEntry {
  readonly entry: FileEntry;
  readonly received: Received;
  readonly header: FoundHeader;
  readonly scan: Extract<PlainScan, { plain: true }>;
}

/** What one run takes in for one table and month: the rows of the exact lane in one file of ours, and plain files by lane. */
export interface RunTable {
  readonly table: AnyTable;
  readonly month: string;
  readonly canonical: CanonicalFile;
  /** The files whose rows are in `canonical`. */
  readonly entries: FileEntry[];
  /** Waiting for the fast lane. */
  readonly plain: PlainEntry[];
  /** Waiting for the group lane. */
  readonly small: (PlainEntry & GroupFile)[];
  /** Loaded by the group lane. */
  readonly grouped: FileEntry[];
}

/** Every file of this run that may hold rows of the table. */
export const entriesOf = ({ entries, grouped, plain, small }: RunTable): FileEntry[] => [
  ...entries,
  ...grouped,
  ...[...plain, ...small].map(({ entry }) => entry),
];

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
    const opened: RunTable = { table, month, canonical, entries: [], plain: [], small: [], grouped: [] };
    this.#open.set(name, opened);
    return opened;
  }

  /** Forgets what is staged: whatever comes for the table later is taken in by itself. */
  close({ table, month }: RunTable): void {
    this.#open.delete(`${table.name}-${month}`);
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
      .flatMap(entriesOf);
  }
}
