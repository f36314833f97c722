import { tableByName } from '../../pipeline/contract/tables.js';
import { suggestRow } from '../../pipeline/load/validation/suggest-row.js';
import { headerDictionaries } from '../../pipeline/mapping/dictionary.js';
import type { FoundHeader } from '../../pipeline/read/header.js';
import { readRecords } from '../../pipeline/read/read-file.js';
import { FileRefusal } from '../../pipeline/read/refusal.js';
import { memorySource } from '../../pipeline/read/source.js';
import type { HeldRow } from '../../pipeline/read/tokenise.js';
import type { WrittenFile } from './write.js';

/** Suggestions for polluted rows that the reader held back. */
export interface SalvageTally {
  rows: number;
  /** Of those: the suggestion is the clean row, is another row, or there is none. */
  right: number;
  wrong: number;
  none: number;
}

/** Rows on one line, and rows of which the reader holds back only a piece: over several lines, broken, or cut. */
export type SalvageGroup = 'whole' | 'piece';

export const newSalvageTally = (): SalvageTally => ({ rows: 0, right: 0, wrong: 0, none: 0 });

/**
 * Counts what is suggested for the polluted row of a file, where the reader, and not the contract, holds it back.
 */
export async function measureSalvage(
  tallies: Readonly<Record<SalvageGroup, SalvageTally>>,
  { file, spans, bytes }: WrittenFile,
  rows: readonly (readonly string[])[],
): Promise<void> {
  const at = file.parts.findIndex(({ row, clean }) => row !== null && !clean);
  const span = spans[at];
  const clean = rows[file.parts[at]?.row ?? -1];
  if (span === undefined || clean === undefined || file.refused) return;
  const { header, held } = await heldRows(bytes);
  const first = held.find(({ line, lines }) => line <= span.to && line + lines > span.from);
  const table = tableByName.get(header?.table ?? '');
  if (header === null || first === undefined || table === undefined) return;
  const isWhole = span.from === span.to && !file.kind.endsWith('-cut');
  const tally = tallies[isWhole ? 'whole' : 'piece'];
  tally.rows += 1;
  const suggested = suggestRow(table, header.columns, header.delimiter, first.text);
  if (suggested === null) tally.none += 1;
  else if (suggested.join('\u0001') === clean.join('\u0001')) tally.right += 1;
  else tally.wrong += 1;
}

async function heldRows(bytes: Uint8Array): Promise<{ header: FoundHeader | null; held: HeldRow[] }> {
  const held: HeldRow[] = [];
  let header: FoundHeader | null = null;
  const sink = {
    header: (found: FoundHeader) => {
      header = found;
    },
    record: () => {},
    held: (row: HeldRow) => held.push(row),
    skipped: () => {},
  };
  try {
    await readRecords(memorySource(bytes), headerDictionaries, {}, sink);
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    return { header: null, held: [] };
  }
  return { header, held };
}
