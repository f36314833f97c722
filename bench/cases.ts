import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { indicators, norms } from '../indicators/index.js';
import { anesthesiaCases } from '../pipeline/cases/anesthesia-cases.js';
import { rolledUpSql } from '../pipeline/compile/figures-sql.js';
import { isAdditive } from '../pipeline/compile/indicator-sql.js';
import { casesSql } from '../pipeline/compute/cases.js';
import { compute, countAdditive } from '../pipeline/compute/compute.js';
import { allRowsSql } from '../pipeline/current/rows-sql.js';
import { endOf } from '../pipeline/define/periods.js';
import { padsOf } from '../pipeline/effects/keyed-hash.js';
import { ingest } from '../pipeline/load/ingest.js';
import { listInbox } from '../pipeline/load/intake/inbox.js';
import { plainScan } from '../pipeline/read/plain-scan.js';
import { sha256File } from '../pipeline/read/receive.js';
import { Database } from '../pipeline/warehouse/database.js';
import { createSchema } from '../pipeline/warehouse/schema.js';
import { Vault } from '../pipeline/warehouse/vault.js';
import { handWrittenCounts, handWrittenLoad } from './hand-written.js';

/* One case per process: `node cases.js NAME CSV WORK`. Prints what it took as JSON. */

const [name = '', csv = '', work = ''] = process.argv.slice(2);
const month = '2026-10';
const asOf = '2026-10-31';

const open = (path: string) =>
  Database.open(path, {
    folders: [`${work}/`, `${join(csv, '..')}/`],
    threads: 2,
    memory: '1GB',
    temp: join(work, 'tmp'),
  });

async function fresh(folder: string): Promise<{ database: Database; path: string }> {
  const root = join(work, folder);
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  const path = join(root, 'zhikong.duckdb');
  return { database: await open(path), path };
}

async function load(
  folder: string,
  vaultIn: (root: string) => Pick<Vault, 'receive' | 'synced' | 'path'>,
): Promise<number> {
  const { database, path } = await fresh(folder);
  await createSchema(database);
  const start = performance.now();
  const outcome = await ingest(listInbox(join(csv, '..'), month), {
    database,
    vault: vaultIn(join(work, folder)),
    temp: join(work, folder),
    month,
    parameters: { ...padsOf(Buffer.from('bench')), as_of_end: endOf(asOf) },
  });
  const taken = await database.number(
    "SELECT count(*) FROM files WHERE lane = 'fast' AND status = 'accepted'",
  );
  if (taken !== 1) throw new Error(`the file must take the fast lane: ${JSON.stringify(outcome)}`);
  const [kept] = await database.rows<{ sha256: string }>('SELECT sha256 FROM files');
  await database.close(path);
  const ms = performance.now() - start;
  // A fast copy is worth nothing if it is not the same: reading runs ahead of scanning and writing.
  const copy = join(work, folder, 'vault', kept?.sha256.slice(0, 2) ?? '', kept?.sha256 ?? '');
  if (existsSync(copy) && sha256File(copy) !== kept?.sha256)
    throw new Error('the copy in the vault differs from the file');
  return ms;
}

const cases: Readonly<Record<string, () => Promise<number>>> = {
  'load by hand': async () => {
    const { database, path } = await fresh('hand');
    const start = performance.now();
    await database.run(handWrittenLoad(csv));
    await database.close(path);
    return performance.now() - start;
  },
  load: () => load('ours', (root) => new Vault(join(root, 'vault'))),
  // The same data in GB18030, which DuckDB cannot read by itself; the ratio is to the hand-written load of the UTF-8 file.
  'load GB18030': () => load('gb', (root) => new Vault(join(root, 'vault'))),
  // The same without a copy of the raw bytes in the vault, which a hand-written load does not keep either.
  'load, no copy': () =>
    load('in place', () => ({
      receive: async (path: string) => ({
        ...(await plainScan(path)),
        path,
        utf8: null,
        synced: Promise.resolve(),
      }),
      synced: async () => undefined,
      path: () => csv,
    })),
  'counts by hand': async () => {
    const database = await open(join(work, 'ours', 'zhikong.duckdb'));
    const rows = await allRowsSql(database, anesthesiaCases);
    const start = performance.now();
    await database.rows(handWrittenCounts(rows));
    const ms = performance.now() - start;
    await database.close();
    return ms;
  },
  // The same aggregates as by hand: counts at every level and period, before any statistics.
  counts: async () => {
    const database = await open(join(work, 'ours', 'zhikong.duckdb'));
    const own = indicators.filter((indicator) => /^CQ-\d/.test(indicator.code) && isAdditive(indicator));
    const start = performance.now();
    await countAdditive(database, own, [], await casesSql(database, anesthesiaCases, month, endOf(asOf)), {
      month,
      asOf,
    });
    let rows = 0;
    for await (const { size } of database.columns(rolledUpSql(own, [], 'counted'))) rows += size;
    const ms = performance.now() - start;
    if (rows === 0) throw new Error('no counts');
    await database.close();
    return ms;
  },
  figures: async () => {
    const database = await open(join(work, 'ours', 'zhikong.duckdb'));
    const own = indicators.filter(({ code }) => /^CQ-\d/.test(code));
    const start = performance.now();
    const figures = await compute(database, {
      month,
      asOf,
      batch: 'bench',
      indicators: own,
      norms,
      province: '',
    });
    const ms = performance.now() - start;
    if (figures.length === 0) throw new Error('no figures');
    await database.close();
    return ms;
  },
};

const run = cases[name];
if (!run || !statSync(csv).isFile()) throw new Error(`no case "${name}"`);
const ms = await run();
process.stdout.write(
  `${JSON.stringify({ ms: Math.round(ms), mb: Math.round(process.resourceUsage().maxRSS / 1024) })}\n`,
);
