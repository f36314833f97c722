import { existsSync } from 'node:fs';
import {
  DOUBLE,
  DuckDBBlobValue,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBValue,
  INTEGER,
  LIST,
  VARCHAR,
} from '@duckdb/node-api';
import { chmod, statement } from '../effects/effects.js';
import { QueryError } from '../message/errors.js';
import { sqlText } from '../sql/quote.js';

/** Values bound by name. Bytes become BLOB; undefined is not allowed, null is NULL. */
export type Parameters = Readonly<Record<string, string | number | bigint | boolean | null | Uint8Array>>;

/** A value of a result in JSON form: big integers and decimals are exact text. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type Row = Readonly<Record<string, JsonValue>>;

/** What a database may use and reach. */
export interface DatabaseSettings {
  /** Folders DuckDB may read and write, each ending with `/`; everything else is closed to it. */
  readonly folders: readonly string[];
  readonly threads: number;
  /** Such as `1GB`; bounds the buffers, not the whole process. */
  readonly memory: string;
  readonly temp: string;
  readonly readOnly?: boolean;
}

/** Rows of a result as columns of values, 64-bit integers as bigints. */
export interface Columns {
  readonly names: readonly string[];
  /** The number of rows. */
  readonly size: number;
  readonly columns: readonly (readonly DuckDBValue[])[];
}

/** Rows that the database processes at once. */
const rowsOfChunk = 2048;

/** Disk space for sorting and grouping: enough for any province, but not the whole disk. */
const largestSpill = '20GB';

/**
 * One DuckDB database behind one connection: the only writer. Extensions, network and outside files are switched off and the configuration
 * is locked before our first statement.
 */
export class Database {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  /** Opens or creates the database at `path`. */
  static async open(path: string, settings: DatabaseSettings): Promise<Database> {
    const create = () =>
      DuckDBInstance.create(path, {
        threads: String(settings.threads),
        memory_limit: settings.memory,
        temp_directory: settings.temp,
        max_temp_directory_size: largestSpill,
        autoinstall_known_extensions: 'false',
        autoload_known_extensions: 'false',
        allow_community_extensions: 'false',
        allow_unsigned_extensions: 'false',
        allow_persistent_secrets: 'false',
        ...(settings.readOnly ? { access_mode: 'READ_ONLY' } : {}),
      });
    // Opening read-only changes nothing.
    const instance = await (settings.readOnly ? create() : statement(create));
    if (!settings.readOnly && path !== ':memory:') chmod(path, 0o600);
    const connection = await instance.connect();
    const database = new Database(instance, connection);
    const folders = settings.folders.map(sqlText).join(', ');
    await database.run(`SET allowed_directories = [${folders}]`);
    await database.run('SET enable_external_access = false');
    await database.run("SET TimeZone = 'UTC'");
    // This optimizer turns every short list of words, seventy in a statement, into a hash join, which costs seconds for a handful of rows.
    await database.run("SET disabled_optimizers = 'in_clause'");
    await database.run('SET lock_configuration = true');
    return database;
  }

