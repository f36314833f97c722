import { chooseEncoding, type EncodingOptions } from './choose-encoding.js';
import { decodeChunks, type Encoding, readBom } from './decode.js';
import { refuseForeignFormat } from './format.js';
import { confirmHeader, delimiters, type FoundHeader, type HeaderDictionary, headRows } from './header.js';
import { cutHeader, cutQuote, cutRow, dataAboveHeader, emptyFile, tooManyRows } from './messages.js';
import { OddCharacters } from './odd-characters.js';
import { LineCounter } from './physical-lines.js';
import { FileRefusal } from './refusal.js';
import { isFilled, reasonOf, rowClassifier, type SkipReason } from './rows.js';
import { type ByteSource, readHead } from './source.js';
import { defaultLimits, type HeldRow, type Limits, type LineEnds, SHOWN, Tokeniser } from './tokenise.js';
import { headerWarnings, type ReadWarning, tailWarnings } from './warnings.js';

export interface ReadOptions extends EncodingOptions {
  readonly limits?: Partial<Limits>;
  /** Cases and held-back rows together; more refuse the file. 20,000,000. */
  readonly maxRows?: number;
}

/** Takes what a file gives, in the order of its lines. Only `record` and `held` are submissions; skips are for the log. */
export interface RecordSink {
  /** Called once, before the first record. */
  header?(header: FoundHeader): void;
  /** A case, its cells in the order of the file's columns, as many as the header has. */
  record(line: number, cells: string[], lines: number): void;
  held(row: HeldRow): void;
  skipped(line: number, lines: number, reason: SkipReason): void;
  /** Called after each chunk (about 1 MB) and awaited, so that a slow taker bounds memory. */
  drain?(): Promise<void> | void;
}

/** What was read. The line counts add up: header + accepted + held + skipped = physical. */
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

/** Physical lines by what became of them. */
export interface LineAccount {
  readonly header: number;
  readonly accepted: number;
  readonly held: number;
  readonly skipped: number;
}

/** The header is looked for in the first 256 KB. */
const HEAD_BYTES = 256 * 1024;
const MAX_ROWS = 20_000_000;

/**
 * Reads a CSV file of a hospital: every physical line is given to the sink as a case, as held back with a rule, or as
 * skipped with a reason.
 *
 * A file that cannot be trusted as a whole is refused, perhaps after many records were given: the caller keeps what the
 * sink took apart until this has returned, and drops it on a refusal.
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
  if (text === null) for (const _ of decodeChunks(source, reading.encoding, reading.skip)); // throws its place
  const looked = headRows(text ?? '', head.length >= source.bytes, bestDelimiter(text ?? ''));
  const header = confirmHeader(reading.header, looked, options);
  sink.header?.(header);

  const reader = new RowReader(header, options, sink);
  const counter = new LineCounter();
  const odd = new OddCharacters();
  for (const chunk of decodeChunks(source, reading.encoding, reading.skip)) {
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
    warnings: [...headerWarnings(header), ...tailWarnings(read), ...odd.warnings()],
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

/** What the rows of one file came to. */
export interface RowsRead {
  readonly records: number;
  readonly heldBack: number;
  readonly skipped: Record<SkipReason, number>;
  readonly lines: LineAccount;
  readonly ends: LineEnds;
  /** The last line if it has no line end, or null. */
  readonly unterminated: number | null;
}

