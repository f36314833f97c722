import { z } from 'zod';
import type { Database } from './database.js';

/** What is forgotten for good; a rebuild applies it again. */
export interface Forgotten {
  /** Cases that began before this day are forgotten, whoever sends them and whenever; null for none. */
  readonly before: string | null;
  /** Marks of single cases. */
  readonly cases: readonly string[];
  /** Marks of persons, each with `*` or the hospital in which the person is forgotten. */
  readonly persons: readonly string[];
  /** Files whose rows were blanked, each with the file that replaces it. */
  readonly blanked: readonly (readonly [sha256: string, became: string])[];
}

export const nothingForgotten: Forgotten = { before: null, cases: [], persons: [], blanked: [] };

/** The day before which all cases are forgotten; null for none. */
export async function forgottenBefore(database: Database): Promise<string | null> {
  const [row] = await database.rows<{ day: string | null }>('SELECT max(day) AS day FROM forgotten_before');
  return row?.day ?? null;
}

/** As `forgottenBefore`, with whether anything at all is forgotten: most workspaces need not examine a single row. */
export async function isForgetting(
  database: Database,
): Promise<{ readonly before: string | null; readonly persons: boolean; readonly any: boolean }> {
  const before = await forgottenBefore(database);
  const kinds = await database.rows<{ kind: string }>('SELECT DISTINCT kind FROM forgotten');
  return {
    before,
    persons: kinds.some(({ kind }) => kind === 'person'),
    any: before !== null || kinds.length > 0,
  };
}

/** What a warehouse has forgotten; nothing where its program could not forget. */
export async function forgottenIn(database: Database): Promise<Forgotten> {
  const [table] = await database.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'forgotten_before'");
  if (!table) return nothingForgotten;
  const marks = await database.rows<{ kind: string; mark: string }>(
    'SELECT DISTINCT kind, mark FROM forgotten ORDER BY ALL',
  );
  const of = (kind: string) => marks.filter((row) => row.kind === kind).map(({ mark }) => mark);
  const blanked = await database.rows<{ sha256: string; became: string }>(
    'SELECT DISTINCT sha256, became FROM blanked ORDER BY ALL',
  );
  return {
    before: await forgottenBefore(database),
    cases: of('case'),
    persons: of('person'),
    blanked: blanked.map(({ sha256, became }) => [sha256, became] as const),
  };
}

/** Stores in a new warehouse what it must not take in again. */
export async function keepForgotten(
  database: Database,
  { before, cases, persons, blanked }: Forgotten,
): Promise<void> {
  if (before !== null) await database.append('forgotten_before', [[before]], ['text']);
  await database.append(
    'forgotten',
    [...cases.map((mark) => ['case', mark]), ...persons.map((mark) => ['person', mark])],
    ['text', 'text'],
  );
  await database.append(
    'blanked',
    blanked.map(([sha256, became]) => [sha256, became]),
    ['text', 'text'],
  );
}

/** The form in `history.json`: marks of cases have sixteen digits each and stand in one text, because there may be millions. */
export const forgottenSchema = z
  .strictObject({
    before: z.string().nullable(),
    cases: z.string().regex(/^(?:[0-9a-f]{16})*$/),
    persons: z.array(z.string()),
    blanked: z.array(z.tuple([z.string(), z.string()])),
  })
  .transform(({ cases, ...rest }): Forgotten => ({ ...rest, cases: cases.match(/.{16}/g) ?? [] }));

/** The forgotten in the form of `history.json`; see `forgottenSchema`. */
export const forgottenText = (forgotten: Forgotten) => ({ ...forgotten, cases: forgotten.cases.join('') });
