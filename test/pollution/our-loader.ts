import { tableByName } from '../../pipeline/contract/tables.js';
import { headerDictionaries } from '../../pipeline/mapping/dictionary.js';
import type { FoundHeader } from '../../pipeline/read/header.js';
import { type RecordSink, readRecords } from '../../pipeline/read/read-file.js';
import { FileRefusal } from '../../pipeline/read/refusal.js';
import { memorySource } from '../../pipeline/read/source.js';
import { columns } from './case-list.js';
import type { Outcome } from './judge.js';
import type { Span } from './write.js';

/** An outcome with the physical line on which each accepted row begins. */
export interface OurOutcome extends Outcome {
  readonly acceptedAt: readonly number[];
}

/** The strict reader and the contract of the cells, as the pipeline applies them to one file. */
export async function loadByUs(bytes: Uint8Array): Promise<OurOutcome> {
  const taken = new TakenRows();
  try {
    const result = await readRecords(memorySource(bytes), headerDictionaries, {}, taken);
    const { header, accepted, held, skipped } = result.lines;
    const sum = header + accepted + held + skipped;
    const placed = result.warnings.flatMap(({ line }) => (line === null ? [] : [{ from: line, to: line }]));
    return {
      refused: null,
      rows: taken.rows,
      acceptedAt: taken.acceptedAt,
      named: [...taken.named, ...placed],
      messages: taken.named.length + result.warnings.length,
      lines: taken.given + header === sum && sum === result.physicalLines ? sum : null,
    };
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
    return { refused: { line: error.line }, rows: [], acceptedAt: [], named: [], messages: 1, lines: null };
  }
}

class TakenRows implements RecordSink {
  readonly rows: string[][] = [];
  readonly acceptedAt: number[] = [];
  readonly named: Span[] = [];
  /** Lines given to this sink one by one, each of them once. */
  given = 0;
  #places: readonly number[] = [];
  #fields: readonly (string | null)[] = [];
  #table = '';

  header({ columns: fields, table }: FoundHeader): void {
    this.#fields = fields;
    this.#table = table;
    this.#places = columns.map(({ field }) => fields.indexOf(field));
  }

  record(line: number, cells: string[], lines: number): void {
    this.given += lines;
    if (cells.every((cell, at) => isSound(this.#table, this.#fields[at] ?? null, cell))) {
      this.acceptedAt.push(line);
      this.rows.push(this.#places.map((at) => cells[at] ?? ''));
    } else this.named.push({ from: line, to: line + lines - 1 });
  }

  held({ line, lines }: { line: number; lines: number }): void {
    this.given += lines;
    this.named.push({ from: line, to: line + lines - 1 });
  }

  skipped(_line: number, lines: number): void {
    this.given += lines;
  }
}

const verdicts = new Map<string, boolean>();

/** The contract's word on one cell; asked once for each value. */
function isSound(table: string, field: string | null, cell: string): boolean {
  if (field === null) return true;
  const key = `${table}\u0001${field}\u0001${cell}`;
  const known = verdicts.get(key);
  if (known !== undefined) return known;
  const sound = tableByName.get(table)?.spec.fields[field]?.schema.safeParse(cell).success ?? false;
  verdicts.set(key, sound);
  return sound;
}
