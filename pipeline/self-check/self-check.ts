import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { indicators, norms } from '../../indicators/index.js';
import type { ReportData } from '../../reports/data/report-data.js';
import { settlingLines } from '../../reports/read/settling-lines.js';
import { collectReceipts } from '../ask/collect-receipts.js';
import { collectReport } from '../batch/collect-report.js';
import { compute } from '../compute/compute.js';
import { tables } from '../contract/tables.js';
import { endOf, lastDay, monthNumber } from '../define/periods.js';
import { now, random } from '../effects/effects.js';
import { padsOf } from '../effects/keyed-hash.js';
import { type FileOutcome, ingest } from '../load/ingest.js';
import { headerDictionaries } from '../mapping/dictionary.js';
import { fileMapping, type Mapping, mappingAt } from '../mapping/index.js';
import { sampleFile } from '../mapping/sample-file.js';
import { mostSimilar } from '../mapping/similar.js';
import { type DraftMapping, type NamedSample, suggestMapping } from '../mapping/suggest-mapping.js';
import { InputError } from '../message/errors.js';
import type { FileMapping } from '../read/column-mapping.js';
import type { InboxFile } from '../read/inbox-file.js';
import { clip } from '../read/messages.js';
import { FileRefusal } from '../read/refusal.js';
import { whatWouldSettle } from '../settle/settle.js';
import { headline } from '../technology/index.js';
import { Database } from '../warehouse/database.js';
import { createSchema } from '../warehouse/schema.js';
import { Vault } from '../warehouse/vault.js';
import { peek } from './peek.js';
import { withTemporaryFolder } from './temporary-folder.js';
import { refuseTaken, writeReceipt } from './write-receipt.js';

/** The files to check, whose they are, and what the files themselves do not show. */
export interface SelfCheckOptions {
  readonly files: readonly string[];
  /** The table of all files; recognised by header when absent. */
  readonly table?: string;
  readonly month?: string;
  readonly asOf?: string;
  readonly hospital?: string;
  /** Path of the hospital's mapping file. */
  readonly mapping?: string;
  /** Where to write the corrections needed: a workbook `….xlsx`, or a folder. */
  readonly receipt?: string;
  readonly lang?: 'zh' | 'en';
}

/** What a hospital learns about its files before submitting them. */
export interface SelfCheck {
  readonly hospital: string;
  /** Null where no file could be read and none was named. */
  readonly month: string | null;
  readonly asOf: string | null;
  /** The case that determined the month; null where `--month` gives it. */
  readonly latest: { readonly day: string; readonly file: string; readonly line: number } | null;
  readonly files: readonly CheckedFile[];
  /** The written receipts; null where none was requested. */
  readonly receipts: readonly string[] | null;
  readonly data: ReportData;
}

