import type { WorkbookLimits } from './limits.js';
import { refuseLimit } from './messages.js';

/** Counts the cost of reading a workbook and refuses it at its limits. */
export class Budget {
  readonly limits: WorkbookLimits;
  #consumed = 0;
  #inflated = 0;
  #cells = 0;
  #characters = 0;

  constructor(limits: WorkbookLimits) {
    this.limits = limits;
  }

  /** @throws {FileRefusal} `workbook-limit` */
  inflate(consumed: number, inflated: number): void {
    this.#consumed += consumed;
    this.#inflated += inflated;
    const { inflatedBytes, ratio, ratioFrom } = this.limits;
    if (this.#inflated > inflatedBytes) throw refuseLimit('inflated-bytes', inflatedBytes);
    if (this.#inflated > ratioFrom && this.#inflated > ratio * this.#consumed) {
      throw refuseLimit('ratio', ratio);
    }
  }

  /** @throws {FileRefusal} `workbook-limit` */
  cell(characters: number): void {
    this.#cells += 1;
    this.#characters += characters;
    if (this.#cells > this.limits.cells) throw refuseLimit('cells', this.limits.cells);
    if (this.#characters > this.limits.characters) throw refuseLimit('characters', this.limits.characters);
  }
}
