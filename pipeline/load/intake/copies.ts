import { tableByName } from '../../contract/tables.js';
import type { InboxFile } from '../../read/inbox-file.js';
import { sqlText } from '../../sql/quote.js';
import type { Database } from '../../warehouse/database.js';
import type { Twin } from '../message/sender-messages.js';

/** A file of another month with the same bytes from the same sender. */
export interface EarlierCopy {
  readonly label: string;
  readonly month: string;
  /** Whether it holds cases; a list, by contrast, may come again unchanged. */
  readonly hasCases: boolean;
}

/** The same bytes in the folders of other hospitals. */
export interface Elsewhere {
  readonly twins: readonly Twin[];
  /** Whether the file cannot count unless its rows say that they are the sender's own. */
  readonly blocks: boolean;
}

interface Accepted {
  readonly folder: string | null;
  readonly sha256: string;
  readonly month: string;
  readonly path: string;
  readonly table_name: string;
}

type Arrived = Pick<InboxFile, 'label' | 'folder'> & { readonly sha256: string };

/**
 * Finds where else the bytes of this run's files came from: the same sender in another month, or another hospital. Files without rows are
 * never copies, because an empty report looks the same everywhere.
 */
export class Copies {
  readonly #accepted = new Map<string, Accepted[]>();
  readonly #arrived = new Map<string, Arrived[]>();
  readonly #month: string;

  private constructor(month: string) {
    this.#month = month;
  }

  static async open(database: Database, month: string, arrived: readonly Arrived[]): Promise<Copies> {
    const copies = new Copies(month);
    for (const file of arrived)
      copies.#arrived.set(file.sha256, [...(copies.#arrived.get(file.sha256) ?? []), file]);
    const hashes = [...copies.#arrived.keys()].map(sqlText);
    if (hashes.length === 0) return copies;
    const rows = await database.rows<Accepted>(
      `SELECT DISTINCT folder, sha256, coalesce(inbox, month) AS month, path, table_name FROM files
       WHERE status = 'accepted' AND records + held_lines > 0 AND sha256 IN (${hashes.join(', ')}) ORDER BY ALL`,
    );
    for (const row of rows)
      copies.#accepted.set(row.sha256, [...(copies.#accepted.get(row.sha256) ?? []), row]);
    return copies;
  }

  /** The newest file of another month with these bytes from this sender; null also when this month has already taken them. */
  earlier({ folder, sha256 }: Arrived): EarlierCopy | null {
    const own = (this.#accepted.get(sha256) ?? []).filter((file) => file.folder === folder);
    if (own.some(({ month }) => month === this.#month)) return null;
    const newest = own.toSorted((a, b) => (a.month < b.month ? -1 : 1)).at(-1);
    if (!newest) return null;
    const hasCases = own.some(({ table_name }) => tableByName.get(table_name)?.spec.indexDate != null);
    return { label: newest.path, month: newest.month, hasCases };
  }

  /** A copy taken in earlier goes on counting. Of copies that arrive together none counts by its folder alone, because the owner is unknown. */
  elsewhere({ folder, sha256 }: Arrived): Elsewhere {
    if (folder === null) return { twins: [], blocks: false };
    const isElsewhere = (file: { readonly folder: string | null }) =>
      file.folder !== null && file.folder !== folder;
    const accepted = this.#accepted.get(sha256) ?? [];
    const before = accepted.filter(isElsewhere);
    const now = (this.#arrived.get(sha256) ?? []).filter(isElsewhere);
    const twins = new Map<string, Twin>();
    for (const { path, month } of before) twins.set(path, { label: path, month });
    for (const { label } of now) if (!twins.has(label)) twins.set(label, { label, month: null });
    const isKnown = accepted.some((file) => file.folder === folder);
    return { twins: [...twins.values()], blocks: twins.size > 0 && !isKnown };
  }
}
