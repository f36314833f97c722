import { CONTROL, SHOWN } from './tokenise.js';

/** Whether a cell could stand in a column, counted from 0. */
export type FitsColumn = (column: number, cell: string) => boolean;

/**
 * What a held-back row was probably meant to be: its cells, or null where that is not certain enough.
 *
 * A suggestion for the hospital's receipt only; it never enters the warehouse. Of all readings with the fewest repairs (a separator removed
 * or added, a quote closed or doubled, another sign as separator) there must be exactly one. `fits` distinguishes readings that differ in
 * where cells stand; without it few rows can be decided.
 *
 * @param text the raw text of the row, as in `HeldRow`; a text that was cut there is not read
 */
export function salvage(
  text: string,
  delimiter: string,
  width: number,
  fits: FitsColumn = () => true,
): string[] | null {
  if (text.length >= SHOWN || width < 2) return null;
  const readings = readingsOf(text.replace(ALL_CONTROL, ''), delimiter).filter(
    ({ tokens }) => tokens.length >= width - MOST_REPAIRS && tokens.length <= width + MOST_PIECES,
  );
  for (let most = 0; most <= MOST_REPAIRS; most += 1) {
    const found = new Map<string, string[]>();
    for (const { tokens, sign, repairs } of readings) {
      const search = new Search(tokens, sign, width, fits, found);
      if (!search.within(most - repairs)) return null;
    }
    const [only] = found.values();
    if (found.size > 1) return null;
    if (only !== undefined) return only;
  }
  return null;
}

const ALL_CONTROL = new RegExp(CONTROL, 'g');
const MOST_REPAIRS = 3;
/** Steps of one search; a row that needs more gets no suggestion. */
const MOST_STEPS = 5_000;
/** In a longer text the place of a missing separator cannot be found. */
const LONGEST_SPLIT = 500;
/** Most pieces that one cell may have been cut into. */
const MOST_PIECES = 12;

/** The cost of each repair: the more it assumes, the higher. */
const cost = {
  /** A cell with a stray quote is read without it. */
  quote: 1,
  /** A blank piece is no cell. */
  separatorOut: 1,
  /** Another sign was meant as separator. */
  otherSign: 1,
  /** A separator is missing between Chinese and other characters, as in 休克2026-10-18. */
  splitAtKind: 2,
  /** A separator is missing after the last cell, which is blank. */
  pad: 2,
  /** A cell with a separator in it has lost both quotes. */
  mergedPlain: 2,
  /** A separator is missing anywhere else. */
  split: 3,
} as const;

const signs = [',', ';', '\t', '|', '，'] as const;

interface Reading {
  readonly tokens: readonly string[];
  readonly sign: string;
  readonly repairs: number;
}

/** Readings of the row: cut at its separator; with full-width quotes as quotes, or other signs beside quotes as separators; cut at other signs. */
function readingsOf(sent: string, delimiter: string): Reading[] {
  const text = withoutGuards(sent, delimiter);
  const readings: Reading[] = [{ tokens: text.split(delimiter), sign: delimiter, repairs: 0 }];
  const variants = [halfWidthQuotes(text, delimiter), signsBesideQuotes(text, delimiter)];
  for (const variant of variants) {
    if (variant !== text) readings.push({ tokens: variant.split(delimiter), sign: delimiter, repairs: 1 });
  }
  for (const sign of signs) {
    if (sign !== delimiter && text.includes(sign))
      readings.push({ tokens: text.split(sign), sign, repairs: 1 });
  }
  return readings;
}

