import type { FileMapping } from '../../read/column-mapping.js';
import type { FoundHeader } from '../../read/header.js';
import { heldRow } from '../../read/messages.js';
import type { ReadResult } from '../../read/read-file.js';
import type { SkipReason } from '../../read/rows.js';
import type { RecordSink } from '../../read/sort-rows.js';
import type { HeldRow } from '../../read/tokenise.js';
import { unguardedCell } from '../../receipt/guarded-cell.js';
import type { Database } from '../../warehouse/database.js';
import type { FileEntry, FileNotes, Replay } from '../../warehouse/ledger.js';
import type { CanonicalFile, Layout } from '../lane/canonical.js';
import { tooManyReceiptRows, unknownAction } from '../message/file-messages.js';
import { actionField, parseReference, receiptField, referencedFiles, WITHDRAW } from './receipt-reference.js';
import type { WhoseRows } from './whose-rows.js';

/** A file, or a sheet of one, that the strict reader has read whole. */
export interface ExactRead {
  readonly entry: FileEntry;
  readonly result: ReadResult;
  readonly notes: FileNotes;
  readonly replays: readonly Replay[];
}

/** Gives the canonical file of a table and month. */
export interface Canonicals {
  of(table: string, month: string): { readonly canonical: CanonicalFile };
}

/** Limits the receipt rows kept in memory until their month is known. */
const MOST_RECEIPT_ROWS = 200_000;

/**
 * Writes the rows of one file or sheet to the canonical file of its table.
 *
 * A receipt's rows belong to the month of the file they correct, which is known only once all references are read.
 */
export class ExactRows implements RecordSink {
  readonly #tables: Canonicals;
  readonly #mapping: FileMapping | null;
  readonly #entry: FileEntry;
  readonly #held: FileNotes['held'][number][] = [];
  readonly #skipped: FileNotes['skipped'][number][] = [];
  #header: FoundHeader | null = null;
  #canonical: CanonicalFile | null = null;
  #mark: ReturnType<CanonicalFile['mark']> | null = null;
  #layout: Layout | null = null;
  /** Index of a receipt's reference column; -1 in other files. */
  #referenceAt = -1;
  /** Index of a receipt's action column; -1 where it has none. */
  #actionAt = -1;
  #waiting: { line: number; cells: readonly string[] }[] = [];
  readonly #whose: WhoseRows | null;
  #count: (cells: readonly string[]) => void = () => undefined;

  /** @param whose counts whose rows the file holds; null where the rows alone say it */
  constructor(tables: Canonicals, entry: FileEntry, mapping: FileMapping | null, whose: WhoseRows | null) {
    this.#tables = tables;
    this.#entry = entry;
    this.#mapping = mapping;
    this.#whose = whose;
  }

  get entry(): FileEntry {
    return this.#entry;
  }

  /** The table whose header was found. */
  get table(): string {
    return this.#header?.table ?? '';
  }

