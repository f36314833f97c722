import type { HospitalEntry, ProblemEntry, ReportData, SubmissionEntry } from '../reports/report-data.js';
import { shownValue } from './check/column-notes.js';
import { FOREIGN } from './check/foreign-rows.js';
import { problemText, type StoredProblem } from './check/problem-text.js';
import { currentRowsSql } from './compile/current-sql.js';
import { sqlName, sqlText } from './compile/quote.js';
import type { Compliance } from './comply/comply.js';
import type { Bridged } from './compute/bridge.js';
import { endOf } from './compute/compute.js';
import type { Defined, Norm } from './define/index.js';
import { expectedCases } from './expected-cases.js';
import type { Figure } from './figures.js';
import { staleData } from './freshness.js';
import { program } from './program.js';
import type { Settling } from './settle/settle.js';
import { hospitals } from './stage/lists.js';
import { tableByName } from './stage/tables.js';
import { staleMonths } from './stale-months.js';
import { technologyOfTable, trainings } from './technology/index.js';
import { transfers } from './transfers.js';
import type { Database } from './warehouse/database.js';

export interface CollectOptions {
  readonly month: string;
  readonly asOf: string;
  readonly batch: string;
  readonly province: { readonly zh: string; readonly en: string };
  readonly figures: readonly Figure[];
  readonly indicators: readonly Defined[];
  readonly norms: readonly Norm[];
  readonly compliance: readonly Compliance[];
  readonly bridges: readonly Bridged[];
  /** Nothing where nobody is told what would settle figures. */
  readonly settling?: readonly Settling[];
}

/** Gathers what the report of a batch is drawn from. */
export async function collectReport(database: Database, options: CollectOptions): Promise<ReportData> {
  const list = await hospitalEntries(database, options);
  return {
    ...options,
    settling: options.settling ?? [],
    program,
    hospitals: list,
    submissions: await submissionEntries(database, options.month, list),
    problems: await problemEntries(database, options.month),
    stale: await staleData(database, options.month),
    toRenew: await staleMonths(database),
    expected: await expectedCases(database, options.month, endOf(options.asOf)),
    transfers: await transfers(database, options.month, endOf(options.asOf)),
  };
}

async function hospitalEntries(
  database: Database,
  { month, asOf }: CollectOptions,
): Promise<HospitalEntry[]> {
  return database.rows<HospitalEntry>(
    `SELECT ${['hospital_id', 'name', 'city', 'level', ...trainings.map(({ field }) => field)].map(sqlName).join(', ')} FROM (${await currentRowsSql(database, hospitals, month)})
     WHERE coalesce(valid_from, DATE '1900-01-01') <= CAST($as_of AS DATE) AND coalesce(valid_to, DATE '2100-01-01') >= CAST($as_of AS DATE)
     QUALIFY row_number() OVER (PARTITION BY hospital_id ORDER BY valid_from DESC) = 1 ORDER BY hospital_id`,
    { as_of: asOf },
  );
}

/** Hospitals that closed before a month began: nothing is missing of them. */
async function closedBefore(database: Database, month: string): Promise<ReadonlySet<string>> {
  const closed = await database.rows<{ hospital_id: string }>(
    `SELECT DISTINCT hospital_id FROM (${await currentRowsSql(database, hospitals, month)}) WHERE closed_on < CAST($first AS DATE)`,
    { first: `${month}-01` },
  );
  return new Set(closed.map(({ hospital_id }) => hospital_id));
}

