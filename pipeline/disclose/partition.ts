/** A published sum: the cells it is over, and what it says. */
export interface Sum {
  readonly cells: Int32Array;
  readonly value: number;
}

/** What publishing sums would do to a partition. */
export interface Cut {
  /** The parts that would become known. */
  readonly pieces: readonly Sum[];
  /** The atoms that would be no more. */
  readonly gone: readonly number[];
  /** The atoms of sums of which no other part is unknown. */
  readonly alone: readonly Sum[];
}

/**
 * What published sums tell of a count: disjoint sets of cells, its atoms, whose sums are known, and nothing else. A sum is published only
 * where it keeps this so: where all of it but one part is known atoms, that part becomes one, and so does what is left of the atom that it was part of. Hence no
 * difference of published sums is of a set of cells that was not looked at.
 */
export class Partition {
  readonly #atomOf: Int32Array;
  readonly #atoms: (Sum | null)[] = [];

  constructor(size: number) {
    this.#atomOf = new Int32Array(size).fill(-1);
  }

  get atoms(): Sum[] {
    return this.#atoms.filter((atom) => atom !== null);
  }

  /** The atoms that lie within some cells. */
  inside(cells: Int32Array): Sum[] {
    return [...this.#touched(cells)].flatMap(([at, own]) => {
      const atom = this.#atoms[at];
      return atom && atom.cells.length === own.length ? [atom] : [];
    });
  }

  /** Whether a set of cells is one of atoms, so that its sum is known. */
  isUnion(cells: Int32Array): boolean {
    return this.inside(cells).reduce((size, atom) => size + atom.cells.length, 0) === cells.length;
  }

  /** What publishing these disjoint sums would make known; null where it would tell of sets of cells that overlap. */
  cut(sums: readonly Sum[]): Cut | null {
    const pieces: Sum[] = [];
    const alone: Sum[] = [];
    const taken = new Map<number, Sum[]>();
    for (const { cells, value } of sums) {
      const wholes: Sum[] = [];
      const touched = this.#touched(cells);
      let rest = value;
      let part: { readonly atom: number; readonly cells: number[] } | null = null;
      for (const [atom, own] of touched) {
        const whole = this.#atoms[atom];
        if (whole && whole.cells.length === own.length) {
          wholes.push(whole);
          rest -= whole.value;
        } else if (part) return null;
        else part = { atom, cells: own };
      }
      if (!part) {
        for (const whole of wholes) alone.push(whole);
        continue;
      }
      const piece = { cells: Int32Array.from(part.cells), value: rest };
      pieces.push(piece);
      if (part.atom >= 0) taken.set(part.atom, [...(taken.get(part.atom) ?? []), piece]);
    }
    for (const [atom, parts] of taken) {
      const left = this.#left(atom, parts);
      if (left) pieces.push(left);
    }
    return { pieces, gone: [...taken.keys()], alone };
  }

  /** Takes a cut as published. */
  take({ pieces, gone }: Cut): void {
    for (const atom of gone) this.#atoms[atom] = null;
    for (const piece of pieces) {
      for (const cell of piece.cells) this.#atomOf[cell] = this.#atoms.length;
      this.#atoms.push(piece);
    }
  }

  /** Takes what others published, as the finest that could follow from it. */
  force(cells: Int32Array, values: Int32Array): void {
    const sumOf = (own: readonly number[]) => own.reduce((sum, cell) => sum + (values[cell] ?? 0), 0);
    for (const [atom, own] of this.#touched(cells)) {
      const whole = this.#atoms[atom];
      if (whole && whole.cells.length === own.length) continue;
      const piece = { cells: Int32Array.from(own), value: sumOf(own) };
      const left = atom < 0 ? null : this.#left(atom, [piece]);
      this.take({ pieces: left ? [piece, left] : [piece], gone: atom < 0 ? [] : [atom], alone: [] });
    }
  }

  /** The cells of a set by the atom they are in; by -1 those in none. */
  #touched(cells: Int32Array): Map<number, number[]> {
    const touched = new Map<number, number[]>();
    for (const cell of cells) {
      const atom = this.#atomOf[cell] ?? -1;
      const own = touched.get(atom);
      if (own) own.push(cell);
      else touched.set(atom, [cell]);
    }
    return touched;
  }

  #left(atom: number, parts: readonly Sum[]): Sum | null {
    const whole = this.#atoms[atom];
    if (!whole) return null;
    const gone = new Set<number>();
    let value = whole.value;
    for (const part of parts) {
      for (const cell of part.cells) gone.add(cell);
      value -= part.value;
    }
    const cells = whole.cells.filter((cell) => !gone.has(cell));
    return cells.length === 0 ? null : { cells, value };
  }
}
