import { isMissing } from '../../define/cells/index.js';
import type { CellMapper } from '../../read/column-mapping.js';
import { codeOf, isSameCode } from '../stage/hospital-codes.js';

/** Limits the code spellings kept in memory; further ones are computed each time. */
const MOST_SPELLINGS = 1000;

/**
 * Counts whose rows the files of a hospital's folder hold, by the codes in the rows themselves. Counted while reading, because a workbook
 * is judged as one file though its sheets go to different tables.
 */
export class WhoseRows {
  /** Rows that name the hospital of the folder. */
  own = 0;
  /** Rows that name another hospital, by its code. */
  readonly others = new Map<string, number>();
  /** All rows, including those without a code. */
  rows = 0;
  readonly #folder: string;
  readonly #current: ReadonlyMap<string, string>;

  /** @param current the code in use for every replaced code */
  constructor(folder: string, current: ReadonlyMap<string, string>) {
    this.#folder = folder;
    this.#current = current;
  }

  /** A counter for the rows of one text file or sheet. */
  counter(
    columns: readonly (string | null)[],
    mappers: readonly CellMapper[] | null,
  ): (cells: readonly string[]) => void {
    const at = columns.indexOf('hospital_id');
    if (at < 0)
      return () => {
        this.rows += 1;
      };
    const mapper = mappers?.[at] ?? null;
    const known = new Map<string, string | null>();
    const codeIn = (sent: string): string | null => {
      const code = codeOf(mapper === null ? sent : mapper(sent));
      return isMissing(code) ? null : (this.#current.get(code) ?? code);
    };
    return (cells) => {
      const sent = cells[at] ?? '';
      let code = known.get(sent);
      if (code === undefined) {
        code = codeIn(sent);
        if (known.size < MOST_SPELLINGS) known.set(sent, code);
      }
      this.rows += 1;
      // A code without its leading zeros is the hospital's own: `recogniseCodes` restores it.
      if (code !== null && isSameCode(code, this.#folder)) this.own += 1;
      else if (code !== null) this.others.set(code, (this.others.get(code) ?? 0) + 1);
    };
  }

  /** Whether no row names the folder's own hospital. */
  get isUnproven(): boolean {
    return this.rows > 0 && this.own === 0;
  }
}
