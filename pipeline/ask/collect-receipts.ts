import { tableByName } from '../contract/tables.js';
import type { MappableFile } from '../load/intake/mappings-in-use.js';
import { FOREIGN } from '../load/validation/foreign-rows.js';
import { problemText, type StoredProblem } from '../load/validation/problem-text.js';
import { headerDictionaries } from '../mapping/dictionary.js';
import type { Bilingual } from '../message/errors.js';
import { groups } from '../message/group-by.js';
import { lineRanges } from '../message/line-ranges.js';
import { asText } from '../message/notice.js';
import type { FileMapping } from '../read/column-mapping.js';
import type { FileProblem, Receipt, ReceiptTable, ReviewLine, SettlingLine } from '../receipt/receipt.js';
import { type SentRows, sentRows } from '../receipt/sent-rows.js';
import type { Database } from '../warehouse/database.js';
import type { Vault } from '../warehouse/vault.js';
import { otherHospitals } from './other-hospitals.js';
import { type HeldProblem, type ReceiptLanguage, rowsOfFile, type Suggest, said } from './receipt-rows.js';

/** How receipts are worded, and what they need besides the warehouse. */
export interface ReceiptOptions {
  /** `en` gives all texts in both languages. `zh` when absent. */
  readonly lang?: ReceiptLanguage;
  /** The cells that a row held back by the reader probably had, or null; `suggestRow` when absent. */
  readonly suggest?: Suggest;
  /** Gives the mapping by which a file was read; no mapping when absent. */
  readonly mappingOf?: (file: MappableFile) => Promise<FileMapping | null>;
  /** The cases that each hospital is to review; shown in a receipt, but not a reason for one. */
  readonly review?: ReadonlyMap<string, readonly ReviewLine[]>;
  /** What would settle each hospital's open figures; shown in a receipt, but not a reason for one. */
  readonly settling?: ReadonlyMap<string, readonly SettlingLine[]>;
}

interface HeldRowProblem extends HeldProblem {
  readonly file_id: number;
  readonly line: number;
  readonly hospital: string | null;
  readonly sheet: string | null;
  readonly sha256: string;
  readonly folder: string | null;
  readonly table_name: string;
  readonly mapping: string | null;
  readonly path: string;
}

/**
 * What every hospital must correct for a month: its held-back rows as it sent them, read again from the vault, and its refused files. A
 * hospital with neither has no receipt. Nothing is left out, however much it is.
 *
 * A row belongs to the hospital in whose folder its file lies, or in a flat file to the hospital that the row names; rows that cannot be
 * attributed go into the receipt without a hospital, for the centre. A row in a hospital's folder that names another hospital is never sent
 * back: the folder's hospital learns only its line.
 *
 * @throws {FileRefusal | Error} when a file of the vault no longer holds the rows that were held back
 */
export async function collectReceipts(
  database: Database,
  vault: Pick<Vault, 'path'>,
  month: string,
  options: ReceiptOptions = {},
): Promise<Receipt[]> {
  const { tables, foreign } = await heldTables(database, vault, month, options);
  const lang = options.lang ?? 'zh';
  const files = await fileProblems(database, month, lang);
  for (const { hospital, ...place } of foreign) {
    const rest = files.get(hospital) ?? [];
    files.set(hospital, [
      ...rest,
      { ...place, line: null, severity: 'held', message: said(foreignLines(place.lines), lang) },
    ]);
  }
  const toFix = new Set([
    ...tables.keys(),
    ...[...files]
      .filter(([, list]) => list.some(({ severity }) => severity !== 'warning'))
      .map(([key]) => key),
  ]);
  return [...toFix].sort(byCode).map((hospital) => ({
    hospital,
    tables: tables.get(hospital) ?? [],
    files: files.get(hospital) ?? [],
    review: (hospital === null ? undefined : options.review?.get(hospital)) ?? [],
    settling: (hospital === null ? undefined : options.settling?.get(hospital)) ?? [],
  }));
}

const byCode = (a: string | null, b: string | null) => {
  if (a === b) return 0;
  if (a === null) return 1;
  return b === null || a < b ? -1 : 1;
};

/** Lines of a file in a hospital's folder that are not the hospital's own. */
interface ForeignLines {
  readonly hospital: string;
  readonly file: string;
  readonly sheet: string | null;
  readonly lines: readonly number[];
}

const foreignLines = (lines: readonly number[]): Bilingual => ({
  zh: `第 ${lineRanges(lines)} 行填的不是本院编码，没有采用。`,
  en: `Rows ${lineRanges(lines)} do not carry the hospital's own code and are not used.`,
});

/** Files that count this month or never counted; replaced files need no correction. */
const current = `(f.status = 'refused' OR f.file_id IN (SELECT file_id FROM submissions WHERE live)
  OR NOT EXISTS (SELECT 1 FROM submissions s WHERE s.file_id = f.file_id))`;

/** SQL for the held-back lines. */
const held = "SELECT file_id, line FROM problems WHERE severity = 'error' AND line IS NOT NULL";

