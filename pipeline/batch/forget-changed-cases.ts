import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { allRowsSql } from '../current/rows-sql.js';
import type { AnyTable } from '../define/table.js';
import { chmod, copy, remove, syncPath } from '../effects/effects.js';
import { defusedSql } from '../sql/defused-sql.js';
import { sqlText } from '../sql/quote.js';
import type { Database, Parameters } from '../warehouse/database.js';
import { placeIn, type Step } from '../workspace/commit-journal.js';
import { centreOf } from '../workspace/editions.js';
import type { Workspace } from '../workspace/workspace.js';

/** Where a row stands: the file by its path in the inbox of a month, and the line. */
export interface RowPlace {
  readonly path: string;
  readonly line: number;
}

/** The places of the rows of some tables for which a condition holds. */
export async function rowPlaces(
  database: Database,
  tables: readonly AnyTable[],
  where: (table: AnyTable) => string,
  parameters: Parameters = {},
): Promise<RowPlace[]> {
  const places: RowPlace[] = [];
  for (const table of tables)
    for (const place of await database.rows<RowPlace>(
      `SELECT DISTINCT f.path, r.line FROM (SELECT * FROM (${await allRowsSql(database, table)}) WHERE ${where(table)}) r JOIN files f USING (file_id)`,
      parameters,
    ))
      places.push(place);
  return places;
}

/** Files of reports that are written anew: the step that puts each in its place, and the staged file by that place. */
export interface Rewritten {
  readonly steps: readonly Step[];
  readonly staged: ReadonlyMap<string, string>;
}

/**
 * Writes the lists of changed cases of all editions anew without the cases that stand at some places. A file of one name is sent month after month, and the lists
 * do not say which month's they mean: another case at the same line of such a file goes too.
 *
 * @param work a folder that the database may write into
 */
export async function withoutChangedCases(
  database: Database,
  workspace: Workspace,
  work: string,
  gone: readonly RowPlace[],
): Promise<Rewritten> {
  const steps: Step[] = [];
  const staged = new Map<string, string>();
  if (gone.length === 0) return { steps, staged };
  await database.run('CREATE OR REPLACE TEMP TABLE gone_places (path VARCHAR, line INTEGER)');
  await database.append(
    'gone_places',
    gone.map(({ path, line }) => [path, line]),
    ['text', 'int'],
  );
  const isGone =
    '(was_file, was_line) IN (SELECT (path, line) FROM gone_places) OR (now_file, now_line) IN (SELECT (path, line) FROM gone_places)';
  const kept = `NOT coalesce(${isGone}, false)`;
  for (const [i, report] of reportsOf(workspace).entries()) {
    const centre = centreOf(report);
    const list = join(centre, 'changed-cases.parquet');
    if (!existsSync(list)) continue;
    const own = join(work, `changed-${i}.old`);
    copy(list, own);
    const from = `read_parquet(${sqlText(own)})`;
    if ((await database.number(`SELECT count(*) FROM ${from} WHERE ${isGone}`)) !== 0)
      for (const [name, columns, format] of [
        ['changed-cases.parquet', '*', 'FORMAT parquet, COMPRESSION zstd'],
        [
          'changed-cases.csv',
          `* REPLACE (${defusedSql('was_file')} AS was_file, ${defusedSql('now_file')} AS now_file)`,
          'FORMAT csv, HEADER',
        ],
      ] as const) {
        const path = join(work, `changed-${i}-${name}`);
        await database.run(
          `COPY (SELECT ${columns} FROM ${from} WHERE ${kept}) TO ${sqlText(path)} (${format})`,
        );
        chmod(path, 0o600);
        syncPath(path);
        const to = placeIn(workspace, join(centre, name));
        steps.push({ do: 'replace', from: placeIn(workspace, path), to });
        staged.set(to, path);
      }
    remove(own);
  }
  await database.run('DROP TABLE gone_places');
  return { steps, staged };
}

/** The folders of all editions, archived ones too. */
const reportsOf = ({ reports }: Workspace): string[] =>
  [reports, join(reports, 'archive')].flatMap((folder) =>
    (existsSync(folder) ? readdirSync(folder) : [])
      .filter((name) => /^\d{4}-\d{2}(-|$)/.test(name))
      .map((name) => join(folder, name)),
  );