/** Sorts the tokeniser's records into cases, held-back rows and skipped rows. */
class RowReader {
  readonly #header: FoundHeader;
  readonly #sink: RecordSink;
  readonly #tokeniser: Tokeniser;
  readonly #classify: (cells: readonly string[]) => SkipReason | null;
  readonly #fields: number;
  readonly #maxRows: number;
  readonly #skipped: Record<SkipReason, number> = {
    title: 0,
    blank: 0,
    'repeated-header': 0,
    total: 0,
    note: 0,
  };
  #accepted = 0;
  #acceptedLines = 0;
  #held = 0;
  #heldLines = 0;
  #skippedLines = 0;
  #headerLines = 0;
  #unterminated: number | null = null;

  constructor(header: FoundHeader, options: ReadOptions, sink: RecordSink) {
    this.#header = header;
    this.#sink = sink;
    this.#fields = header.cells.length;
    this.#maxRows = options.maxRows ?? MAX_ROWS;
    this.#classify = rowClassifier({ header: header.cells, required: header.required });
    this.#tokeniser = new Tokeniser(
      header.delimiter,
      {
        record: (line, lines, cells, terminated) => this.#record(line, lines, cells, terminated),
        held: (row) => this.#hold(row),
      },
      { ...defaultLimits, ...options.limits },
    );
  }

  push(text: string): void {
    this.#tokeniser.push(text);
  }

  end(): RowsRead {
    const { openQuote } = this.#tokeniser.end();
    if (openQuote !== null) throw new FileRefusal('truncated', cutQuote(openQuote), openQuote, {});
    return {
      records: this.#accepted,
      heldBack: this.#held,
      skipped: this.#skipped,
      lines: {
        header: this.#headerLines,
        accepted: this.#acceptedLines,
        held: this.#heldLines,
        skipped: this.#skippedLines,
      },
      ends: this.#tokeniser.lineEnds,
      unterminated: this.#unterminated,
    };
  }

  #record(line: number, lines: number, cells: string[], terminated: boolean): void {
    if (!terminated) this.#unterminated = line;
    if (line <= this.#header.line) {
      this.#aboveHeader(line, lines, cells, terminated);
      return;
    }
    const reason = this.#classify(cells);
    if (reason !== null) {
      this.#skip(line, lines, reason);
      return;
    }
    if (cells.length !== this.#fields) {
      if (!terminated && cells.length < this.#fields) throw this.#cut(line, cells.length);
      const text = cells.join(this.#header.delimiter).slice(0, SHOWN);
      const counts = { expected: String(this.#fields), found: String(cells.length) };
      this.#hold({ line, lines, rule: 'field-count', column: null, ...counts, text, terminated });
      return;
    }
    this.#countRow();
    this.#accepted += 1;
    this.#acceptedLines += lines;
    this.#sink.record(line, cells, lines);
  }

  #hold(row: HeldRow): void {
    if (!row.terminated) this.#unterminated = row.line;
    if (row.line < this.#header.line) {
      this.#skip(row.line, row.lines, 'title');
      return;
    }
    const cells = row.text.split(this.#header.delimiter).length;
    if (!row.terminated && row.text.length < SHOWN && cells < this.#fields) throw this.#cut(row.line, cells);
    this.#countRow();
    this.#held += 1;
    this.#heldLines += row.lines;
    this.#sink.held(row);
  }

  #aboveHeader(line: number, lines: number, cells: readonly string[], terminated: boolean): void {
    if (line === this.#header.line) {
      if (!terminated) throw new FileRefusal('truncated', cutHeader(line), line, {});
      this.#headerLines = lines;
      this.#tokeniser.expectFields(this.#fields);
      return;
    }
    this.#refuseCaseAbove(line, cells);
    this.#skip(line, lines, reasonOf(cells, []) === 'blank' ? 'blank' : 'title');
  }

  /** A row above the header that fills the required columns and has a digit among them is a case, not a title. */
  #refuseCaseAbove(line: number, cells: readonly string[]): void {
    const required = this.#header.required.map((at) => cells[at] ?? '');
    const isCase =
      required.length > 0 && required.every(isFilled) && required.some((cell) => /\d/.test(cell));
    if (!isCase || cells.length !== this.#fields) return;
    const headerLine = this.#header.line;
    throw new FileRefusal('data-above-header', dataAboveHeader(line, headerLine), line, { headerLine });
  }

  #skip(line: number, lines: number, reason: SkipReason): void {
    this.#skipped[reason] += 1;
    this.#skippedLines += lines;
    this.#sink.skipped(line, lines, reason);
  }

  #countRow(): void {
    if (this.#accepted + this.#held < this.#maxRows) return;
    throw new FileRefusal('too-many-rows', tooManyRows(this.#maxRows), null, { limit: this.#maxRows });
  }

  #cut(line: number, found: number): FileRefusal {
    const expected = this.#fields;
    return new FileRefusal('truncated', cutRow(line, expected, found), line, { expected, found });
  }
}

function refuseBlank(text: string, whole: boolean): void {
  if (whole && !/[^\s\uFEFF]/.test(text)) throw new FileRefusal('empty-file', emptyFile());
}

/** The delimiter to show an unknown header by: the one that cuts the most cells. */
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