async function heldTables(
  database: Database,
  vault: Pick<Vault, 'path'>,
  month: string,
  options: ReceiptOptions,
): Promise<{ tables: Map<string | null, ReceiptTable[]>; foreign: ForeignLines[] }> {
  const problems = await database.rows<HeldRowProblem>(
    `SELECT p.file_id, p.line, coalesce(f.folder, max(p.hospital_id) OVER (PARTITION BY p.file_id, p.line)) AS hospital,
       p.fields, p.position, p.value, p.rule, p.severity, p.zh, p.en, p.fix_zh, p.fix_en, f.sheet, f.sha256, f.folder, f.mapping, f.path, f.table_name
     FROM problems p JOIN files f USING (file_id)
     WHERE f.month = $month AND f.status = 'accepted' AND ${current} AND (p.file_id, p.line) IN (${held})
     ORDER BY f.table_name, f.path, f.sheet, p.file_id, p.line, p.severity, p.rule, p.fields, p.value, p.zh, p.en`,
    { month },
  );
  const found = new Map<string | null, ReceiptTable[]>();
  const others = await otherHospitals(database);
  const foreign: ForeignLines[] = [];
  for (const ofBytes of groups(problems, ({ sha256, folder }) => `${sha256} ${folder ?? ''}`)) {
    const sent = await readAgain(ofBytes, vault, options);
    for (const ofSheet of groups(ofBytes, ({ file_id }) => String(file_id))) {
      const [first] = ofSheet;
      const table = first && tableByName.get(first.table_name);
      const rows = first && sent.get(first.sheet ?? '');
      if (!table || !rows) throw new Error(`no rows of file ${first?.file_id} in the vault`);
      for (const ofHospital of groups(ofSheet, ({ hospital }) => hospital ?? '')) {
        const hospital = ofHospital[0]?.hospital ?? null;
        const isForeign = ({ line, rule }: HeldRowProblem) =>
          rule === FOREIGN ||
          (first.folder !== null && others.isNamed(rows.rows.get(line), rows.header, first.folder));
        const apart = new Set(ofHospital.filter(isForeign).map(({ line }) => line));
        if (hospital !== null && apart.size > 0)
          foreign.push({ hospital, file: first.path, sheet: first.sheet, lines: [...apart] });
        const own = ofHospital.filter(({ line }) => !apart.has(line));
        if (own.length === 0) continue;
        const part = rowsOfFile(table, rows, own, { ...first, ...options });
        found.set(hospital, added(found.get(hospital) ?? [], part));
      }
    }
  }
  return { tables: found, foreign };
}

async function readAgain(
  problems: readonly HeldRowProblem[],
  vault: Pick<Vault, 'path'>,
  { mappingOf }: ReceiptOptions,
): Promise<ReadonlyMap<string, SentRows>> {
  const wanted = new Map<string, Set<number>>();
  for (const { sheet, line } of problems) {
    const lines = wanted.get(sheet ?? '') ?? new Set();
    wanted.set(sheet ?? '', lines.add(line));
  }
  const { sha256 = '', folder = null, mapping = null, path = '' } = problems[0] ?? {};
  const file = { path: vault.path(sha256), label: path, folder, mapping };
  const dictionaries = (await mappingOf?.(file))?.dictionaries ?? headerDictionaries;
  return sentRows(vault.path(sha256), dictionaries, folder !== null, wanted);
}

/** Joins rows with the same headers; a missing column differs from a blank one. */
function added(tables: readonly ReceiptTable[], part: ReceiptTable): ReceiptTable[] {
  const at = tables.findIndex((known) => layoutOf(known) === layoutOf(part));
  return at < 0
    ? [...tables, part]
    : tables.map((known, i) => (i === at ? { ...known, rows: [...known.rows, ...part.rows] } : known));
}

const layoutOf = ({ table, columns }: ReceiptTable) =>
  JSON.stringify([table.name, columns.map(({ field, header }) => [field, header])]);

async function fileProblems(
  database: Database,
  month: string,
  lang: ReceiptLanguage,
): Promise<Map<string | null, FileProblem[]>> {
  type Raw = Omit<FileProblem, 'message'> &
    StoredProblem & { readonly hospital: string | null; readonly table_name: string | null };
  const rows = await database.rows<Raw>(
    `SELECT p.hospital_id AS hospital, f.path AS file, f.sheet, p.line, p.severity,
       p.fields, p.rule, p.value, p.zh, p.en, p.fix_zh, p.fix_en, f.table_name
     FROM problems p JOIN files f USING (file_id)
     WHERE f.month = $month AND ${current} AND p.severity IN ('refusal', 'warning')
       AND (p.line IS NULL OR (p.file_id, p.line) NOT IN (${held}))
     ORDER BY p.severity, f.path, f.sheet, p.line NULLS FIRST, p.rule, p.fields, p.value, p.zh, p.en`,
    { month },
  );
  const found = new Map<string | null, FileProblem[]>();
  for (const { hospital, file, sheet, line, severity, table_name, ...problem } of rows) {
    const table = tableByName.get(table_name ?? '');
    const headers = problem.fields.map((field) => table?.spec.fields[field]?.meta.header ?? field);
    const notice = asText(problemText(table, headers, problem));
    const list = found.get(hospital) ?? [];
    list.push({ file, sheet, line, severity, message: said(notice, lang) });
    found.set(hospital, list);
  }
  return found;
}
