import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { tables } from '../contract/tables.js';
import { allRowsSql } from '../current/rows-sql.js';
import type { Figure } from '../figure/figures.js';
import type { Bilingual } from '../message/errors.js';
import { InputError } from '../message/errors.js';
import { sha256File } from '../read/receive.js';
import { sqlName } from '../sql/quote.js';
import { columnsOf } from '../warehouse/columns-of.js';
import { Database } from '../warehouse/database.js';
import { forgottenBefore } from '../warehouse/forgotten.js';
import { readEverything } from '../warehouse/read-back.js';
import { figureColumns } from '../warehouse/schema.js';
import { type AuditFound, readAudit } from '../workspace/audit.js';
import {
  filesIn,
  manifestSchema,
  type Publication,
  readPublication,
  sha256Text,
} from '../workspace/commit-journal.js';
import { centreOf, manifestIn } from '../workspace/editions.js';
import { exclusively } from '../workspace/exclusive.js';
import { givenKey, lostKey, requireSameKey } from '../workspace/pseudonym-key.js';
import { openWorkspace, type Workspace } from '../workspace/workspace.js';
import { figuresCsv, figuresOfYear } from './figures-csv.js';
import { storedKey } from './rebuild.js';
import { databaseSettings } from './run.js';

/** One check: what must hold, and where it does not. */
export interface Check {
  readonly code: string;
  readonly title: Bilingual;
  readonly ok: boolean;
  /** How many things were compared. */
  readonly count: number;
  readonly faults: readonly Bilingual[];
}

/** What was compared, and whether all of it agrees. */
export interface Verification {
  readonly ok: boolean;
  readonly batch: string | null;
  /** Number and hash of the newest audit record; noted elsewhere, they later prove that the log's end was not forged. */
  readonly audit: { readonly seq: number; readonly hash: string };
  readonly checks: readonly Check[];
}

/**
 * Reads everything a workspace holds and compares it with what was published. The hashes form one chain: the audit log holds that of
 * `publication.json`, which holds those of the warehouse and of every report's manifest, which holds those of its files. A publication that
 * a crash interrupted is finished first.
 *
 * @example (await verify(workspace)).ok // => true
 *
 * @throws {InputError} `run-in-progress`; `no-publication` for a workspace that has published nothing
 */
export async function verify(folder: string): Promise<Verification> {
  const workspace = openWorkspace(folder);
  const audit = readAudit(workspace.audit);
  if (audit.faults.length > 0) return verifyAlone(workspace, audit, join(workspace.temp));
  return exclusively(workspace, (held) => verifyAlone(workspace, readAudit(workspace.audit), held.folder));
}

async function verifyAlone(workspace: Workspace, audit: AuditFound, temp: string): Promise<Verification> {
  const isEmpty = [workspace.publication, workspace.database, workspace.audit].every(
    (path) => !existsSync(path),
  );
  if (isEmpty || (audit.records.length > 0 && !existsSync(workspace.publication) && newest(audit) === null))
    throw nothingPublished();
  const checks: Check[] = [auditCheck(audit)];
  const published = publicationCheck(workspace, audit);
  checks.push(published.check);
  const { publication } = published;
  if (publication !== null) {
    const reports = reportChecks(workspace, publication);
    for (const check of [...reports, historyCheck(workspace, publication)]) checks.push(check);
    for (const check of await warehouseChecks(workspace, publication, temp)) checks.push(check);
  }
  checks.push(vaultCheck(workspace));
  return {
    ok: checks.every(({ ok }) => ok),
    batch: publication?.batch ?? null,
    audit: { seq: audit.last.seq, hash: audit.last.hash },
    checks,
  };
}

const nothingPublished = () =>
  new InputError('no-publication', {
    zh: '工作区里应当有已发布的内容，但还没有。请先运行 zhikong run。',
    en: 'The workspace must hold something published, but does not yet. First run zhikong run.',
  });

const check = (code: string, zh: string, en: string, count: number, faults: readonly Bilingual[]): Check => ({
  code,
  title: { zh, en },
  ok: faults.length === 0,
  count,
  faults,
});

