/** How much of a workbook is read before it is refused. Nothing is believed that the file says of its own size. */
export interface WorkbookLimits {
  /** Entries of the archive. */
  readonly entries: number;
  readonly sheets: number;
  /** Bytes that come out of the archive, counted as they come, over all parts. */
  readonly inflatedBytes: number;
  /** How many times more may come out than went in, once `ratioFrom` bytes have come out. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** Cells that hold something, over all sheets. */
  readonly cells: number;
  /** Characters of all cells together; a shared text counts each time it is used. */
  readonly characters: number;
  readonly sharedStrings: number;
  readonly sharedCharacters: number;
  /** Time spent waiting for the reader; the time its caller takes does not count. */
  readonly seconds: number;
  /** Heap of the process that reads. */
  readonly heapMegabytes: number;
}

const MB = 1_000_000;

export const workbookLimits: WorkbookLimits = {
  entries: 1_000,
  sheets: 200,
  inflatedBytes: 400 * MB,
  ratio: 200,
  ratioFrom: 10 * MB,
  cells: 20 * MB,
  characters: 300 * MB,
  sharedStrings: 2 * MB,
  sharedCharacters: 40 * MB,
  seconds: 120,
  heapMegabytes: 256,
};

/** What a sheet can have at most, by its format. */
export const SHEET_ROWS = 1_048_576;
export const SHEET_COLUMNS = 16_384;
/** What of a sheet may be used: columns, characters of a cell and of a row. The same as of a text file. */
export { defaultLimits as rowLimits } from '../tokenise.js';
