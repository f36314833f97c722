import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { remove } from '../effects/effects.js';
import type { MappableFile } from '../load/intake/mappings-in-use.js';
import { FORGOTTEN } from '../load/validation/forgotten-rows.js';
import { headerDictionaries } from '../mapping/dictionary.js';
import { InputError } from '../message/errors.js';
import type { FileMapping } from '../read/column-mapping.js';
import type { Encoding } from '../read/decode.js';
import type { HeaderDictionary } from '../read/header.js';
import { readRecords } from '../read/read-file.js';
import { fileSource } from '../read/source.js';
import { isArchive } from '../read/xlsx/read-workbook.js';
import type { Database } from '../warehouse/database.js';
import type { Vault } from '../warehouse/vault.js';
import { blankText } from './blank-text.js';
import { blankWorkbook } from './blank-workbook.js';

/** What blanking needs of a run. */
export interface BlankContext {
  readonly database: Database;
  readonly vault: Pick<Vault, 'receive' | 'path' | 'synced'>;
  /** A temporary folder of this run. */
  readonly temp: string;
  readonly mappingOf: (file: MappableFile) => Promise<FileMapping | null>;
}

interface Holder {
  readonly sha256: string;
  readonly path: string;
  readonly folder: string | null;
  readonly month: string;
  readonly mapping: string | null;
  /** Its sheets that are loaded. */
  readonly sheets: readonly string[];
  readonly rows: readonly { readonly sheet: string; readonly line: number }[];
}

/**
 * Puts copies of the files with forgotten rows into the vault, with those rows blanked, and points the ledger to the copies. Lines stay, so
 * that every reference to a line means the same row. A copy is used only if it reads like the rest of the original.
 *
 * The originals must be removed from the vault together with the publication; see `supersededFiles`.
 *
 * @returns how many files were blanked
 * @throws {InputError} `cannot-blank` for a file whose copy reads otherwise; nothing may be published then
 */
export async function blankFiles(context: BlankContext): Promise<number> {
  const { database, vault, temp } = context;
  const holders = await database.rows<Holder>(
    `WITH gone AS (
       SELECT f.sha256, coalesce(f.sheet, '') AS sheet, s.line FROM skipped_rows s JOIN files f USING (file_id)
       WHERE s.reason = $reason AND f.sha256 IS NOT NULL GROUP BY ALL)
     SELECT g.sha256, g.rows, min(f.path) AS path, min(f.folder) AS folder, min(f.month) AS month, min(f.mapping) AS mapping,
       list(DISTINCT coalesce(f.sheet, '')) AS sheets
     FROM (SELECT sha256, list({sheet: sheet, line: line} ORDER BY sheet, line) AS rows FROM gone GROUP BY sha256) g
     JOIN files f ON f.sha256 = g.sha256 AND f.status = 'accepted' GROUP BY g.sha256, g.rows ORDER BY g.sha256`,
    { reason: FORGOTTEN },
  );
  for (const [i, holder] of holders.entries()) {
    const copy = join(temp, `blanked-${i}`);
    try {
      if (!(await blank(holder, vault.path(holder.sha256), copy, context))) throw cannotBlank(holder);
      const { sha256, bytes } = await vault.receive(copy);
      await rename(database, holder.sha256, sha256, bytes);
    } finally {
      remove(copy);
    }
  }
  await database.run("UPDATE skipped_rows SET reason = 'blank' WHERE reason = $reason", {
    reason: FORGOTTEN,
  });
  await vault.synced();
  return holders.length;
}

/** Files that blanked copies have replaced; they do not stay in the vault, even if they are sent again. */
export async function supersededFiles(database: Database): Promise<string[]> {
  const rows = await database.rows<{ sha256: string }>(
    'SELECT DISTINCT sha256 FROM blanked WHERE sha256 NOT IN (SELECT sha256 FROM files WHERE sha256 IS NOT NULL) ORDER BY ALL',
  );
  return rows.map(({ sha256 }) => sha256);
}

async function rename(database: Database, from: string, to: string, bytes: number): Promise<void> {
  if (from === to) return;
  await database.transaction(async () => {
    await database.run('UPDATE files SET sha256 = $to, bytes = $bytes WHERE sha256 = $from', {
      from,
      to,
      bytes,
    });
    await database.run('UPDATE replays SET of_sha256 = $to WHERE of_sha256 = $from', { from, to });
    await database.run('UPDATE blanked SET became = $to WHERE became = $from', { from, to });
    await database.run('DELETE FROM blanked WHERE sha256 = $from', { from });
    await database.run('INSERT INTO blanked VALUES ($from, $to)', { from, to });
  });
}

async function blank(
  { rows, sheets, folder, path, mapping }: Holder,
  from: string,
  to: string,
  { mappingOf }: BlankContext,
): Promise<boolean> {
  const gone = new Set(rows.map(({ sheet, line }) => `${line} ${sheet}`));
  if (isArchive(fileSource(from)))
    // Rows of an unread sheet cannot be attributed, so the whole sheet is blanked.
    return blankWorkbook(from, to, (sheet, row) => !sheets.includes(sheet) || gone.has(`${row} ${sheet}`));
  const file = { path: from, label: path, folder, mapping };
  const dictionaries = (await mappingOf(file))?.dictionaries ?? headerDictionaries;
  const before = await readRows(from, dictionaries, folder, gone);
  const blanked = new Set(
    before.gone.flatMap(({ line, lines }) => Array.from({ length: lines }, (_, i) => line + i)),
  );
  blankText(from, to, before.encoding, (line) => blanked.has(line));
  const after = await readRows(to, dictionaries, folder, gone);
  return after.encoding === before.encoding && after.gone.length === 0 && after.rest === before.rest;
}

interface Rows {
  readonly encoding: Encoding;
  readonly gone: readonly { readonly line: number; readonly lines: number }[];
  /** A hash of the other rows with their lines. */
  readonly rest: string;
}

/** The rows of a text file as the reader gives them, held-back ones included. */
async function readRows(
  path: string,
  dictionaries: readonly HeaderDictionary[],
  folder: string | null,
  isGone: ReadonlySet<string>,
): Promise<Rows> {
  const gone: { line: number; lines: number }[] = [];
  const rest = createHash('sha256');
  const add = (line: number, lines: number, content: unknown) => {
    if (isGone.has(`${line} `)) gone.push({ line, lines });
    else rest.update(JSON.stringify([line, lines, content]));
  };
  const { encoding } = await readRecords(
    fileSource(path),
    dictionaries,
    { hospitalFromFolder: folder !== null },
    {
      record: (line, cells, lines) => add(line, lines, cells),
      held: ({ line, lines, rule, text }) => add(line, lines, [rule, text]),
      skipped: () => undefined,
    },
  );
  return { encoding, gone, rest: rest.digest('hex') };
}

const cannotBlank = ({ month, path, sha256 }: Holder) =>
  new InputError(
    'cannot-blank',
    {
      zh: `${month} 的 ${path}（${sha256.slice(0, 12)}）中既有应删除的病例也有保留的病例，删去前者后其余的行读法会变，因此没有删除任何内容。请该院重报不含这些病例的文件后再试。`,
      en: `${path} of ${month} (${sha256.slice(0, 12)}) holds cases to be deleted beside others, and without them the other rows would read otherwise; nothing was deleted. Have the hospital send a file without these cases and try again.`,
    },
    { exit: 3 },
  );