function auditCheck({ records, faults }: AuditFound): Check {
  const texts = faults.map((fault) => {
    const [zh = fault, en = fault] = fault.split(' / ');
    return { zh, en };
  });
  if (records.length === 0 && faults.length === 0)
    texts.push({ zh: '没有 audit.jsonl', en: 'there is no audit.jsonl' });
  return check('audit', '审计记录首尾相连', 'the audit log is one chain', records.length, texts);
}

/** The hash of the newest publication in the audit log; null when there is none. */
function newest({ records }: AuditFound): string | null {
  const record = records.findLast(
    ({ action, after }) =>
      ['published', 'recovered', 'purge', 'forget', 'rotate-key'].includes(action) &&
      typeof after?.['publication'] === 'string',
  );
  return (record?.after?.['publication'] as string | undefined) ?? null;
}

function publicationCheck(workspace: Workspace, audit: AuditFound) {
  const faults: Bilingual[] = [];
  let publication: Publication | null = null;
  if (!existsSync(workspace.publication))
    faults.push({ zh: '缺少 publication.json', en: 'publication.json is missing' });
  else {
    const hash = sha256Text(readFileSync(workspace.publication, 'utf8'));
    if (hash !== newest(audit))
      faults.push({
        zh: 'publication.json 与审计记录中最近一次发布不符',
        en: 'publication.json is not what the audit log says was published last',
      });
    try {
      publication = readPublication(workspace);
    } catch (error) {
      faults.push((error as InputError).text);
    }
  }
  const title = ['publication.json 与审计记录相符', 'publication.json agrees with the audit log'] as const;
  return { publication, check: check('publication', ...title, 1, faults) };
}

function historyCheck(workspace: Workspace, { history }: Publication): Check {
  const isSame =
    existsSync(workspace.history) && sha256Text(readFileSync(workspace.history, 'utf8')) === history;
  const fault = {
    zh: 'history.json 缺失或与发布时不符',
    en: 'history.json is missing or not what was published',
  };
  return check(
    'history',
    'history.json 与发布时相同',
    'history.json is what was published',
    1,
    isSame ? [] : [fault],
  );
}

function reportChecks(workspace: Workspace, { reports }: Publication): Check[] {
  const checks = Object.entries(reports).map(([place, hash]) => {
    const { count, faults } = reportFaults(join(workspace.root, place), hash);
    return check('report', `${place} 与其清单相符`, `${place} agrees with its manifest`, count, faults);
  });
  const unknown = reportFolders(workspace).filter((place) => reports[place] === undefined);
  if (unknown.length > 0)
    checks.push(
      check(
        'reports',
        'reports/ 里只有已发布的报告',
        'reports/ holds published reports only',
        unknown.length,
        unknown.map((place) => ({ zh: `${place} 不在清单内`, en: `${place} is on no list` })),
      ),
    );
  return checks;
}

function reportFolders({ reports }: Workspace): string[] {
  const names = (path: string) => (existsSync(path) ? readdirSync(path) : []);
  return [
    ...names(reports)
      .filter((name) => name !== 'archive')
      .map((name) => `reports/${name}`),
    ...names(join(reports, 'archive')).map((name) => `reports/archive/${name}`),
  ];
}

function reportFaults(folder: string, hash: string): { count: number; faults: Bilingual[] } {
  const path = join(folder, 'manifest.json');
  if (!existsSync(path))
    return { count: 0, faults: [{ zh: '缺少 manifest.json', en: 'manifest.json is missing' }] };
  if (sha256File(path) !== hash)
    return {
      count: 0,
      faults: [{ zh: 'manifest.json 与发布时不符', en: 'manifest.json is not what was published' }],
    };
  const { files } = manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const found = new Map(filesIn(folder).map((file) => [file.path, file.sha256]));
  const faults = files.flatMap((file) => {
    const own = found.get(file.path);
    found.delete(file.path);
    if (own === undefined) return [{ zh: `缺少 ${file.path}`, en: `${file.path} is missing` }];
    if (own === file.sha256) return [];
    return [{ zh: `${file.path} 与发布时不符`, en: `${file.path} is not what was published` }];
  });
  for (const name of found.keys())
    faults.push({ zh: `${name} 不在清单内`, en: `${name} is not on the manifest` });
  return { count: files.length, faults };
}

