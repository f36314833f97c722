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

/** A big file that is plain but for some lines or cells. */
export interface FaultyEntry {
  readonly entry: FileEntry;
  readonly received: Received;
  /** The field of each column; null for a column outside the contract. */
  readonly columns: readonly (string | null)[];
}

/** What one run takes in for one table and month: the exact lane's rows in one canonical file, and plain files by lane. */
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
  /** Waiting for their bad neighbourhoods to be cut out. */
  readonly faulty: FaultyEntry[];
  /** Loaded by the group lane. */
  readonly grouped: FileEntry[];
  /** Numbers of the files among `entries` whose plain rows wait in a table of their own. */
  readonly cut: number[];
}

/** Every file of this run that may hold rows of the table. */
export const entriesOf = ({ entries, grouped, plain, small, faulty }: RunTable): FileEntry[] => [
  ...entries,
  ...grouped,
  ...[...plain, ...small, ...faulty].map(({ entry }) => entry),
];

/** The tables of one run. A receipt belongs to the month of the file it corrects, so a table may appear for two months. */
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
    const waiting = { plain: [], small: [], faulty: [] };
    const opened: RunTable = { table, month, canonical, ...waiting, entries: [], grouped: [], cut: [] };
    this.#open.set(name, opened);
    return opened;
  }

  /** Removes a staged table; later files of the same table are taken in separately. */
  close({ table, month }: RunTable): void {
    this.#open.delete(`${table.name}-${month}`);
  }

  /** In staging order: the list of hospitals first, older months before newer. */
  all(): RunTable[] {
    const order = (of: RunTable) => tables.indexOf(of.table);
    return [...this.#open.values()].sort((a, b) => order(a) - order(b) || (a.month < b.month ? -1 : 1));
  }

  /** This run's files of a table, in any lane, whose rows are new. */
  fresh(tableName: string): FileEntry[] {
    return this.all()
      .filter(({ table }) => table.name === tableName)
      .flatMap(entriesOf);
  }
}
