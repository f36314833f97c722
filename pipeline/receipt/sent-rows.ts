import type { FoundHeader, HeaderDictionary } from '../read/header.js';
import { readRecords } from '../read/read-file.js';
import type { RecordSink } from '../read/sort-rows.js';
import { fileSource } from '../read/source.js';
import type { HeldRow } from '../read/tokenise.js';
import { isArchive, readWorkbook } from '../read/xlsx/read-workbook.js';
import { type LineSpan, type RawText, rawLines } from './raw-lines.js';

/** A row of a file in the vault. */
export interface SentRow {
  /** In the order of the file's columns, a cell that cannot be trusted being null; null where the row has no cells. */
  readonly cells: readonly (string | null)[] | null;
  /** The text of a row without cells; null for other rows. */
  readonly raw: RawText | null;
}

/** The wanted rows of a CSV file or of one sheet, by line. */
export interface SentRows {
  readonly header: FoundHeader;
  readonly rows: ReadonlyMap<number, SentRow>;
}

/** Most characters of a row's raw text in a receipt. */
export const RAW_SHOWN = 26_000;

/**
 * Reads rows of a file in the vault again, by the same strict reader that held them back.
 *
 * @param wanted lines by sheet; '' for a CSV file
 * @returns by sheet
 * @throws {FileRefusal} when the file is no longer what it was when it was accepted
 */
export async function sentRows(
  path: string,
  dictionaries: readonly HeaderDictionary[],
  hospitalFromFolder: boolean,
  wanted: ReadonlyMap<string, ReadonlySet<number>>,
): Promise<ReadonlyMap<string, SentRows>> {
  const source = fileSource(path);
  const captures = new Map<string, Capture>();
  const captureOf = (sheet: string) => {
    const capture = new Capture(wanted.get(sheet) ?? new Set());
    captures.set(sheet, capture);
    return capture;
  };
  if (isArchive(source)) {
    await readWorkbook(path, dictionaries, { hospitalFromFolder }, ({ sheet }) => captureOf(sheet));
  } else {
    const capture = captureOf('');
    const { encoding } = await readRecords(source, dictionaries, { hospitalFromFolder }, capture);
    capture.addRaw(rawLines(source, encoding, capture.spans, RAW_SHOWN));
  }
  return new Map([...captures].flatMap(([sheet, { sent }]) => (sent === null ? [] : [[sheet, sent]])));
}

/** Keeps the wanted rows of one CSV file or sheet. */
class Capture implements RecordSink {
  /** Held-back rows without cells. */
  readonly spans: LineSpan[] = [];
  readonly #wanted: ReadonlySet<number>;
  readonly #rows = new Map<number, SentRow>();
  #header: FoundHeader | null = null;

  constructor(wanted: ReadonlySet<number>) {
    this.#wanted = wanted;
  }

  get sent(): SentRows | null {
    return this.#header === null ? null : { header: this.#header, rows: this.#rows };
  }

  header(found: FoundHeader): void {
    this.#header = found;
  }

  record(line: number, cells: readonly string[]): void {
    if (this.#wanted.has(line)) this.#rows.set(line, { cells: [...cells], raw: null });
  }

  held({ line, lines, cells, text }: HeldRow): void {
    if (!this.#wanted.has(line)) return;
    if (cells === undefined) this.spans.push({ line, lines });
    this.#rows.set(line, {
      cells: cells ?? null,
      raw: cells === undefined ? { text, length: text.length } : null,
    });
  }

  skipped(): void {}

  addRaw(texts: ReadonlyMap<number, RawText>): void {
    for (const [line, raw] of texts) this.#rows.set(line, { cells: null, raw });
  }
}