/** The text with ="0001" written as a quoted cell: its meaning is certain, even though it is no CSV. */
function withoutGuards(text: string, delimiter: string): string {
  const unguarded = (token: string) => token.replace(/^\s*[=＝](?="[^"]*"$)/, '');
  return text.includes('="') || text.includes('＝"')
    ? text.split(delimiter).map(unguarded).join(delimiter)
    : text;
}

function halfWidthQuotes(text: string, delimiter: string): string {
  return text
    .split(delimiter)
    .map((token) => token.replace(/^“/, '"').replace(/”$/, '"'))
    .join(delimiter);
}

function signsBesideQuotes(text: string, delimiter: string): string {
  return text.replace(/(?<=[^"]"|"")[;\t|，]|[;\t|，](?="[^"])/g, delimiter);
}

/** Joins the pieces of a row into `width` fitting cells, in every way that needs at most a number of repairs. */
class Search {
  readonly #tokens: readonly string[];
  readonly #sign: string;
  readonly #width: number;
  readonly #fits: FitsColumn;
  readonly #found: Map<string, string[]>;
  /** Whether a blank last cell may be added: only to a row that ends in a separator, because any other may continue. */
  readonly #mayPad: boolean;
  #steps = 0;

  constructor(
    tokens: readonly string[],
    sign: string,
    width: number,
    fits: FitsColumn,
    found: Map<string, string[]>,
  ) {
    this.#tokens = tokens;
    this.#sign = sign;
    this.#width = width;
    this.#fits = fits;
    this.#found = found;
    this.#mayPad = tokens.at(-1) === '' && tokens.join('').split('"').length % 2 === 1;
  }

  /** Searches with a number of repairs; false when there are too many ways to try. */
  within(repairs: number): boolean {
    if (repairs >= 0) this.#from(0, [], repairs);
    return this.#steps <= MOST_STEPS;
  }

  /** Continues from the token `at`, with these cells made and this many repairs left. */
  #from(at: number, cells: readonly string[], left: number): void {
    this.#steps += 1;
    if (this.#steps > MOST_STEPS || this.#found.size > 1) return;
    const { length } = this.#tokens;
    if (cells.length === this.#width) {
      if (at === length) this.#found.set(cells.join('\u0001'), [...cells]);
      else if (left >= cost.separatorOut && this.#tokens[at] === '')
        this.#from(at + 1, cells, left - cost.separatorOut);
      return;
    }
    if (at === length) {
      if (this.#mayPad && cells.length === this.#width - 1 && left >= cost.pad)
        this.#take(at, cells, [''], left - cost.pad);
      return;
    }
    this.#merge(at, cells, left);
    const token = this.#tokens[at] ?? '';
    if (token === '' && left >= cost.separatorOut) this.#from(at + 1, cells, left - cost.separatorOut);
    if (token.length > LONGEST_SPLIT) return;
    if (left >= cost.otherSign) this.#splitAtSign(at, token, cells, left);
    if (!token.includes('"')) this.#splitAnywhere(at, token, cells, left);
    else if (left >= cost.otherSign) this.#splitQuoted(at, token, cells, left - cost.otherSign);
  }

  /** Makes the next cell from one token, or from several that a quoted cell was cut into. */
  #merge(at: number, cells: readonly string[], left: number): void {
    let raw = '';
    const most = Math.min(this.#tokens.length, at + MOST_PIECES);
    for (let end = at; end < most; end += 1) {
      raw = end === at ? (this.#tokens[end] ?? '') : `${raw}${this.#sign}${this.#tokens[end]}`;
      const repairs = repairsOf(raw, end > at);
      // With a quote open at the line end, the cell and the row continue in the next line.
      const goesOn = end === this.#tokens.length - 1 && /^"[^"]*$/.test(raw);
      if (repairs <= left && !goesOn) this.#take(end + 1, cells, [unquoted(raw)], left - repairs);
    }
  }

  #splitAtSign(at: number, token: string, cells: readonly string[], left: number): void {
    for (let i = 0; i < token.length; i += 1) {
      const char = token[i] ?? '';
      if (char === this.#sign || !(signs as readonly string[]).includes(char)) continue;
      this.#takeBoth(at, token.slice(0, i), token.slice(i + 1), cells, left - cost.otherSign);
    }
  }

  /** Splits two quoted cells without a separator, which look like one with a doubled quote. */
  #splitQuoted(at: number, token: string, cells: readonly string[], left: number): void {
    for (let i = token.indexOf('""', 1); i > 0 && i < token.length - 2; i = token.indexOf('""', i + 2))
      this.#takeBoth(at, token.slice(0, i + 1), token.slice(i + 1), cells, left);
  }

  #splitAnywhere(at: number, token: string, cells: readonly string[], left: number): void {
    for (let i = 1; i < token.length; i += 1) {
      const repairs = isAscii(token[i - 1]) === isAscii(token[i]) ? cost.split : cost.splitAtKind;
      if (repairs <= left) this.#takeBoth(at, token.slice(0, i), token.slice(i), cells, left - repairs);
    }
  }

  #takeBoth(at: number, first: string, second: string, cells: readonly string[], left: number): void {
    const repairs = repairsOf(first, false) + repairsOf(second, false);
    if (repairs > left) return;
    this.#take(at + 1, cells, [unquoted(first), unquoted(second)], left - repairs);
  }

  #take(next: number, cells: readonly string[], more: readonly string[], left: number): void {
    this.#steps += 1;
    const all = [...cells, ...more];
    if (
      this.#steps > MOST_STEPS ||
      all.length > this.#width ||
      !more.every((cell, i) => this.#fits(cells.length + i, cell))
    )
      return;
    this.#from(next, all, left);
  }
}

const isAscii = (char = '') => char < '\x80';

function repairsOf(raw: string, isMerged: boolean): number {
  if (/^"(?:[^"]|"")*"$/.test(raw)) return 0;
  if (!raw.includes('"')) return isMerged ? cost.mergedPlain : 0;
  return isMerged && !raw.startsWith('"') && !raw.endsWith('"') ? cost.mergedPlain + cost.quote : cost.quote;
}

/**
 * The content of a cell with disordered quotes: without those at its edges, doubled ones halved, and of an odd number inside, where one has
 * no partner, without one that was not doubled.
 */
function unquoted(raw: string): string {
  if (!raw.includes('"')) return raw;
  const isEven = (text: string) => (text.match(/""?/g)?.length ?? 0) % 2 === 0;
  let inner = raw.replace(/^"/, '');
  if (inner !== raw || !isEven(inner)) inner = inner.replace(/"$/, '');
  let isDropped = isEven(inner);
  return inner.replace(/""?/g, (quote) => {
    if (quote === '""' || isDropped) return '"';
    isDropped = true;
    return '';
  });
}