/** A file, or a sheet of a workbook. */
export interface CheckedFile {
  readonly file: string;
  readonly sheet: string | null;
  readonly status: FileOutcome['status'];
  readonly table: string | null;
  readonly encoding: string | null;
  readonly records: number;
  readonly accepted: number;
  readonly heldBack: number;
  /** Rows that are no cases, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  readonly refusal: { readonly code: string; readonly zh: string; readonly en: string } | null;
}

/** The month used where nothing can be read; nothing counts by it. */
const anyMonth = '2000-01';

/**
 * Takes files through the centre's own intake, checks and counts, as the folder of one hospital, in a temporary folder and database.
 * Today's date only decides which months are in the future.
 *
 * @example (await selfCheck({ files: [file], hospital: 'H0201', asOf: '2026-10-31' })).hospital // => 'H0201'
 *
 * @throws {InputError} `no-file`, `bad-flag`, `no-hospital`, `several-hospitals`, `no-month`, `bad-mapping`, `would-overwrite`
 */
export async function selfCheck(options: SelfCheckOptions): Promise<SelfCheck> {
  const files = namedFiles(options.files);
  const dictionaries = dictionariesOf(options.table);
  const mapping = options.mapping === undefined ? null : mappingAt(options.mapping, options.hospital ?? null);
  if (options.receipt !== undefined) refuseTaken(options.receipt);
  return withTemporaryFolder(async (temp) => {
    const by = fileMappingOf(mapping, dictionaries, options.table);
    const peeked = await peekAt(files, temp, by);
    const hospital = options.hospital ?? mapping?.hospital ?? onlyHospital(peeked);
    const month = options.month ?? monthOf(peeked);
    const asOf = options.asOf ?? lastDay(monthNumber(month ?? anyMonth));
    const database = await Database.open(':memory:', {
      folders: [`${temp}/`],
      threads: 2,
      memory: '1GB',
      temp,
    });
    try {
      await createSchema(database);
      const vault = new Vault(join(temp, 'vault'));
      const outcomes = await ingest(
        files.map((file) => ({ ...file, folder: hospital })),
        {
          database,
          vault,
          temp,
          month: month ?? anyMonth,
          parameters: { ...padsOf(Buffer.from(random(32), 'hex')), as_of_end: endOf(asOf) },
          mappingOf: async () => by,
        },
      );
      const judged = { month: month ?? anyMonth, asOf, batch: 'check', indicators: judgedIndicators, norms };
      const figures = month === null ? [] : await compute(database, { ...judged, province: '' });
      const settling = await whatWouldSettle(database, { ...judged, figures });
      const province = { zh: '', en: '' };
      const data = await collectReport(database, {
        ...judged,
        province,
        figures,
        compliance: [],
        bridges: [],
        settling,
      });
      const receipts =
        options.receipt === undefined
          ? null
          : writeReceipt(
              options.receipt,
              (
                await collectReceipts(database, vault, judged.month, {
                  lang: options.lang ?? 'zh',
                  mappingOf: async () => by,
                  settling: settlingLines(data, options.lang ?? 'zh'),
                })
              ).filter((receipt) => receipt.hospital === hospital),
            );
      return {
        hospital,
        month,
        asOf: month === null ? null : asOf,
        latest: options.month === undefined ? peeked.latest : null,
        files: await checkedFiles(database, outcomes),
        receipts,
        // Notices for the centre are left out.
        data: {
          ...data,
          problems: data.problems.filter(({ hospital_id }) => hospital_id === hospital),
          settling: data.settling.filter((row) => row.hospital === hospital),
        },
      };
    } finally {
      await database.close();
    }
  });
}

/** Drafts a mapping from the first rows of files; unreadable files are listed with the reason. */
export async function draftMapping(
  options: SelfCheckOptions & { readonly lang: 'zh' | 'en' },
): Promise<{ draft: DraftMapping; unseen: readonly { file: string; refusal: FileRefusal }[] }> {
  const files = namedFiles(options.files);
  const mapping = options.mapping === undefined ? null : mappingAt(options.mapping, options.hospital ?? null);
  const by = fileMappingOf(mapping, dictionariesOf(options.table), options.table);
  const dictionaries = by?.dictionaries ?? headerDictionaries;
  return withTemporaryFolder(async (temp) => {
    const vault = new Vault(join(temp, 'vault'));
    const samples: NamedSample[] = [];
    const unseen: { file: string; refusal: FileRefusal }[] = [];
    for (const { path, label } of files) {
      try {
        const copy = await vault.receive(path);
        for (const sample of await sampleFile(copy.path, dictionaries))
          samples.push({ ...sample, name: sample.sheet === null ? label : `${label} ${sample.sheet}` });
      } catch (error) {
        if (!(error instanceof FileRefusal)) throw error;
        unseen.push({ file: label, refusal: error });
      }
    }
    await vault.synced();
    const { codes } = await peekAt(files, temp, by);
    const [code] = codes.size === 1 ? [...codes.keys()] : [];
    const hospital = options.hospital ?? mapping?.hospital ?? code ?? '';
    const { table, lang } = options;
    const draft = suggestMapping(samples, dictionaries, { hospital, lang, ...(table ? { table } : {}) });
    return { draft, unseen };
  });
}

/** The indicators with a threshold in some norm, the report's first one leading. */
const judgedIndicators = indicators
  .filter(({ code }) =>
    norms.some(({ thresholds }) => thresholds.some(({ indicator }) => indicator.code === code)),
  )
  .sort((a, b) => Number(b.code === headline) - Number(a.code === headline));

/** Files by the name people gave them; by the whole path where names are equal. */
function namedFiles(paths: readonly string[]): Omit<InboxFile, 'folder'>[] {
  const names = paths.map((path) => basename(path));
  return [...new Set(paths)].map((path) => {
    if (!existsSync(path))
      throw new InputError('no-file', {
        zh: `文件应当存在，但找不到 ${clip(path, 200)}。请核对文件名。`,
        en: `The file must exist, but there is none at ${clip(path, 200)}. Check its name.`,
      });
    const name = basename(path);
    const single = names.filter((other) => other === name).length === 1;
    return { path: resolve(path), label: single ? name : path };
  });
}

function dictionariesOf(table: string | undefined) {
  if (table === undefined) return headerDictionaries;
  const own = headerDictionaries.filter((dictionary) => dictionary.table === table);
  if (own.length > 0) return own;
  const [near] = mostSimilar(table, tables, (t) => [t.name, t.spec.title.zh, t.spec.title.en], 1);
  const names = tables.map(({ name }) => name).join(', ');
  throw new InputError('bad-flag', {
    zh: `--table 应为 ${names} 之一，但为“${clip(table)}”。${near ? `是否应为 ${near.item.name}？` : ''}`,
    en: `--table must be one of ${names}, not "${clip(table)}".${near ? ` Did you mean ${near.item.name}?` : ''}`,
  });
}

function fileMappingOf(
  mapping: Mapping | null,
  dictionaries: typeof headerDictionaries,
  table: string | undefined,
): FileMapping | null {
  if (mapping !== null) return fileMapping(mapping, dictionaries);
  return table === undefined ? null : { hash: '', dictionaries, told: [], mappers: () => null };
}

/** Peeks at copies of the files, as the intake does; what is no regular file is left to the intake. */
async function peekAt(files: readonly Omit<InboxFile, 'folder'>[], temp: string, by: FileMapping | null) {
  const vault = new Vault(join(temp, 'vault'));
  const copies: { path: string; label: string }[] = [];
  for (const { path, label } of files) {
    try {
      copies.push({ path: (await vault.receive(path)).path, label });
    } catch (error) {
      if (!(error instanceof FileRefusal)) throw error;
    }
  }
  await vault.synced();
  return peek(copies, by?.dictionaries ?? headerDictionaries, by, now().toISOString().slice(0, 7));
}

function onlyHospital({ codes, readable }: Awaited<ReturnType<typeof peek>>): string {
  const [code] = codes.keys();
  if (codes.size === 1 && code !== undefined) return code;
  if (codes.size > 1)
    throw new InputError('several-hospitals', {
      zh: `自查的文件应属于一家医院，但其中的医院编码有 ${codes.size} 个。请用 --hospital 指定本院编码，他院编码的行会逐行指出。`,
      en: `The files must be of one hospital, but hold ${codes.size} hospital codes. Name yours with --hospital; rows of others will be pointed out.`,
    });
  // Where no file can be read there are only refusals, whatever the hospital.
  if (!readable) return '-';
  throw new InputError('no-hospital', {
    zh: '应知道是哪家医院，但文件里没有填写“医院编码”。请用 --hospital 指定，如 --hospital H0101。',
    en: 'The hospital must be known, but the files give no hospital code (医院编码). Name it with --hospital, such as --hospital H0101.',
  });
}

function monthOf({ latest, isDated, readable }: Awaited<ReturnType<typeof peek>>): string | null {
  if (latest !== null) return latest.day.slice(0, 7);
  if (!readable) return null;
  if (isDated)
    throw new InputError('no-month', {
      zh: '应知道是哪个月，但没有一个已经开始的月份有两例以上，单独的日期可能是笔误。请用 --month 指定，如 --month 2026-10。',
      en: 'The month must be known, but no month that has begun holds two cases, and a date alone may be a slip. Name it with --month, such as --month 2026-10.',
    });
  throw new InputError('no-month', {
    zh: '应知道是哪个月，但文件里没有病例日期。请用 --month 指定，如 --month 2026-10。',
    en: 'The month must be known, but the files hold no case date. Name it with --month, such as --month 2026-10.',
  });
}

async function checkedFiles(
  database: Database,
  outcomes: readonly FileOutcome[],
): Promise<readonly CheckedFile[]> {
  type Row = Omit<CheckedFile, 'skipped' | 'refusal'> & {
    file_id: number;
    refusal: string | null;
    zh: string | null;
    en: string | null;
  };
  const rows = await database.rows<Row>(
    `SELECT file_id, path AS file, sheet, status, table_name AS "table", encoding, refusal, refusal_zh AS zh, refusal_en AS en,
       CAST(records + (SELECT count(DISTINCT line) FROM problems p WHERE p.file_id = f.file_id AND severity = 'error' AND zh IS NOT NULL) AS INTEGER) AS records,
       CAST(coalesce((SELECT sum(accepted) FROM submissions s WHERE s.file_id = f.file_id), 0) AS INTEGER) AS accepted,
       CAST((SELECT count(DISTINCT line) FROM problems p WHERE p.file_id = f.file_id AND severity = 'error') AS INTEGER) AS "heldBack"
     FROM files f ORDER BY file_id`,
  );
  const skipped = await database.rows<{ file_id: number; reason: string; n: number }>(
    'SELECT file_id, reason, CAST(count(*) AS INTEGER) AS n FROM skipped_rows GROUP BY ALL ORDER BY ALL',
  );
  return outcomes.flatMap(({ label, status }): CheckedFile[] => {
    const own = rows.filter(({ file }) => file === label);
    if (own.length === 0) {
      const nothing = { sheet: null, table: null, encoding: null, records: 0, accepted: 0, heldBack: 0 };
      return [{ ...nothing, file: label, status, skipped: {}, refusal: null }];
    }
    return own.map(({ file_id, zh, en, refusal, ...row }) => ({
      ...row,
      skipped: Object.fromEntries(
        skipped.filter((s) => s.file_id === file_id).map(({ reason, n }) => [reason, n]),
      ),
      refusal: refusal === null ? null : { code: refusal, zh: zh ?? '', en: en ?? '' },
    }));
  });
}
