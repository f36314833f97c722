import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';

/** A worked case: which row it is, how it counts in Chinese where its reason begins with that, and why. */
export interface WorkedRow {
  /** Hospital and number, as the file has them. */
  readonly name: string;
  readonly counts: string | null;
  readonly why: string;
  /** How many rows of the file this is. */
  readonly times: number;
}

/** What stands in `test/indicators/<folder>/`: rows that follow each other with the same reason are one, with the number of them. */
export interface WorkedRows {
  readonly folder: string;
  readonly rows: readonly WorkedRow[];
  /** The figures that the rows come to, worked out by hand, as the header and the lines of `expected.csv`. */
  readonly expected: readonly (readonly string[])[];
}

/** The words with which reasons begin, the longer before those that they begin with. */
const words: readonly (readonly [begins: string, zh: string])[] = [
  ['unknown and in the denominator alone', '结局未明，只计入分母'],
  ['unknown and not met', '结局未明，按“否”计'],
  ['unknown by itself', '单看此行未明'],
  ['unknown', '结局未明'],
  ['not met by itself', '单看此行不符合'],
  ['not met', '计入分母，不计入分子'],
  ['met by itself', '单看此行符合'],
  ['met once', '计入分子，一个疗程计一次'],
  ['met', '计入分子'],
  ['outside', '不属于分母'],
  ['excluded', '排除'],
  ['pending', '未到期'],
  ['undated', '不能归类'],
  ['counted', '计入'],
];

/** How a reason says that its row counts, in Chinese; null where it begins with none of the words. */
export function countsAs(why: string): string | null {
  const found = words.find(([begins]) => why.startsWith(begins) && !/^\w/.test(why.slice(begins.length)));
  return found ? found[1] : null;
}

const numbers = ['case_no', 'anesthesia_no', 'run_no', 'implant_no', 'month', 'item'];

/** The worked cases of a folder under `root`; null where it has none. */
export function workedRows(root: string, folder: string): WorkedRows | null {
  const path = (file: string) => join(root, folder, file);
  if (!existsSync(path('cases.csv'))) return null;
  const read = (file: string) => readFileSync(path(file), 'utf8').trimEnd();
  const sent = Papa.parse<Record<string, string>>(read('cases.csv'), { header: true }).data;
  return {
    folder,
    rows: merged(
      sent.map((row) => ({
        name: [row['hospital_id'], ...numbers.map((column) => row[column])].filter(Boolean).join(' '),
        counts: countsAs(row['why'] ?? ''),
        why: row['why'] ?? '',
        times: 1,
      })),
    ),
    expected: Papa.parse<string[]>(read('expected.csv')).data,
  };
}

function merged(rows: readonly WorkedRow[]): readonly WorkedRow[] {
  const groups: (readonly [WorkedRow, ...WorkedRow[]])[] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last && last[0].why === row.why) groups[groups.length - 1] = [...last, row];
    else groups.push([row]);
  }
  return groups.map((group) => {
    const [first] = group;
    const last = group.at(-1);
    if (!last || last === first) return first;
    return { ...first, name: `${first.name} … ${last.name}`, times: group.length };
  });
}
