import type { Month } from './calendar.js';
import { makeSample } from './sample.js';
import { type Sheet, writeSheet } from './sheet.js';

/** A small month of invented hospitals. */
export interface DemoMonth {
  /** `2026-10` */
  readonly month: string;
  /** Path inside the month's inbox, with `/`, to bytes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly hospitals: number;
  /** A hospital whose ECMO-01 is worth explaining. */
  readonly explained: string;
  /** A file with something to correct, and the hospital that sent it. */
  readonly checked: { readonly file: string; readonly hospital: string };
}

const month: Month = { year: 2026, month: 10 };
const seed = 20261031;
/*
 * Of ECMO-01, H0101 meets the threshold, H0102 would with its unknown outcome known, H0105 has too few runs and sends an anaesthesia file that
 * broke off, H0201 lies in another city and writes a start as blank.
 */
const shown: ReadonlySet<string> = new Set(['H0101', 'H0102', 'H0105', 'H0201']);

/** Four hospitals of the sample month, with the bytes that they have there; of the centre's lists the rows of these four. */
export function makeDemo(): DemoMonth {
  const { files, sheets } = makeSample(seed, month);
  const sent = [...files].filter(([path]) => shown.has(path.split('/', 1)[0] ?? ''));
  const lists = sheets
    .filter(({ path }) => !path.includes('/'))
    .map((sheet) => [sheet.path, writeSheet(rowsOf(sheet, shown))] as const);
  return {
    month: '2026-10',
    files: new Map([...sent, ...lists]),
    hospitals: shown.size,
    explained: 'H0102',
    checked: { file: 'H0201/ECMO病例.csv', hospital: 'H0201' },
  };
}

/** The sheet with the rows of these hospitals alone; what is no row stays. */
function rowsOf(sheet: Sheet, codes: ReadonlySet<string>): Sheet {
  const column = sheet.fields.indexOf('hospital_id');
  const isKept = ({ cells }: Sheet['lines'][number]) =>
    cells === undefined || cells === sheet.headers || codes.has(cells[column] ?? '');
  return { ...sheet, lines: sheet.lines.filter(isKept) };
}