export async function submissionEntries(
  database: Database,
  month: string,
  list: readonly HospitalEntry[],
): Promise<SubmissionEntry[]> {
  const rows = await database.rows<
    Omit<SubmissionEntry, 'refusal'> & { zh: string | null; en: string | null }
  >(
    `WITH marks AS (
       SELECT file_id, hospital_id, count(DISTINCT line) FILTER (WHERE severity = 'error') AS held_back,
         count(*) FILTER (WHERE severity = 'warning') AS warnings FROM problems GROUP BY ALL)
     SELECT s.hospital_id, s.table_name AS "table", 'accepted' AS status, f.path AS file, f.sheet, f.sha256,
       CAST(s.records + coalesce(CASE WHEN f.folder IS NOT NULL THEN f.held_rows END, 0) AS INTEGER) AS records, s.accepted,
       CAST(coalesce(m.held_back, 0) AS INTEGER) AS held_back, CAST(coalesce(m.warnings, 0) AS INTEGER) AS warnings, NULL AS zh, NULL AS en
     FROM submissions s JOIN (SELECT *, (SELECT count(DISTINCT line) FROM problems p WHERE p.file_id = files.file_id AND p.severity = 'error' AND (p.zh IS NOT NULL OR p.rule = ${sqlText(FOREIGN)})) AS held_rows FROM files) f USING (file_id)
     LEFT JOIN marks m ON m.file_id = s.file_id AND m.hospital_id = s.hospital_id
     WHERE s.month = $month AND s.live
     UNION ALL
     SELECT coalesce(folder, '*'), table_name, 'refused', path, sheet, sha256, 0, 0, 0, 0, refusal_zh, refusal_en
     FROM files WHERE month = $month AND status = 'refused'
     ORDER BY hospital_id, "table" NULLS LAST, file, sheet`,
    { month },
  );
  const entries: SubmissionEntry[] = rows.map(({ zh, en, ...entry }) => ({
    ...entry,
    refusal: zh !== null && en !== null ? { zh, en } : null,
  }));
  const sent = new Set(
    entries
      .filter((e) => e.status === 'accepted' && technologyOfTable(e.table ?? '') !== undefined)
      .map((e) => e.hospital_id),
  );
  const tried = new Set(entries.filter((e) => e.status === 'refused').map((e) => e.hospital_id));
  const closed = await closedBefore(database, month);
  for (const { hospital_id } of list) {
    if (sent.has(hospital_id) || tried.has(hospital_id) || closed.has(hospital_id)) continue;
    entries.push({
      hospital_id,
      table: null,
      status: 'missing',
      file: null,
      sheet: null,
      sha256: null,
      records: 0,
      accepted: 0,
      held_back: 0,
      warnings: 0,
      refusal: null,
    });
  }
  return entries.sort((a, b) => (a.hospital_id < b.hospital_id ? -1 : a.hospital_id > b.hospital_id ? 1 : 0));
}

/** The letter a spreadsheet shows for a column number from 1. */
export function columnLetter(position: number): string {
  let letters = '';
  for (let n = position; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return letters;
}

/** The problems of a month's files, live or refused, in the order of file and line; that of the rest is by content, never by when it was told. */
export async function problemEntries(database: Database, month: string): Promise<ProblemEntry[]> {
  type Raw = StoredProblem & {
    file_id: number;
    line: number | null;
    record: number | null;
    hospital_id: string | null;
    position: number | null;
    severity: ProblemEntry['severity'];
    path: string;
    sheet: string | null;
    table_name: string | null;
  };
  const rows = await database.rows<Raw>(
    `SELECT p.*, f.path, f.sheet, f.table_name FROM problems p JOIN files f USING (file_id)
     WHERE f.month = $month AND (f.status = 'refused' OR file_id IN (SELECT file_id FROM submissions WHERE live)
       OR NOT EXISTS (SELECT 1 FROM submissions s WHERE s.file_id = p.file_id))
     ORDER BY f.path, f.sheet NULLS FIRST, p.line NULLS FIRST, p.rule, p.fields, p.value, p.hospital_id NULLS FIRST, p.zh, p.en, p.fix_zh`,
    { month },
  );
  const columns = await database.rows<{
    file_id: number;
    position: number;
    header: string;
    field: string | null;
  }>('SELECT file_id, position, header, field FROM file_columns');
  const byField = new Map(columns.map((c) => [`${c.file_id} ${c.field}`, c]));
  const byPosition = new Map(columns.map((c) => [`${c.file_id} ${c.position}`, c]));
  return rows.map((row) => {
    const table = tableByName.get(row.table_name ?? '');
    const named = row.fields.map((field) => {
      const column = byField.get(`${row.file_id} ${field}`);
      return {
        header: column?.header ?? table?.spec.fields[field]?.meta.header ?? field,
        position: column?.position ?? null,
      };
    });
    const placed = row.position === null ? undefined : byPosition.get(`${row.file_id} ${row.position}`);
    if (placed) named.push({ header: placed.header, position: placed.position });
    const letters = named.flatMap(({ position }) => (position === null ? [] : [columnLetter(position)]));
    return {
      hospital_id: row.hospital_id,
      table: row.table_name,
      file: row.path,
      sheet: row.sheet,
      line: row.line,
      column: named.length === 0 ? null : named.map(({ header }) => header).join(', '),
      column_letter: letters.length === 0 ? null : letters.join(', '),
      value: shownValue(row.rule, row.value),
      rule: row.rule,
      severity: row.severity,
      record: row.record,
      ...problemText(
        table,
        named.map(({ header }) => header),
        row,
      ),
    };
  });
}