async function warehouseChecks(
  workspace: Workspace,
  publication: Publication,
  temp: string,
): Promise<Check[]> {
  const { warehouse } = publication;
  const hashFaults: Bilingual[] = [];
  if (!existsSync(workspace.database))
    hashFaults.push({ zh: '缺少 zhikong.duckdb', en: 'zhikong.duckdb is missing' });
  // Hashed before it is opened, because closing the file would drop the database's lock on it.
  else if (sha256File(workspace.database) !== warehouse.sha256)
    hashFaults.push({
      zh: 'zhikong.duckdb 与发布时不符；请从备份恢复，或删除它再运行 zhikong run，由 vault/ 重新入库',
      en: 'zhikong.duckdb is not what was published; restore it from a backup, or delete it and run zhikong run, which makes it anew from vault/',
    });
  if (existsSync(`${workspace.database}.wal`))
    hashFaults.push({
      zh: 'zhikong.duckdb 旁有不应存在的 .wal 文件，它会改变数据库的内容；请移走它',
      en: 'beside zhikong.duckdb lies a .wal file that must not be there and would change what the database holds; move it away',
    });
  const checks = [
    check(
      'warehouse-hash',
      '数据库逐字节与发布时相同',
      'the warehouse is what was published, byte for byte',
      1,
      hashFaults,
    ),
  ];
  if (hashFaults.length > 0) return checks; // A file that differs from what was published is not opened.
  try {
    const database = await Database.open(workspace.database, {
      ...databaseSettings(workspace, temp),
      readOnly: true,
    });
    try {
      const found = await readEverything(database);
      const names = [...new Set([...Object.keys(found), ...Object.keys(warehouse.tables)])];
      const faults = names
        .filter((name) => found[name] !== warehouse.tables[name])
        .map((name) => ({
          zh: `${name} 应有 ${warehouse.tables[name] ?? 0} 行，实有 ${found[name] ?? 0} 行`,
          en: `${name} must have ${warehouse.tables[name] ?? 0} rows, has ${found[name] ?? 0}`,
        }));
      checks.push(
        check(
          'warehouse-tables',
          '每张表都能读完，行数相符',
          'every table reads to its end with its rows',
          names.length,
          faults,
        ),
        await filesCheck(database, workspace),
        await keyCheck(database, workspace),
        ...(await forgottenChecks(database)),
        ...(await figureChecks(database, workspace, publication)),
      );
    } finally {
      await database.close();
    }
  } catch (error) {
    const text = (error as Error).message.split('\n')[0] ?? '';
    checks.push(
      check('warehouse-tables', '每张表都能读完，行数相符', 'every table reads to its end with its rows', 0, [
        { zh: `无法读取：${text}`, en: `cannot be read: ${text}` },
      ]),
    );
  }
  return checks;
}

async function filesCheck(database: Database, { vault }: Workspace): Promise<Check> {
  const rows = await database.rows<{ sha256: string; path: string }>(
    'SELECT sha256, min(path) AS path FROM files WHERE sha256 IS NOT NULL GROUP BY sha256 ORDER BY sha256',
  );
  const faults = rows
    .filter(({ sha256 }) => !existsSync(join(vault, sha256.slice(0, 2), sha256)))
    .map(({ sha256, path }) => ({
      zh: `保管库缺少 ${path}（${sha256}）`,
      en: `the vault lacks ${path} (${sha256})`,
    }));
  return check(
    'vault-complete',
    '收到的每个文件都在保管库',
    'every file received is in the vault',
    rows.length,
    faults,
  );
}

/** Nothing that was deleted by rule may be there; no checks where nothing was deleted. */
async function forgottenChecks(database: Database): Promise<Check[]> {
  if ((await columnsOf(database, 'forgotten_before')).size === 0) return [];
  const before = await forgottenBefore(database);
  if (before === null) return [];
  const faults: Bilingual[] = [];
  for (const table of tables) {
    const index = table.spec.indexDate;
    if (index === null) continue;
    const rows = await database.number(
      `SELECT count(*) FROM (${await allRowsSql(database, table)}) WHERE ${sqlName(index)} < CAST($before AS DATE)`,
      { before },
    );
    if (rows !== 0)
      faults.push({
        zh: `${table.spec.title.zh}有 ${rows} 行早于 ${before}`,
        en: `${table.spec.title.en} has ${rows} rows before ${before}`,
      });
  }
  return [
    check(
      'forgotten',
      `没有 ${before} 之前已删除的病例`,
      `no deleted case from before ${before} is there`,
      1,
      faults,
    ),
  ];
}

