import { chooseEncoding, type EncodingOptions } from './choose-encoding.js';
import type { CutFile } from './cut-file.js';
import { type CutPiece, cutPieces } from './cut-pieces.js';
import { decodeChunks, type Encoding, readBom } from './decode.js';
import { withoutEndMark } from './end-mark.js';
import { refuseForeignFormat } from './format.js';
import { confirmHeader, delimiters, type FoundHeader, type HeaderDictionary, headRows } from './header.js';
import { cutQuote, emptyFile } from './messages.js';
import { OddCharacters } from './odd-characters.js';
import { LineCounter } from './physical-lines.js';
import { FileRefusal } from './refusal.js';
import type { SkipReason } from './rows.js';
import type { RowsRead } from './rows-read.js';
import { type LineAccount, type RecordSink, RowSorter } from './sort-rows.js';
import { type ByteSource, readHead } from './source.js';
import { defaultLimits, type Limits, type LineEnds, Tokeniser } from './tokenise.js';
import { trailingBlanks } from './trailing-blanks.js';
import { headerWarnings, type ReadWarning, surplusWarnings, tailWarnings } from './warnings.js';

export interface ReadOptions extends EncodingOptions {
  readonly limits?: Partial<Limits>;
  /** Most cases and held-back rows together; more refuse the file. 20,000,000 by default. */
  readonly maxRows?: number;
  /**
   * The same file, cut: its plain rows are counted but not given to the sink, but for those of the lines `also` (ascending). The caller
   * knows that there is at least one plain row and that the header is the first line.
   */
  readonly cut?: { readonly file: CutFile; readonly also: readonly number[] };
}

/** The result of reading a file. The line counts add up: header + accepted + held + skipped = physical. */
export interface ReadResult {
  readonly encoding: Encoding;
  readonly bom: boolean;
  readonly delimiter: string;
  readonly lineEnds: 'crlf' | 'lf' | 'cr' | 'mixed' | 'none';
  readonly table: string;
  readonly headerLine: number;
  readonly columns: readonly (string | null)[];
  readonly unknownColumns: readonly string[];
  readonly physicalLines: number;
  /** Accepted cases. */
  readonly records: number;
  /** Held-back rows; a held-back line is one row. */
  readonly heldBack: number;
  /** Skipped records by reason. */
  readonly skipped: Readonly<Record<SkipReason, number>>;
  readonly lines: LineAccount;
  readonly warnings: readonly ReadWarning[];
}

export type { LineAccount, RecordSink } from './sort-rows.js';

/** The header is searched in the first 256 KB. */
const HEAD_BYTES = 256 * 1024;
export const MAX_ROWS = 20_000_000;

/**
 * Reads a hospital's CSV file: every physical line goes to the sink as a case, as held back with a rule, or as skipped with a reason.
 *
 * A file that cannot be trusted as a whole is refused, perhaps after many records were passed on: the caller keeps the sink's rows apart
 * until this has returned, and drops them on a refusal.
 *
 * @throws {FileRefusal} with a stable code, both languages, and the line
 */
