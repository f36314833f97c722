import { closeSync } from 'node:fs';
import type { AnyTable } from '../../define/table.js';
import { openNew, truncate, write } from '../../effects/effects.js';

/**
 * The exact lane's copy of the rows that the strict reader accepted: one file per table, one record per row, every field of the contract in
 * order, always in the plain grammar. DuckDB reads this file and never a hospital's.
 */
export class CanonicalFile {
  readonly #fd: number;
  readonly #fields: readonly string[];
  #parts: string[] = [];
  #pending = 0;
  #written = 0;
  /** Rows and characters so far; compared with what DuckDB reads. */
  rows = 0;
  characters = 0;

  constructor(
    readonly path: string,
    table: AnyTable,
  ) {
    this.#fd = openNew(path);
    this.#fields = Object.keys(table.spec.fields);
  }

  /**
   * How the cells of a file with these columns are written. Where the file has no hospital column, the code of its folder is written
   * instead. `mappers` turn a hospital's own cells into those of the contract.
   */
  layout(
    columns: readonly (string | null)[],
    folder: string | null,
    mappers: readonly (((cell: string) => string) | null)[] | null = null,
  ): Layout {
    const cells: Layout['cells'][number][] = [];
    let before = '';
    for (const field of this.#fields) {
      const at = columns.indexOf(field);
      before += ',';
      if (at >= 0) {
        cells.push({ before, at, map: mappers?.[at] ?? null });
        before = '';
      } else if (folder !== null && field === 'hospital_id') before += quoted(folder);
    }
    const hospital = columns.includes('hospital_id') ? '' : (folder ?? '');
    return { cells, after: before, characters: hospital.length };
  }

  add(fileId: number, line: number, row: readonly string[], layout: Layout): void {
    let text = `${fileId},${line}`;
    let characters = layout.characters;
    for (const { before, at, map } of layout.cells) {
      const sent = row[at] ?? '';
      const cell = map === null ? sent : map(sent);
      characters += cell.length;
      text += cell === '' ? before : before + quoted(cell);
    }
    text += `${layout.after}\n`;
    this.characters += characters;
    this.#parts.push(text);
    this.#pending += text.length;
    this.rows += 1;
    if (this.#pending > 1 << 20) this.#flush();
  }

  /** A position to return to if the file being read is refused. */
  mark(): { bytes: number; rows: number; characters: number } {
    this.#flush();
    return { bytes: this.#written, rows: this.rows, characters: this.characters };
  }

  rollback(mark: { bytes: number; rows: number; characters: number }): void {
    this.#parts = [];
    this.#pending = 0;
    truncate(this.#fd, mark.bytes);
    this.#written = mark.bytes;
    this.rows = mark.rows;
    this.characters = mark.characters;
  }

  close(): void {
    this.#flush();
    closeSync(this.#fd);
  }

  #flush(): void {
    if (this.#parts.length === 0) return;
    const bytes = Buffer.from(this.#parts.join(''), 'utf8');
    this.#parts = [];
    this.#pending = 0;
    write(this.#fd, bytes, this.#written);
    this.#written += bytes.length;
  }
}

/** The constant text before each cell and after the last, cells being in the order of the contract. */
export interface Layout {
  readonly cells: readonly {
    readonly before: string;
    readonly at: number;
    readonly map: ((cell: string) => string) | null;
  }[];
  readonly after: string;
  /** Characters of the cells that are the same in every row. */
  readonly characters: number;
}

const quoted = (cell: string) => `"${cell.includes('"') ? cell.replaceAll('"', '""') : cell}"`;
