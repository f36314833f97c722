import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Papa from 'papaparse';
import { audience } from '../../reports/data/audience.js';
import { hospitalFiles } from '../../reports/data/hospital-files.js';
import type { RenderedPage } from '../../reports/data/rendered-page.js';
import { hospitalsOf } from '../../reports/data/report-context.js';
import type { ReportData } from '../../reports/data/report-data.js';
import { summaryText } from '../../reports/read/summary-text.js';
import type { TableFreshness } from '../ask/table-freshness.js';
import type { Evidence } from '../comply/holdings.js';
import type { ClauseResult } from '../define/index.js';
import { chmod, makeFolder, writeNew } from '../effects/effects.js';
import { program } from '../effects/program.js';
import { formulaLike } from '../message/formula.js';
import { sha256File } from '../read/receive.js';
import type { Receipt } from '../receipt/receipt.js';
import { sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';
import type { TableCounts } from '../warehouse/read-back.js';
import { figureColumns } from '../warehouse/schema.js';
import type { AuditLog } from '../workspace/audit.js';
import {
  commit,
  type NewManifest,
  type NewPublication,
  placeIn,
  readPublication,
  type Step,
  seal,
  sha256Text,
} from '../workspace/commit-journal.js';
import type { Contract } from '../workspace/contract-in-use.js';
import { archivePlace, lastArchived, newestEdition } from '../workspace/editions.js';
import type { Workspace } from '../workspace/workspace.js';
import { audienceFiles } from './audience-files.js';
import type { ChangesWriter, MovedSince } from './changes-since.js';
import type { DisclosedBatch } from './disclose-batch.js';
import { csvPieces, cutsCells, figurePieces, figuresOfYear } from './figures-csv.js';
import { receiptFiles } from './receipt-files.js';
import { priorityPieces, signalPieces } from './signal-files.js';
import { type Summaries, summariesFile, summariesOf } from './summaries.js';

/** The problems of a month for spreadsheets: UTF-8 with a byte order mark, CRLF, cells that begin a formula defused. */
export function problemsCsv({ problems, month }: Pick<ReportData, 'problems' | 'month'>): string {
  const fields = [
    '医院编码',
    '表',
    '文件',
    '工作表',
    '行',
    '记录',
    '列',
    '列名',
    '值',
    '规则',
    '级别',
    '说明',
    '建议',
    'Message',
    'Suggestion',
    '月份',
  ];
  const data = problems.map((p) => [
    p.hospital_id,
    p.table,
    p.file,
    p.sheet,
    p.line,
    p.record,
    p.column_letter,
    p.column,
    p.value,
    p.rule,
    p.severity,
    p.message.zh,
    p.fix.zh,
    p.message.en,
    p.fix.en,
    month,
  ]);
  return `\ufeff${Papa.unparse({ fields, data }, { newline: '\r\n', quotes: true, escapeFormulae: formulaLike })}\r\n`;
}

/** Every clause of every hospital with its norm, whether it binds, its result and evidence, for spreadsheets. */
export const complianceCsv = (data: ReportData): string => [...compliancePieces(data)].join('');

function* compliancePieces({ compliance, norms: all }: ReportData): Generator<string> {
  const normOf = (prefix: string): [string, string] => {
    const norm = all.find(({ clauseSet }) => clauseSet?.prefix === prefix);
    return [norm?.short.zh ?? prefix, norm?.clauseSet?.advisory ? '仅供参考' : '正式'];
  };
  const fields = [
    '医院编码',
    '日期',
    '规范',
    '效力',
    '条款',
    '位置',
    '类别',
    '要求',
    '结果',
    '依据',
    'Requirement',
    'Result',
    'Evidence',
  ];
  const places = (findings: readonly Evidence[], lang: 'zh' | 'en') =>
    findings
      .map(
        ({ text, file, line }) =>
          `${text[lang]}${file === null ? '' : ` [${file}${line === null ? '' : `:${line}`}]`}`,
      )
      .join(lang === 'zh' ? '；' : '; ');
  const found = compliance.flatMap(({ hospital, on, norms }) =>
    norms.flatMap(({ prefix, findings }) => findings.map((finding) => ({ hospital, on, prefix, finding }))),
  );
  yield '\ufeff';
  yield* csvPieces(
    fields,
    found,
    ({ hospital, on, prefix, finding: { clause, result, evidence } }) => [
      hospital,
      on,
      ...normOf(prefix),
      clause.id,
      clause.at,
      clause.class,
      clause.text.zh,
      resultWords[result],
      places(evidence, 'zh'),
      clause.text.en,
      result,
      places(evidence, 'en'),
    ],
    { newline: '\r\n', quotes: true },
  );
}

const freshnessFields = [
  'hospital_id',
  'table',
  'data_through',
  'rows_reported',
  'rows_expected',
  'expected_from',
  'required_filled',
  'required_due',
] as const satisfies readonly (keyof TableFreshness)[];

/** How new and whole the data of each hospital and table are: UTF-8, LF, null as an empty cell. */
export const freshnessCsv = ({ freshness }: Pick<ReportData, 'freshness'>): string =>
  [
    ...csvPieces(freshnessFields, freshness, (row) => freshnessFields.map((name) => row[name]), {
      newline: '\n',
      quotes: cutsCells,
    }),
  ].join('');

const resultWords: Readonly<Record<ClauseResult, string>> = {
  met: '符合',
  'not met': '不符合',
  'not known': '未知',
  'not applicable': '不适用',
  'needs review': '待评审',
};

/** Writes the files of a report into a folder of its own; nothing appears in the published place before all of it is there. */
export async function writeReport(
  database: Database,
  folder: string,
  data: ReportData,
  pages: AsyncIterable<RenderedPage>,
  receipts: readonly Receipt[],
  disclosed: DisclosedBatch,
  changes: ChangesWriter,
  former: Summaries | null = null,
  written: (page: RenderedPage, count: number) => void = () => undefined,
): Promise<void> {
  const write = (name: string, content: string | Uint8Array | Iterable<string>) => {
    const path = join(folder, name);
    if (!existsSync(dirname(path))) makeFolder(dirname(path));
    writeNew(path, content);
  };
  makeFolder(folder);
  let count = 0;
  for await (const page of pages) {
    write(page.path, page.html);
    count += 1;
    written(page, count);
  }
  const centre = (name: string) => `${audience.centre}/${name}`;
  write(
    centre('figures.csv'),
    figurePieces(
      figuresOfYear(data.figures, data.month),
      figureColumns.map(([name]) => name),
    ),
  );
  write(centre('problems.csv'), problemsCsv(data));
  write(centre('compliance.csv'), compliancePieces(data));
  write(centre('freshness.csv'), freshnessCsv(data));
  write(centre('signals.csv'), signalPieces(data));
  write(centre('priority.csv'), priorityPieces(data));
  const sent = receipts.flatMap(({ hospital }) => (hospital === null ? [] : [hospital]));
  const folders = hospitalFiles([...hospitalsOf(data), ...sent]);
  for (const [name, content] of receiptFiles(receipts, folders)) write(name, content);
  await changes(join(folder, audience.centre));
  disclosed.write(join(folder, audience.centre));
  for (const [name, content] of audienceFiles(data, disclosed, folders)) write(name, content);
  const summaries = summariesOf(data, former);
  write(summariesFile, `${JSON.stringify(summaries, null, 1)}\n`);
  for (const [code, file] of folders) {
    const own = summaries.of[code];
    if (own?.changed)
      write(`${audience.hospital(file)}/summary.txt`, bothLanguages(summaries, own, data.month));
  }
  const parquet = join(folder, centre('figures.parquet'));
  // In stored order, which the database keeps; sorting takes half a gigabyte.
  await database.run(
    `COPY (SELECT * FROM figures WHERE batch = $batch) TO ${sqlText(parquet)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 16384)`,
    { batch: data.batch },
  );
  chmod(parquet, 0o600);
}

/** A summary in both languages, for whoever opens the file. */
const bothLanguages = ({ edition, asOf }: Summaries, own: Summaries['of'][string], month: string): string =>
  (['zh', 'en'] as const)
    .map((lang) =>
      summaryText(
        {
          ...own,
          isCentre: false,
          month,
          edition,
          asOf,
          lines: own[lang],
          before: own.before?.[lang] ?? null,
        },
        lang,
      ),
    )
    .join('\n');

/** A finished batch: a closed, verified warehouse and the folder of its report, both inside `folder`. */
export interface Finished {
  readonly folder: string;
  readonly warehouse: string;
  readonly tables: TableCounts;
  /** The contract by which the warehouse was made; an older program's where this one has not staged its rows again. */
  readonly contract: Contract | null;
  /** The text of `history.json`: the files of the vault from which the warehouse can be made again. */
  readonly history: string;
  readonly report: string;
  readonly month: string;
  readonly asOf: string;
  readonly batch: string;
  readonly disclosed: Pick<DisclosedBatch, 'policyHash' | 'after' | 'beside'>;
  /** Hashes of vault files that copies without forgotten rows have replaced. */
  readonly gone: readonly string[];
  /** What it gives otherwise than was published; null where nothing was published before, or this batch already. */
  readonly moved: MovedSince | null;
}

/**
 * Publishes a finished batch: warehouse, report and their hashes appear at one moment. Of another batch or policy it is the month's next edition,
 * and the one before moves to `archive/`, never overwritten; of the same it is the same edition. Returns the folder of the report.
 */
export function publish(workspace: Workspace, finished: Finished, audit: AuditLog): string {
  const { folder, month, asOf, batch, tables } = finished;
  const place = join(workspace.reports, month);
  const newest = newestEdition(workspace, month);
  const { after, beside, policyHash: policy } = finished.disclosed;
  const { edition, former } = nextEdition(workspace, month, batch, policy);
  const manifest = seal(finished.report, {
    edition,
    former,
    policy,
    after,
    ...(beside.length === 0 ? {} : { beside: [...beside] }),
    batch,
    month,
    asOf,
    program,
    tables,
  });
  const at = (path: string) => placeIn(workspace, path);
  const reports: Record<string, string> = { ...readPublication(workspace)?.reports };
  const replaced = newest && newest.number < edition ? archivePlace(month, newest.number) : null;
  const replacedManifest = reports[at(place)];
  if (replaced !== null && replacedManifest !== undefined) reports[replaced] = replacedManifest;
  reports[at(place)] = sha256File(join(finished.report, 'manifest.json'));
  const staged = stagePublication(workspace, finished, reports);
  if (replaced !== null && !existsSync(join(workspace.reports, 'archive')))
    makeFolder(join(workspace.reports, 'archive'));
  const steps: Step[] = [
    ...staged.steps,
    ...(existsSync(place)
      ? [{ do: 'move', from: at(place), to: replaced ?? at(join(folder, 'replaced')) } as const]
      : []),
    { do: 'move', from: at(finished.report), to: at(place) },
    ...finished.gone
      .map((sha256) => join(workspace.vault, sha256.slice(0, 2), sha256))
      .filter((path) => existsSync(path))
      .map((path) => ({ do: 'remove', path: at(path) }) as const),
  ];
  const { since, ...moved } = finished.moved ?? { since: null };
  const told = {
    publication: staged.sha256,
    edition,
    files: manifest.files.length,
    tables: JSON.stringify(tables),
    ...(since === null ? {} : { comparedWith: since, moved: JSON.stringify(moved) }),
  };
  const over = replaced === null ? {} : { before: { batch: newest?.manifest?.batch ?? 'unknown' } };
  commit(
    workspace,
    folder,
    { steps, act: { action: 'published', object: batch, ...over, after: told } },
    audit,
  );
  return place;
}

/** The number of the edition that a batch becomes, and the edition that it replaces. */
export function nextEdition(
  workspace: Workspace,
  month: string,
  batch: string,
  policy: string,
): Pick<NewManifest, 'edition' | 'former'> {
  const newest = newestEdition(workspace, month);
  // Where the newest is lost its number is taken again.
  if (newest === null) return { edition: lastArchived(workspace, month) + 1, former: null };
  const { number, manifest } = newest;
  if (manifest?.format === 2 && manifest.batch === batch && manifest.policy === policy)
    return { edition: number, former: manifest.former };
  const former = { number, place: archivePlace(month, number), batch: manifest?.batch ?? 'unknown' };
  return { edition: number + 1, former };
}

/** Writes `history.json` and `publication.json` beside the finished warehouse; the steps put all three in place. */
export function stagePublication(
  workspace: Workspace,
  {
    folder,
    warehouse,
    tables,
    history,
    batch,
    contract,
  }: Pick<Finished, 'folder' | 'warehouse' | 'tables' | 'history' | 'batch' | 'contract'>,
  reports: Readonly<Record<string, string>>,
): { steps: Step[]; sha256: string } {
  const publication: NewPublication = {
    format: 2,
    program,
    contract: contract && { number: contract.number, hash: contract.hash },
    batch,
    warehouse: { sha256: sha256File(warehouse), bytes: statSync(warehouse).size, tables },
    history: sha256Text(history),
    reports: Object.fromEntries(Object.entries(reports).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  const text = `${JSON.stringify(publication, null, 1)}\n`;
  const [historyFile, publicationFile] = [join(folder, 'history.json'), join(folder, 'publication.json')];
  writeNew(historyFile, history);
  writeNew(publicationFile, text);
  const at = (path: string) => placeIn(workspace, path);
  const steps: Step[] = [
    { do: 'replace', from: at(warehouse), to: at(workspace.database) },
    { do: 'replace', from: at(historyFile), to: at(workspace.history) },
    { do: 'replace', from: at(publicationFile), to: at(workspace.publication) },
  ];
  return { steps, sha256: sha256Text(text) };
}
