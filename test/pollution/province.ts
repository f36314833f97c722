import { Province } from '../pipeline/fixture.js';
import type { Part, PollutedFile } from './polluted-file.js';
import { type Variant, Writer, type WrittenFile } from './write.js';

/** What the whole pipeline made of one file: lines of stored rows, and lines that a problem names. */
export interface Ingested {
  readonly written: WrittenFile;
  readonly refused: boolean;
  readonly storedAt: readonly number[];
  readonly named: readonly number[];
}

/**
 * Sends files through the whole pipeline into a database in memory, each as the submission of a hospital of its own.
 *
 * At most 900 files; the hospital's code in the files, `H001`, becomes another one of the same length.
 */
export async function ingestEach(files: readonly PollutedFile[], variant: Variant): Promise<Ingested[]> {
  const writer = new Writer(variant);
  const sent = new Map<string, WrittenFile>();
  for (const [i, file] of files.entries()) {
    const code = `H${100 + i}`;
    const written = writer.write(ofHospital(file, code));
    if (written !== null) sent.set(`${code}/ecmo.csv`, written);
  }
  const province = await Province.open();
  try {
    await province.send('2026-10', Object.fromEntries([...sent].map(([name, { bytes }]) => [name, bytes])));
    const lines = async (sql: string) => {
      const found = await province.database.rows<{ path: string; lines: number[] }>(
        `SELECT f.path, list(DISTINCT x.line ORDER BY x.line) AS lines FROM (${sql}) x JOIN files f USING (file_id) GROUP BY ALL`,
      );
      return new Map(found.map(({ path, lines: at }) => [path, at.map(Number)]));
    };
    const stored = await lines('SELECT file_id, line FROM ecmo_runs');
    const named = await lines('SELECT file_id, line FROM problems WHERE line IS NOT NULL');
    const status = await province.database.rows<{ path: string; status: string }>(
      'SELECT path, status FROM files',
    );
    const refused = new Set(status.filter((f) => f.status === 'refused').map(({ path }) => path));
    return [...sent].map(([path, written]) => ({
      written,
      refused: refused.has(path),
      storedAt: stored.get(path) ?? [],
      named: named.get(path) ?? [],
    }));
  } finally {
    await province.close();
  }
}

function ofHospital(file: PollutedFile, code: string): PollutedFile {
  const moved = new Map<Part, Part>();
  for (const part of file.parts) moved.set(part, { ...part, text: part.text.replaceAll('H001', code) });
  const parts = file.parts.map((part) => moved.get(part) ?? part);
  const at = file.refusedAt === undefined ? undefined : moved.get(file.refusedAt);
  return { ...file, parts, ...(at === undefined ? {} : { refusedAt: at }) };
}
