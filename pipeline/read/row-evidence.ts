import type { FoundHeader } from './header.js';
import { headerDelimiter, headerWidth, swallowedLines } from './messages.js';
import { FileRefusal } from './refusal.js';
import type { HeldRow } from './tokenise.js';

/** Most lines that lost quotes may swallow, as a number and as a share of rows, before the file cannot be trusted. */
export const mostSwallowed = { lines: 1_000, shareOfRows: 0.01 } as const;

/**
 * Evidence from held-back rows about the file as a whole, collected row by row and judged at the end.
 *
 * A single faulty row is held back alone. When every row is faulty in the same way, the header is at fault; where lost quotes run over many
 * lines, the number of cases inside is unknown.
 */
export class RowEvidence {
  readonly #header: FoundHeader;
  /** Among rows held back for their number of cells: rows by width. */
  readonly #widths = new Map<number, number>();
  /** How many of those rows would fit the header with another separator, by separator. */
  readonly #fits = new Map<string, number>();
  #misfits = 0;
  #swallowed = 0;
  #firstSwallowing: number | null = null;

  constructor(header: FoundHeader) {
    this.#header = header;
  }

  /** A row with another number of cells than the header. */
  misfit(cells: readonly string[]): void {
    this.#misfits += 1;
    this.#widths.set(cells.length, (this.#widths.get(cells.length) ?? 0) + 1);
    const text = cells.join(this.#header.delimiter);
    for (const sign of otherSigns(this.#header.delimiter)) {
      if (text.split(sign).length === this.#header.cells.length)
        this.#fits.set(sign, (this.#fits.get(sign) ?? 0) + 1);
    }
  }

  held({ rule, line, lines }: HeldRow): void {
    if (rule !== 'stray-quote' || lines < 2) return;
    this.#swallowed += lines - 1;
    this.#firstSwallowing ??= line;
  }

  /**
   * Judges the file after its last row.
   *
   * @throws {FileRefusal} `header-width` when no row fits the header and the rows agree with each other;
   *   `swallowed-lines` when lost quotes have run over too many lines
   */
  judge(accepted: number, heldBack: number): void {
    const rows = accepted + heldBack + this.#swallowed;
    const isLarge =
      this.#swallowed > mostSwallowed.lines || this.#swallowed > rows * mostSwallowed.shareOfRows;
    if (isLarge && this.#firstSwallowing !== null) {
      const texts = swallowedLines(this.#firstSwallowing, this.#swallowed, rows);
      const facts = { lines: this.#swallowed, rows };
      throw new FileRefusal('swallowed-lines', texts, this.#firstSwallowing, facts);
    }
    if (accepted === 0 && this.#misfits > 0) this.#judgeHeader();
  }

  #judgeHeader(): void {
    const { line, cells, delimiter } = this.#header;
    const expected = cells.length;
    const [sign, fitting] = mostOf(this.#fits);
    if (sign !== null && isMost(fitting, this.#misfits)) {
      const texts = headerDelimiter(line, delimiter, sign);
      throw new FileRefusal('header-width', texts, line, { delimiter, rows: sign });
    }
    const [width, agreeing] = mostOf(this.#widths);
    // With a single row it is unknown whether the row or the header is wrong.
    if (width === null || agreeing < 2 || !isMost(agreeing, this.#misfits)) return;
    const texts = headerWidth(line, expected, width, agreeing);
    throw new FileRefusal('header-width', texts, line, { expected, found: width, rows: agreeing });
  }
}

const signs = [',', ';', '\t', '|', '，'] as const;

const otherSigns = (delimiter: string) => signs.filter((sign) => sign !== delimiter);

/** Nine of ten, so that one row with a fault of its own does not hide what all others show. */
const isMost = (part: number, whole: number) => part * 10 >= whole * 9;

function mostOf<K>(counts: ReadonlyMap<K, number>): [K | null, number] {
  let most: [K | null, number] = [null, 0];
  for (const [key, count] of counts) if (count > most[1]) most = [key, count];
  return most;
}
