import type { HospitalEntry } from '../../pipeline/ask/hospital-entries.js';
import { periodsOf } from '../../pipeline/figure/ending-periods.js';
import { FigureIndex } from '../../pipeline/figure/figure-index.js';
import { type Lang, type Words, words } from '../words/index.js';
import { hospitalFiles } from './hospital-files.js';
import type { ReportData } from './report-data.js';

/** The data of a report with look-ups that every page uses. */
export interface ReportContext {
  readonly data: ReportData;
  readonly lang: Lang;
  readonly words: Words;
  readonly index: FigureIndex;
  readonly periods: ReturnType<typeof periodsOf>;
  /** Every hospital of the list, then those that occur only in figures, submissions or problems. */
  readonly hospitals: readonly string[];
  /** The file name, without extension, of each hospital's page. */
  readonly files: ReadonlyMap<string, string>;
  readonly entries: ReadonlyMap<string, HospitalEntry>;
  /** Computes a value that several pages need only once; `name` identifies it. */
  readonly once: <T>(name: string, make: () => T) => T;
  /** The relative path from a page to the report's folder. */
  readonly root: '../' | '../../';
}

/** The context of the pages of `centre/` and `public/`; those of hospitals lie a folder deeper and change `root`. */
export function reportContext(data: ReportData, lang: Lang): ReportContext {
  const hospitals = hospitalsOf(data);
  return {
    data,
    lang,
    words: words[lang],
    index: new FigureIndex(data.figures),
    periods: periodsOf(data.month),
    hospitals,
    files: hospitalFiles(hospitals),
    entries: new Map(data.hospitals.map((entry) => [entry.hospital_id, entry])),
    once: onceEach(),
    root: '../',
  };
}

/** Every hospital of the list, then those that occur only in figures, submissions or problems, by code. */
export function hospitalsOf({ hospitals, figures, submissions, problems }: ReportData): string[] {
  const listed = hospitals.map(({ hospital_id }) => hospital_id);
  const seen = [
    ...figures.filter(({ level }) => level === 'hospital').map(({ unit }) => unit),
    ...submissions.map(({ hospital_id }) => hospital_id),
    ...problems.flatMap(({ hospital_id }) => (hospital_id === null ? [] : [hospital_id])),
  ];
  // `*` stands for a file whose hospital could not be determined.
  return [...new Set([...listed, ...[...new Set(seen)].sort()])].filter((code) => code !== '*');
}

function onceEach(): ReportContext['once'] {
  const made = new Map<string, unknown>();
  return <T>(name: string, make: () => T): T => {
    if (!made.has(name)) made.set(name, make());
    return made.get(name) as T;
  };
}

/** Whether the list of hospitals has a code; without any list every code counts. */
export const isListed = ({ entries }: ReportContext, code: string): boolean =>
  entries.size === 0 || entries.has(code);

/** A hospital's name; its code where no list names it. */
export function hospitalName({ entries }: ReportContext, code: string): string {
  const name = entries.get(code)?.name ?? '';
  return name.trim() === '' ? code : name;
}
