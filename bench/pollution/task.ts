import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seeded } from '../../test/pipeline/read/fixture.js';
import { type Document, makeDocument } from '../../test/pollution/document.js';
import { judge, type Outcome } from '../../test/pollution/judge.js';
import { loadByUs } from '../../test/pollution/our-loader.js';
import { pollute, polluteKeys } from '../../test/pollution/polluter.js';
import { type Ingested, ingestEach } from '../../test/pollution/province.js';
import {
  measureSalvage,
  newSalvageTally,
  type SalvageGroup,
  type SalvageTally,
} from '../../test/pollution/salvage-measure.js';
import { count, newTally, type Tally } from '../../test/pollution/tally.js';
import { type Encoding, type Variant, Writer, type WrittenFile } from '../../test/pollution/write.js';
import { loadByCsvParse } from './csv-parse.js';
import { DuckDBReader } from './duckdb.js';
import { loadByPapaparse } from './papaparse.js';
import { sample } from './sample.js';

/** What one process measures: all loaders on a sample, or ours on a share of everything. */
export type Task =
  | { readonly what: 'loaders'; readonly encoding: Encoding; readonly files: number }
  | { readonly what: 'ours'; readonly variant: Variant; readonly everyNth: number };

/** What is suggested for held-back rows, measured in a process of its own. */
export type Suggested = Record<SalvageGroup, SalvageTally>;

/** Of every polluted file one in so many, written as UTF-8. */
export async function measureSuggestions(everyNth: number): Promise<Suggested> {
  const document = makeDocument();
  const writer = new Writer({ encoding: 'UTF-8', lineEnd: 'LF' });
  const random = seeded(13);
  const tallies = { whole: newSalvageTally(), piece: newSalvageTally() };
  for (const file of pollute(document)) {
    const written = file.tellable === false || random() * everyNth >= 1 ? null : writer.write(file);
    if (written !== null) await measureSalvage(tallies, written, document.rows);
  }
  return tallies;
}

/** Tallies by loader, then by group. */
export type Result = Record<string, Record<string, Tally>>;

export const loaders = [
  '质控 reader + contract',
  'DuckDB strict, store_rejects',
  '  … by its line number',
  'DuckDB lenient',
  'papaparse',
  'csv-parse strict',
  'csv-parse relaxed',
] as const;

export async function work(task: Task): Promise<Result> {
  const document = makeDocument();
  return task.what === 'ours' ? measureOurs(document, task) : measureLoaders(document, task);
}

async function measureOurs(
  document: Document,
  { variant, everyNth }: Extract<Task, { what: 'ours' }>,
): Promise<Result> {
  const result: Result = {};
  const writer = new Writer(variant);
  const random = seeded(11);
  for (const file of pollute(document)) {
    if (file.tellable === false || random() * everyNth >= 1) continue;
    const written = writer.write(file);
    if (written !== null) add(result, loaders[0], written, await loadByUs(written.bytes), document);
  }
  return result;
}

async function measureLoaders(
  document: Document,
  { encoding, files: size }: Extract<Task, { what: 'loaders' }>,
): Promise<Result> {
  const result: Result = {};
  const random = seeded(2_290);
  const folder = mkdtempSync(join(tmpdir(), 'zhikong-pollution-'));
  try {
    const duckdb = await DuckDBReader.open(folder);
    const measurePeers = async (written: WrittenFile) => {
      const [byPosition, byLine] = await duckdb.strict(written);
      const outcomes: readonly Outcome[] = [
        byPosition,
        byLine,
        await duckdb.lenient(written),
        loadByPapaparse(written),
        loadByCsvParse(written, false),
        loadByCsvParse(written, true),
      ];
      for (const [i, outcome] of outcomes.entries())
        add(result, loaders[i + 1] ?? '', written, outcome, document);
    };
    const writers = (['LF', 'CRLF'] as const).map((lineEnd) => new Writer({ encoding, lineEnd }));
    const keys = sample([...polluteKeys(document)], Math.round(size / 40), random);
    const tellable = [...pollute(document)].filter(({ tellable: told }) => told !== false);
    for (const file of sample(tellable, size - keys.length, random)) {
      const written = writers[random() < 0.5 ? 0 : 1]?.write(file) ?? null;
      if (written === null) continue;
      add(result, loaders[0], written, await loadByUs(written.bytes), document);
      await measurePeers(written);
    }
    // Rows are compared with each other by the whole pipeline only.
    for (const ingested of await ingestEach(keys, { encoding, lineEnd: 'CRLF' })) {
      add(result, loaders[0], ingested.written, outcomeOf(ingested, document), document);
    }
    for (const file of keys) {
      const written = writers[1]?.write(file) ?? null;
      if (written !== null) await measurePeers(written);
    }
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the pipeline stored, as an outcome: the rows whose lines it stored; a test holds their cells against the contract. */
function outcomeOf({ written, refused, storedAt, named }: Ingested, document: Document): Outcome {
  const rows = storedAt.map((line) => {
    const part = written.file.parts[written.spans.findIndex(({ from }) => from === line)];
    return part?.clean === true ? (document.rows[part.row ?? -1] ?? []) : [];
  });
  return {
    refused: refused ? { line: null } : null,
    rows,
    named: named.map((line) => ({ from: line, to: line })),
    messages: named.length,
    lines: written.physicalLines,
  };
}

function add(result: Result, loader: string, written: WrittenFile, outcome: Outcome, { rows }: Document) {
  const groups = result[loader] ?? {};
  result[loader] = groups;
  const tally = groups[written.file.group] ?? newTally();
  groups[written.file.group] = tally;
  count(tally, judge(written, outcome, rows));
}
