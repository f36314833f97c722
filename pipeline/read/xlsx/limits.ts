/** Limits beyond which a workbook is refused. Sizes stated in the file are never trusted. */
export interface WorkbookLimits {
  /** Entries of the archive. */
  readonly entries: number;
  readonly sheets: number;
  /** Bytes that come out of the archive, counted while inflating, over all parts. */
  readonly inflatedBytes: number;
  /** Highest ratio of bytes out to bytes in, once `ratioFrom` bytes have come out. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** Filled cells, over all sheets. */
  readonly cells: number;
  /** Characters of all cells together; a shared text counts each time it is used. */
  readonly characters: number;
  readonly sharedStrings: number;
  readonly sharedCharacters: number;
  /** Time spent waiting for the reader; the caller's own time does not count. */
  readonly seconds: number;
  /** Heap of the process that reads. */
  readonly heapMegabytes: number;
}

const MB = 1_000_000;

/** The limits in use. */
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

/** The most that a sheet can have, by its format. */
export const SHEET_ROWS = 1_048_576;
export const SHEET_COLUMNS = 16_384;
/** Usable part of a sheet: columns, characters of a cell and of a row, as for a text file. */
export { defaultLimits as rowLimits } from '../tokenise.js';