  header(found: FoundHeader): void {
    this.#header = found;
    if (this.#whose !== null) {
      const mappers = this.#mapping?.mappers(found.table, found.columns) ?? null;
      this.#count = this.#whose.counter(found.columns, mappers);
    }
    this.#referenceAt = found.columns.indexOf(receiptField);
    this.#actionAt = found.columns.indexOf(actionField);
    if (this.#referenceAt < 0) this.#open(this.#entry.month);
  }

  record(line: number, cells: string[]): void {
    if (this.#referenceAt < 0) {
      this.#count(cells);
      this.#add(line, cells);
      return;
    }
    if (this.#waiting.length >= MOST_RECEIPT_ROWS) throw tooManyReceiptRows(MOST_RECEIPT_ROWS);
    const sent = cells.map(unguardedCell);
    this.#count(sent);
    this.#waiting.push({ line, cells: sent });
  }

  held(row: HeldRow): void {
    this.#held.push({ line: row.line, column: row.column, rule: row.rule, ...heldRow(row) });
  }

  skipped(line: number, lines: number, reason: SkipReason): void {
    this.#skipped.push({ line, lines, reason });
  }

  /** Removes what this file has written to the canonical file. */
  rollback(): void {
    if (this.#mark !== null) this.#canonical?.rollback(this.#mark);
  }

  /** @param mappingOfThen gives the mapping stored in the vault under a hash; null where no mapping was used */
  async end(
    database: Database,
    result: ReadResult,
    mappingOfThen: (hash: string | null) => Promise<FileMapping | null>,
  ): Promise<ExactRead> {
    const notes = { header: this.#header?.cells ?? [], held: this.#held, skipped: this.#skipped };
    if (this.#referenceAt < 0) return { entry: this.#entry, result, notes, replays: [] };
    for (const { line, cells } of this.#waiting) this.#judgeAction(line, cells);
    const { month, replays, mapping } = await this.#resolve(database, result.table);
    // A receipt's cells are in the codes of the file it corrects.
    const isOther = mapping !== undefined && mapping !== (this.#mapping?.hash ?? null);
    this.#open(month, isOther ? await mappingOfThen(mapping) : this.#mapping);
    for (const { line, cells } of this.#waiting) this.#add(line, cells);
    this.#waiting = [];
    return { entry: { ...this.#entry, month, isReceipt: true }, result, notes, replays };
  }

  #action(cells: readonly string[]): string {
    return (cells[this.#actionAt] ?? '').trim();
  }

  /** An unknown action word has no certain meaning, so its row is held back. */
  #judgeAction(line: number, cells: readonly string[]): void {
    const said = this.#action(cells);
    if (said === '' || said === WITHDRAW) return;
    this.#held.push({ line, column: this.#actionAt + 1, rule: 'receipt-action', ...unknownAction(said) });
  }

  #open(month: string, mapping = this.#mapping): void {
    const header = this.#header as FoundHeader;
    this.#canonical = this.#tables.of(header.table, month).canonical;
    this.#mark = this.#canonical.mark();
    const mappers = mapping?.mappers(header.table, header.columns) ?? null;
    this.#layout = this.#canonical.layout(header.columns, this.#entry.file.folder, mappers);
  }

  #add(line: number, cells: readonly string[]): void {
    this.#canonical?.add(this.#entry.id, line, cells, this.#layout as Layout);
  }

  /**
   * Resolves a receipt's references: the month of the newest file referred to, the mapping it was read by, and the row that each receipt
   * row stands for. A row without a reference, or with one to a file this hospital never sent, is an ordinary row.
   */
  async #resolve(
    database: Database,
    table: string,
  ): Promise<{ month: string; replays: Replay[]; mapping: string | null | undefined }> {
    const files = await referencedFiles(database, table, this.#entry.file.folder);
    const byName = new Map(
      // Reversed to put the newest last, so that its entry overwrites the others.
      files.toReversed().map((file) => [`${file.named.slice(0, 12)} ${file.sheet ?? ''}`, file]),
    );
    const found = this.#waiting.flatMap(({ line, cells }) => {
      const reference = parseReference(cells[this.#referenceAt] ?? '');
      const file = reference && byName.get(`${reference.file} ${reference.sheet ?? ''}`);
      const withdraws = this.#action(cells) === WITHDRAW;
      return file ? [{ line, file, ofLine: reference.line, withdraws }] : [];
    });
    const months = found.map(({ file }) => file.month).sort();
    const month = months.at(-1) ?? this.#entry.month;
    const replays = found
      .filter(({ file }) => file.month === month)
      .map(({ line, file, ofLine, withdraws }) => ({
        line,
        sha256: file.sha256,
        sheet: file.sheet,
        ofLine,
        withdraws,
      }));
    return { month, replays, mapping: found.find(({ file }) => file.month === month)?.file.mapping };
  }
}