  /** Runs one statement for its effect. @throws {QueryError} */
  async run(sql: string, parameters: Parameters = {}): Promise<void> {
    try {
      await statement(() => this.#connection.run(sql, bind(sql, parameters)));
    } catch (error) {
      throw new QueryError(sql, error);
    }
  }

  /** Runs one statement and returns its rows, in order. @throws {QueryError} */
  async rows<R = Row>(sql: string, parameters: Parameters = {}): Promise<R[]> {
    try {
      const result = await this.#connection.run(sql, bind(sql, parameters));
      const shaped = rowShape(result.columnNames());
      const all: R[] = [];
      for await (const rows of result.yieldRowsJson()) for (const row of rows) all.push(shaped(row) as R);
      return all;
    } catch (error) {
      throw new QueryError(sql, error);
    }
  }

  /**
   * Runs one statement and yields its rows in order, some thousand at a time, as columns of plain values, so that a result of hundreds of
   * columns is never whole in memory. No other statement may run before the last of them is taken.
   *
   * @throws {QueryError}
   */
  async *columns(sql: string, parameters: Parameters = {}): AsyncGenerator<Columns> {
    try {
      const result = await this.#connection.stream(sql, bind(sql, parameters));
      const names = result.columnNames();
      for (let chunk = await result.fetchChunk(); chunk?.rowCount; chunk = await result.fetchChunk())
        yield { names, size: chunk.rowCount, columns: chunk.getColumns() };
    } catch (error) {
      throw new QueryError(sql, error);
    }
  }

  /** The first column of the first row as a number; null where it is NULL or there is no row. */
  async number(sql: string, parameters: Parameters = {}): Promise<number | null> {
    const [row] = await this.rows(sql, parameters);
    const value = row ? Object.values(row)[0] : null;
    return value === null || value === undefined ? null : Number(value);
  }

  /** Runs `work` in one transaction; any failure rolls all of it back. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run('BEGIN');
    try {
      const result = await work();
      await this.run('COMMIT');
      return result;
    } catch (error) {
      // A failed statement has already aborted the transaction; COMMIT would silently succeed.
      await this.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  /** Appends rows to a table; columns must be in the order of the table. */
  async append(
    table: string,
    rows: Iterable<readonly (string | number | boolean | null | readonly string[])[]>,
    types: readonly AppendType[],
  ) {
    const appender = await this.#connection.createAppender(table);
    for (const row of rows) {
      for (let i = 0; i < types.length; i += 1) {
        const value = row[i] ?? null;
        if (value === null) appender.appendNull();
        else if (types[i] === 'texts') appender.appendList(Array.isArray(value) ? value : [], LIST(VARCHAR));
        else if (types[i] === 'text') appender.appendVarchar(String(value));
        else if (types[i] === 'int') appender.appendInteger(Number(value));
        else if (types[i] === 'bigint') appender.appendBigInt(BigInt(String(value)));
        else if (types[i] === 'double') appender.appendDouble(Number(value));
        else appender.appendBoolean(Boolean(value));
      }
      appender.endRow();
    }
    await statement(async () => appender.closeSync());
  }

  /**
   * Appends `size` rows of numbers, column by column, without a call for each cell. NULL is not supported because marking it takes longer
   * than writing; NaN can stand for it.
   *
   * @param table a table of as many INTEGER and DOUBLE columns as `types` names
   * @param value gives the value of a row and column
   */
  async appendNumbers(
    table: string,
    types: readonly ('INTEGER' | 'DOUBLE')[],
    size: number,
    value: (row: number, column: number) => number,
  ) {
    const appender = await this.#connection.createAppender(table);
    const columnTypes = types.map((type) => (type === 'INTEGER' ? INTEGER : DOUBLE));
    for (let from = 0; from < size; from += rowsOfChunk) {
      const rows = Math.min(rowsOfChunk, size - from);
      const chunk = DuckDBDataChunk.create(columnTypes, rows);
      for (let column = 0; column < types.length; column += 1)
        chunk.setColumnValues(
          column,
          Array.from({ length: rows }, (_, row) => value(from + row, column)),
        );
      appender.appendDataChunk(chunk);
    }
    await statement(async () => appender.closeSync());
  }

  /** Writes everything to the file and closes it; no write-ahead log may remain. */
  async close(path?: string): Promise<void> {
    try {
      if (path !== undefined) await this.run('CHECKPOINT');
    } finally {
      await statement(async () => {
        this.#connection.closeSync();
        this.#instance.closeSync();
      });
    }
    if (path !== undefined && existsSync(`${path}.wal`))
      throw new Error('a write-ahead log is left beside the database');
  }
}

export type AppendType = 'text' | 'texts' | 'int' | 'bigint' | 'double' | 'bool';

/** The parameters that a statement names; no others may be bound. */
function bind(sql: string, parameters: Parameters): Record<string, DuckDBValue> {
  const bound: Record<string, DuckDBValue> = {};
  for (const [name, value] of Object.entries(parameters)) {
    if (!new RegExp(`\\$${name}\\b`).test(sql)) continue;
    bound[name] = value instanceof Uint8Array ? new DuckDBBlobValue(value) : value;
  }
  return bound;
}

/** Texts shorter than this repeat from row to row: codes, names, months. */
const longestShared = 64;
const mostShared = 10_000;

/**
 * Makes objects of rows of values. A copy of a complete object keeps its shape, which takes a fifth of the memory of an object that grows name
 * by name; texts that repeat are held once.
 */
function rowShape(names: readonly string[]): (row: readonly JsonValue[]) => Row {
  const empty = JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}:null`).join(',')}}`) as Row;
  const texts = new Map<string, string>();
  const shared = (value: JsonValue): JsonValue => {
    if (typeof value !== 'string' || value.length > longestShared) return value;
    const there = texts.get(value);
    if (there === undefined && texts.size < mostShared) texts.set(value, value);
    return there ?? value;
  };
  return (row) => {
    const object: Record<string, JsonValue> = { ...empty };
    for (let i = 0; i < names.length; i += 1) object[names[i] ?? ''] = shared(row[i] ?? null);
    return object;
  };
}
