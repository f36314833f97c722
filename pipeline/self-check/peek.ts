import { tableByName } from '../contract/tables.js';
import { fold, isMissing } from '../define/cells/index.js';
import { codeOf } from '../load/stage/hospital-codes.js';
import type { FileMapping } from '../read/column-mapping.js';
import type { FoundHeader, HeaderDictionary } from '../read/header.js';
import { readRecords } from '../read/read-file.js';
import { FileRefusal } from '../read/refusal.js';
import type { RecordSink } from '../read/sort-rows.js';
import { fileSource } from '../read/source.js';
import { isArchive, readWorkbook } from '../read/xlsx/read-workbook.js';

/** What files show about themselves, before anything is judged. */
export interface Peeked {
  /** Rows by hospital code in the files' own columns; a limited number of codes is distinguished. */
  readonly codes: ReadonlyMap<string, number>;
  /**
   * The latest day of the last month that holds two or more cases and has begun, with its place: a single day, or a future one, may be a
   * typing error. Null where there is no such month.
   */
  readonly latest: Place | null;
  /** Whether any index date column has a day. */
  readonly isDated: boolean;
  /** Whether any file could be read at all. */
  readonly readable: boolean;
}

interface Place {
  readonly day: string;
  readonly file: string;
  readonly line: number;
}

const mostCodes = 100;

/** Reads files for their hospital and their latest case; refusals are reported when the files are taken in. */
export async function peek(
  files: readonly { readonly path: string; readonly label: string }[],
  dictionaries: readonly HeaderDictionary[],
  mapping: FileMapping | null,
  thisMonth: string,
): Promise<Peeked> {
  const codes = new Map<string, number>();
  const months = new Map<string, { cases: number; latest: Place }>();
  let readable = false;
  const sinkOf = (label: string): RecordSink => {
    let [code, date] = [-1, -1];
    let mappers: ReturnType<FileMapping['mappers']> = null;
    let dayOf: (cell: string) => string | null = () => null;
    return {
      header({ table, columns }: FoundHeader) {
        const spec = tableByName.get(table)?.spec;
        code = columns.indexOf('hospital_id');
        date = spec?.indexDate ? columns.indexOf(spec.indexDate) : -1;
        mappers = mapping?.mappers(table, columns) ?? null;
        const cell = spec?.fields[spec.indexDate ?? '']?.meta.cell;
        dayOf = (text) => dayIn(cell?.parse(text));
      },
      record(line, cells) {
        const at = (column: number) => fold(mappers?.[column]?.(cells[column] ?? '') ?? cells[column] ?? '');
        const hospital = code < 0 ? '' : codeOf(at(code));
        if (!isMissing(hospital) && (codes.has(hospital) || codes.size < mostCodes))
          codes.set(hospital, (codes.get(hospital) ?? 0) + 1);
        const day = date < 0 ? null : dayOf(at(date));
        if (day === null) return;
        const month = day.slice(0, 7);
        const found = months.get(month) ?? { cases: 0, latest: { day, file: label, line } };
        const latest = day > found.latest.day ? { day, file: label, line } : found.latest;
        months.set(month, { cases: found.cases + 1, latest });
      },
      held() {},
      skipped() {},
    };
  };
  for (const { path, label } of files) {
    try {
      const options = { hospitalFromFolder: true };
      if (isArchive(fileSource(path))) await readWorkbook(path, dictionaries, options, () => sinkOf(label));
      else await readRecords(fileSource(path), dictionaries, options, sinkOf(label));
      readable = true;
    } catch (error) {
      if (!(error instanceof FileRefusal)) throw error;
    }
  }
  const [last] = [...months]
    .filter(([month, { cases }]) => month <= thisMonth && cases > 1)
    .sort(([a], [b]) => (a < b ? 1 : -1));
  return { codes, latest: last?.[1].latest ?? null, isDated: months.size > 0, readable };
}

/** The day of a parsed date or moment. */
function dayIn(value: unknown): string | null {
  if (typeof value === 'string') return value.slice(0, 10);
  if (typeof value === 'object' && value !== null && 'at' in value) return String(value.at).slice(0, 10);
  return null;
}
