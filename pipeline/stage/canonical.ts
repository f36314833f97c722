import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import type { AnyTable } from './table.js';

/**
 * The exact lane's own copy of what the strict reader accepted: one file per table, one record per row, every field of
 * the contract in its order, always the same plain grammar. DuckDB reads this file and never a hospital's.
 */
export class CanonicalFile {
  readonly #fd: number;
  readonly #fields: readonly string[];
  #parts: string[] = [];
  #pending = 0;
  #written = 0;
  /** Rows and characters so far; compared with what DuckDB read. */
  rows = 0;
  characters = 0;

  constructor(
    readonly path: string,
    table: AnyTable,
  ) {
    this.#fd = openSync(path, 'wx', 0o600);
    this.#fields = Object.keys(table.spec.fields);
  }

  /** Where each contract field stands in a file's records; -1 when the file has no such column. */
  positions(columns: readonly (string | null)[]): number[] {
    return this.#fields.map((field) => columns.indexOf(field));
  }

  add(fileId: number, line: number, cells: readonly string[], positions: readonly number[], folder: string | null): void {
    let text = `${fileId},${line}`;
    for (let i = 0; i < positions.length; i += 1) {
      const at = positions[i] ?? -1;
      let cell = at < 0 ? '' : (cells[at] ?? '');
      // The folder stands for the hospital only where the file has no such column at all.
      if (at < 0 && folder !== null && this.#fields[i] === 'hospital_id') cell = folder;
      this.characters += cell.length;
      text += cell === '' ? ',' : `,"${cell.includes('"') ? cell.replaceAll('"', '""') : cell}"`;
    }
    this.#parts.push(`${text}\n`);
    this.#pending += text.length;
    this.rows += 1;
    if (this.#pending > 1 << 20) this.#flush();
  }

  /** A place to come back to when the file being read turns out to be refused. */
  mark(): { bytes: number; rows: number; characters: number } {
    this.#flush();
    return { bytes: this.#written, rows: this.rows, characters: this.characters };
  }

  rollback(mark: { bytes: number; rows: number; characters: number }): void {
    this.#parts = [];
    this.#pending = 0;
    ftruncateSync(this.#fd, mark.bytes);
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
    let at = 0;
    while (at < bytes.length) at += writeSync(this.#fd, bytes, at, bytes.length - at, this.#written + at);
    this.#written += bytes.length;
  }
}
