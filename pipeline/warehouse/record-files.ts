import type { ReadResult } from '../read/read-file.js';
import type { Database } from './database.js';
import { type FileEntry, type Lane, recordWarnings } from './ledger.js';

/** A file without held-back or skipped lines. */
export interface PlainRecord {
  readonly entry: FileEntry;
  readonly result: ReadResult;
  readonly header: readonly string[];
}

/** The columns of `files` that a plain file fills; the others stay NULL. */
const columns = {
  file_id: 'INTEGER',
  month: 'VARCHAR',
  inbox: 'VARCHAR',
  folder: 'VARCHAR',
  path: 'VARCHAR',
  sha256: 'VARCHAR',
  bytes: 'BIGINT',
  status: 'VARCHAR',
  table_name: 'VARCHAR',
  lane: 'VARCHAR',
  encoding: 'VARCHAR',
  delimiter: 'VARCHAR',
  line_ends: 'VARCHAR',
  physical_lines: 'INTEGER',
  header_line: 'INTEGER',
  records: 'INTEGER',
  held_lines: 'INTEGER',
  skipped_lines: 'INTEGER',
  run: 'INTEGER',
  as_of_end: 'VARCHAR',
  received_at: 'VARCHAR',
} as const;
const appendType = { INTEGER: 'int', BIGINT: 'bigint', VARCHAR: 'text' } as const;

/** `recordFile` for many plain files at once: one statement each would take longer than loading their rows. */
export async function recordFiles(
  database: Database,
  files: readonly PlainRecord[],
  lane: Lane,
): Promise<void> {
  const types = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  await database.run(`CREATE OR REPLACE TEMP TABLE arrived (${types.join(', ')})`);
  await database.append(
    'arrived',
    files.map((file) => {
      const row = rowOf(file, lane);
      return Object.keys(columns).map((name) => row[name as keyof typeof columns]);
    }),
    Object.values(columns).map((type) => appendType[type]),
  );
  await database.run('INSERT INTO files BY NAME SELECT * FROM arrived');
  await database.run('DROP TABLE arrived');
  await database.append(
    'file_columns',
    files.flatMap(({ entry, header, result }) =>
      header.map((cell, i) => [entry.id, i + 1, cell, result.columns[i] ?? null]),
    ),
    ['int', 'int', 'text', 'text'],
  );
  for (const { entry, result } of files) await recordWarnings(database, entry, result);
}

function rowOf(
  { entry, result }: PlainRecord,
  lane: Lane,
): Record<keyof typeof columns, string | number | null> {
  return {
    file_id: entry.id,
    month: entry.month,
    inbox: entry.inbox,
    folder: entry.file.folder,
    path: entry.file.label,
    sha256: entry.sha256,
    bytes: entry.bytes,
    status: 'accepted',
    table_name: result.table,
    lane,
    encoding: result.bom ? `${result.encoding} (BOM)` : result.encoding,
    delimiter: result.delimiter,
    line_ends: result.lineEnds,
    physical_lines: result.physicalLines,
    header_line: result.headerLine,
    records: result.records,
    held_lines: result.lines.held,
    skipped_lines: result.lines.skipped,
    run: entry.run,
    as_of_end: entry.asOfEnd,
    received_at: entry.receivedAt,
  };
}