export async function readRecords(
  source: ByteSource,
  dictionaries: readonly HeaderDictionary[],
  options: ReadOptions,
  sink: RecordSink,
): Promise<ReadResult> {
  const head = readHead(source, HEAD_BYTES);
  refuseForeignFormat(head);
  const reading = chooseEncoding(source, head, dictionaries, options);
  const text = reading.text;
  if (text !== null) refuseBlank(text, head.length >= source.bytes);
  if (text === null) for (const _ of decodeChunks(source, reading.encoding, reading.skip)); // Throws the refusal with its place.
  const looked = headRows(text ?? '', head.length >= source.bytes, bestDelimiter(text ?? ''));
  const header = confirmHeader(reading.header, looked, options);
  const textOfAll = () => withoutEndMark(decodeChunks(source, reading.encoding, reading.skip));
  // A plain row is as wide as the header, so that no row has blank cells behind it.
  const surplus = options.cut ? 0 : trailingBlanks(header, text ?? '', textOfAll);
  sink.header?.(header);

  const reader = new RowReader(header, surplus, options, sink);
  const counter = new LineCounter();
  const odd = new OddCharacters();
  const pieces: Iterable<CutPiece> = options.cut
    ? cutPieces(options.cut.file, options.cut.also)
    : textOfAll();
  for (const chunk of pieces) {
    if (typeof chunk === 'number') {
      counter.pass(chunk);
      reader.pass(chunk, options.cut?.file.crlf ?? false);
      continue;
    }
    odd.push(chunk, counter);
    counter.push(chunk);
    reader.push(chunk);
    const drained = sink.drain?.();
    if (drained !== undefined) await drained;
  }
  const read = reader.end();
  const physicalLines = counter.lines;
  account(read.lines, physicalLines);
  return {
    encoding: reading.encoding,
    bom: readBom(head) !== null && reading.skip > 0,
    delimiter: header.delimiter,
    lineEnds: kindOf(read.ends),
    table: header.table,
    headerLine: header.line,
    columns: header.columns,
    unknownColumns: header.unknown.filter(({ header: name }) => name !== '').map(({ header: name }) => name),
    physicalLines,
    records: read.records,
    heldBack: read.heldBack,
    skipped: read.skipped,
    lines: read.lines,
    warnings: [
      ...headerWarnings(header),
      ...surplusWarnings(surplus),
      ...tailWarnings(read),
      ...odd.warnings(),
    ],
  };
}

/**
 * Checks that no physical line was lost or counted twice.
 *
 * @throws {Error} if the sum differs: a fault of the program, never of the file
 */
export function account(lines: LineAccount, physicalLines: number): void {
  const sum = lines.header + lines.accepted + lines.held + lines.skipped;
  if (sum === physicalLines) return;
  const parts = `header ${lines.header}, accepted ${lines.accepted}, held ${lines.held}, skipped ${lines.skipped}`;
  throw new Error(
    `Line accounting failed: ${parts} = ${sum}, but the file has ${physicalLines} physical lines`,
  );
}

/** Cuts the text into records and sorts them; `end` returns the result. */
class RowReader {
  readonly #tokeniser: Tokeniser;
  readonly #sorter: RowSorter;

  constructor(header: FoundHeader, surplus: number, options: ReadOptions, sink: RecordSink) {
    const atHeader = () => this.#tokeniser.expectFields(header.cells.length + surplus);
    this.#sorter = new RowSorter(header, options.maxRows ?? MAX_ROWS, sink, { atHeader, surplus });
    this.#tokeniser = new Tokeniser(header.delimiter, this.#sorter, {
      ...defaultLimits,
      ...options.limits,
    });
  }

  push(text: string): void {
    this.#tokeniser.push(text);
  }

  pass(rows: number, crlf: boolean): void {
    this.#tokeniser.pass(rows, crlf);
    this.#sorter.pass(rows);
  }

  end(): RowsRead {
    const { openQuote } = this.#tokeniser.end();
    if (openQuote !== null) throw new FileRefusal('truncated', cutQuote(openQuote), openQuote, {});
    return { ...this.#sorter.end(), ends: this.#tokeniser.lineEnds };
  }
}

function refuseBlank(text: string, whole: boolean): void {
  if (whole && !/[^\s\uFEFF]/.test(text)) throw new FileRefusal('empty-file', emptyFile());
}

/** The delimiter by which to show an unknown header: the one that cuts the most cells. */
function bestDelimiter(text: string): string {
  const start = text.slice(0, 4096);
  const counts = delimiters.map((delimiter) => start.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}

function kindOf({ crlf, lf, cr }: LineEnds): ReadResult['lineEnds'] {
  const kinds = (['crlf', 'lf', 'cr'] as const).filter((_, at) => [crlf, lf, cr][at] !== 0);
  if (kinds.length > 1) return 'mixed';
  return kinds[0] ?? 'none';
}
