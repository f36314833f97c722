import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { columns } from '../../test/pollution/case-list.js';
import type { Outcome } from '../../test/pollution/judge.js';
import type { Span, WrittenFile } from '../../test/pollution/write.js';
import { breaksIn, linesOf, textOf } from './text.js';

const given = [
  `columns = {${columns.map(({ field }) => `'${field}': 'VARCHAR'`).join(', ')}}`,
  "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', comment = '', parallel = false",
].join(', ');

/**
 * DuckDB's own CSV reader, told the columns (as text), the delimiter and the quote.
 *
 * Not the line end: told CRLF, 1.5.6 gives no row and no error for a file with a line feed inside quotes.
 */
export class DuckDBReader {
  readonly #connection: DuckDBConnection;
  readonly #folder: string;
  #files = 0;

  private constructor(connection: DuckDBConnection, folder: string) {
    this.#connection = connection;
    this.#folder = folder;
  }

  static async open(folder: string): Promise<DuckDBReader> {
    const instance = await DuckDBInstance.create(':memory:', {
      threads: '1',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      enable_external_file_cache: 'false',
    });
    return new DuckDBReader(await instance.connect(), folder);
  }

  /** `ignore_errors`, `null_padding` and no `strict_mode`: the setting of its best published score. It gives no messages. */
  async lenient(written: WrittenFile): Promise<Outcome> {
    return this.#read(
      written,
      'strict_mode = false, ignore_errors = true, null_padding = true',
      async (rows) => {
        return { refused: null, rows, named: [], messages: 0, lines: 1 + sum(rows.map(linesOf)) };
      },
    );
  }

  /**
   * `strict_mode` with `store_rejects`, twice: named by the byte position of a rejected line, which is right more often,
   * and by the line number it states.
   */
  async strict(written: WrittenFile): Promise<readonly [byPosition: Outcome, byLine: Outcome]> {
    let byLine: Outcome | undefined;
    const byPosition = await this.#read(
      written,
      'strict_mode = true, store_rejects = true',
      async (rows, bytes) => {
        const errors = await this.#rejects();
        const distinct = new Map(errors.map((error) => [error.position, error]));
        const held = sum([...distinct.values()].map(({ text }) => 1 + breaksIn(text)));
        const lines = 1 + sum(rows.map(linesOf)) + held;
        const outcome = (named: Span[]) => ({ refused: null, rows, named, messages: errors.length, lines });
        byLine = outcome(errors.map(({ line }) => ({ from: line, to: line })));
        return outcome(
          errors.map(({ position }) => {
            const line = 1 + breaksIn(bytes.subarray(0, position).toString('utf8'));
            return { from: line, to: line };
          }),
        );
      },
    );
    await this.#connection.run('DROP TABLE IF EXISTS reject_errors');
    await this.#connection.run('DROP TABLE IF EXISTS reject_scans');
    return [byPosition, byLine ?? byPosition];
  }

  async #read(
    written: WrittenFile,
    options: string,
    outcome: (rows: string[][], bytes: Buffer) => Promise<Outcome>,
  ): Promise<Outcome> {
    const narrow = written.variant.encoding.startsWith('UTF-8');
    const bytes = narrow ? written.bytes : Buffer.from(textOf(written), 'utf8');
    this.#files += 1;
    const path = join(this.#folder, `${this.#files}.csv`);
    writeFileSync(path, bytes);
    try {
      const reader = await this.#connection.runAndReadAll(
        `SELECT * FROM read_csv('${path}', ${given}, ${options})`,
      );
      const rows = reader.getRowsJson().map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
      return await outcome(rows, bytes);
    } catch (error) {
      const line = /Line: (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
      return {
        refused: { line: line === undefined ? null : Number(line) },
        rows: [],
        named: [],
        messages: 1,
        lines: null,
      };
    } finally {
      rmSync(path);
    }
  }

  async #rejects(): Promise<{ line: number; position: number; text: string }[]> {
    const reader = await this.#connection.runAndReadAll(
      'SELECT line, line_byte_position, csv_line FROM reject_errors',
    );
    return reader.getRowsJson().map(([line, position, text]) => {
      return { line: Number(line), position: Number(position ?? 0), text: String(text ?? '') };
    });
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