/** The present key must be the one that the warehouse was hashed with. */
async function keyCheck(database: Database, workspace: Workspace): Promise<Check> {
  const title = ['密钥是散列本库病例的那一把', 'the key is the one that hashed the cases'] as const;
  const known = await storedKey(database);
  const faults: Bilingual[] = [];
  try {
    const key = givenKey(workspace);
    if (key === null) throw lostKey();
    requireSameKey(known, key);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    faults.push(error.text);
  }
  return check('key', ...title, known === null ? 0 : 1, faults);
}

/**
 * `figures.csv` of every published batch must agree with the warehouse for the periods that touch its year; an older program wrote all
 * years. Only columns that both programs know are compared; the manifest's hash covers the others.
 */
async function figureChecks(
  database: Database,
  { root }: Workspace,
  { reports }: Publication,
): Promise<Check[]> {
  const checks: Check[] = [];
  const stored = await columnsOf(database, 'figures');
  const names = figureColumns.flatMap(([name, type]) => {
    if (!stored.has(name)) return [];
    return type === 'BIGINT' ? `CAST(${sqlName(name)} AS DOUBLE) AS ${sqlName(name)}` : sqlName(name);
  });
  for (const place of Object.keys(reports)) {
    const report = join(root, place);
    const csv = join(centreOf(report), 'figures.csv');
    const manifest = manifestIn(report);
    if (!existsSync(csv) || manifest === null) continue; // The manifest's check reports these.
    const { batch, month } = manifest;
    const rows = await database.rows<Figure>(
      `SELECT ${names.join(', ')} FROM figures WHERE batch = $batch ORDER BY rowid`,
      { batch },
    );
    const text = readFileSync(csv, 'utf8');
    const said = [figuresOfYear(rows, month), rows].find((figures) => saysTheSame(text, figures, stored));
    const fault = {
      zh: 'figures.csv 与数据库中的指标不符',
      en: 'figures.csv differs from the figures of the warehouse',
    };
    checks.push(
      check(
        'figures',
        `${place} 的 figures.csv 与数据库相同`,
        `figures.csv of ${place} is what the warehouse says`,
        (said ?? rows).length,
        said ? [] : [fault],
      ),
    );
  }
  return checks;
}

/**
 * Compares cell by cell, because programs have differed in what they quote and defuse; but for what is hidden from others, which belongs to an
 * edition and not to its batch. The manifest's hash covers that.
 */
function saysTheSame(csv: string, rows: readonly Figure[], stored: ReadonlySet<string>): boolean {
  const header = csv.slice(0, csv.indexOf('\n')).split(',');
  const both = figureColumns
    .map(([name]) => name)
    .filter((name) => stored.has(name) && header.includes(name))
    .sort((a, b) => header.indexOf(a) - header.indexOf(b));
  if (!keys.every((name) => both.includes(name))) return false;
  const expected = figuresCsv(rows, both);
  if (csv === expected) return true;
  const ofBatch = both.filter((name) => name !== 'suppressed');
  const [found, said] = [csv, expected].map((text) => cellsIn(text, ofBatch));
  return found?.length === said?.length && (found?.every((row, i) => row === said?.[i]) ?? false);
}

/** The rows of a CSV, each as one text of the named cells, without the mark that defuses a formula. */
function cellsIn(csv: string, names: readonly string[]): string[] {
  const { data } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
  return data.map((row) => JSON.stringify(names.map((name) => row[name]?.replace(/^'/, ''))));
}

/** Columns that every program has written, so that there is always something to compare. */
const keys = ['code', 'unit', 'period', 'stratum', 'numerator', 'denominator', 'verdict', 'batch'] as const;

function vaultCheck({ vault }: Workspace): Check {
  const faults: Bilingual[] = [];
  let count = 0;
  for (const entry of readdirSync(vault, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    count += 1;
    if (sha256File(join(entry.parentPath, entry.name)) !== entry.name)
      faults.push({
        zh: `vault/ 中的 ${entry.name} 与其名称不符`,
        en: `${entry.name} in vault/ does not hold the bytes its name promises`,
      });
  }
  return check(
    'vault',
    '保管库每个文件都与其名称相符',
    'every file of the vault is what its name says',
    count,
    faults,
  );
}
