import type { AnyTable } from '../../../pipeline/define/table.js';
import { cellOf, type RawRow, type Value } from './cells.js';
import { earliest, type Moment } from './civil.js';

/** Works out one column from the others of its row. */
export type Derivation = (row: CaseRow) => Value;
export type Derivations = { readonly [column: string]: Derivation };

/** What other rows of the patient tell. */
export const told = [
  'told_dead_at',
  'told_dead_by',
  'told_alive_on',
  'told_alive_at',
  'told_contradicted_from',
] as const;

/** One row: its cells as typed, and derived columns worked out when they are asked for. */
export class CaseRow {
  readonly table: AnyTable;
  readonly hospital: string;
  /** First moment after the as-of day, in seconds since 1970. */
  readonly asOfEnd: number;
  /** Cells and what other tables add. */
  readonly cells: Map<string, Value>;
  readonly #derivations: Derivations;
  readonly #worked = new Map<string, Value>();

  constructor(
    table: AnyTable,
    hospital: string,
    cells: Map<string, Value>,
    derivations: Derivations,
    asOfEnd: number,
  ) {
    this.table = table;
    this.hospital = hospital;
    this.cells = cells;
    this.#derivations = derivations;
    this.asOfEnd = asOfEnd;
  }

  /** A row from the text of its cells. */
  static parse(table: AnyTable, raw: RawRow, derivations: Derivations, asOfEnd: number): CaseRow {
    const cells = new Map<string, Value>();
    for (const name of Object.keys(table.spec.fields)) cells.set(name, cellOf(table, name, raw[name] ?? ''));
    // Until others have spoken a row stands by itself.
    for (const name of told) cells.set(name, null);
    return new CaseRow(table, raw['hospital_id'] ?? '', cells, derivations, asOfEnd);
  }

  /** The row as it is known on the as-of day: what happened later, and what tells of it, is blank. */
  asKnown(): CaseRow {
    const cells = new Map(this.cells);
    for (const [date, tellingFields] of Object.entries(this.table.spec.outcomes ?? {})) {
      const when = this.moment(date);
      if (when === null || earliest(when) < this.asOfEnd) continue;
      for (const name of [date, ...tellingFields]) cells.set(name, null);
    }
    return new CaseRow(this.table, this.hospital, cells, this.#derivations, this.asOfEnd);
  }

  /** The row with some cells as given; what follows from them is worked out anew. */
  withCells(some: ReadonlyMap<string, Value>): CaseRow {
    const cells = new Map([...this.cells, ...some]);
    return new CaseRow(this.table, this.hospital, cells, this.#derivations, this.asOfEnd);
  }

  /** @throws {Error} for a column that neither the contract nor the evaluation knows */
  get(name: string): Value {
    const cell = this.cells.get(name);
    if (cell !== undefined) return cell;
    const worked = this.#worked.get(name);
    if (worked !== undefined) return worked;
    const derivation = this.#derivations[name];
    if (!derivation) throw new Error(`nobody has said independently what ${this.table.name}.${name} is`);
    const value = derivation(this);
    this.#worked.set(name, value);
    return value;
  }

  bool(name: string): boolean | null {
    const value = this.get(name);
    if (value !== null && typeof value !== 'boolean') throw new Error(`${name} is no yes or no`);
    return value;
  }

  number(name: string): number | null {
    const value = this.get(name);
    if (value !== null && typeof value !== 'number') throw new Error(`${name} is no number`);
    return value;
  }

  word(name: string): string | null {
    const value = this.get(name);
    if (value !== null && typeof value !== 'string') throw new Error(`${name} is no word`);
    return value;
  }

  words(name: string): readonly string[] | null {
    const value = this.get(name);
    if (value !== null && !Array.isArray(value)) throw new Error(`${name} is no list`);
    return value as readonly string[] | null;
  }

  moment(name: string): Moment | null {
    const value = this.get(name);
    if (value === null) return null;
    if (typeof value !== 'object' || !('day' in value)) throw new Error(`${name} is no moment`);
    return value;
  }

  day(name: string): number | null {
    return this.moment(name)?.day ?? null;
  }
}
