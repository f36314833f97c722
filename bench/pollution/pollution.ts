import { fork } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { addTally, newTally, type Tally } from '../../test/pollution/tally.js';
import { type Encoding, variants } from '../../test/pollution/write.js';
import { loaders, measureSuggestions, type Result, type Task, work } from './task.js';

/*
 * npm run bench:pollution [-- files [every]]
 * Loads polluted files by us and by others and prints four measures. `files` is the sample of each encoding that all
 * loaders read (2290), `every` that ours alone reads every fifth (5) or each (1) of all polluted files.
 */

const AT_ONCE = 2;
const say = (text: string) => process.stdout.write(`${text}\n`);

if (process.send !== undefined) {
  process.once('message', async (task: Task) => {
    const result = await work(task);
    process.send?.(result, () => process.exit(0));
  });
} else await compare(Number(process.argv[2] ?? 2290), Number(process.argv[3] ?? 5));

async function compare(files: number, everyNth: number): Promise<void> {
  const start = performance.now();
  const encodings: readonly Encoding[] = ['UTF-8', 'UTF-8-BOM', 'GB18030', 'UTF-16LE-BOM'];
  say(`${files} polluted files in each of ${encodings.join(', ')}, ${cpus().length} cores`);
  const compared = await runAll(encodings.map((encoding) => ({ what: 'loaders', encoding, files })));
  for (const group of ['structure', 'content']) {
    say(
      `\n${group === 'structure' ? 'How the file is written' : 'What the cells say (types, ranges, cells shifted within the row, keys)'}`,
    );
    table(loaders.map((loader) => [loader, sumOf(compared, loader, [group])]));
  }
  say(`\n${loaders[0]}, ${everyNth === 1 ? 'all' : `1 in ${everyNth} of all`} polluted files`);
  const tasks = variants.map((variant): Task => ({ what: 'ours', variant, everyNth }));
  const ours = await runAll(tasks);
  const groups = ['structure', 'content'];
  table([
    ...ours.map((result, i): [string, Tally] => {
      const { encoding, lineEnd } = variants[i] ?? { encoding: '', lineEnd: '' };
      return [`${encoding} ${lineEnd}`, sumOf([result], loaders[0], groups)];
    }),
    ['all', sumOf(ours, loaders[0], groups)],
  ]);
  say(
    `\nSuggestions for held-back rows, ${everyNth === 1 ? 'all' : `1 in ${everyNth} of all`} polluted files`,
  );
  const { whole, piece } = await measureSuggestions(everyNth);
  for (const [name, { rows, right, wrong, none }] of [
    ['rows on one line', whole],
    ['pieces of a row', piece],
  ] as const)
    say(`${name}: ${rows}; the clean row ${right} (${share(right, rows)}), another ${wrong}, none ${none}`);
  say(`\n${((performance.now() - start) / 1000).toFixed(0)} s`);
}

/** Runs tasks in processes of their own, two at a time; results in the order of the tasks. */
async function runAll(tasks: readonly Task[]): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    while (next < tasks.length) {
      const at = next;
      next += 1;
      const task = tasks[at];
      if (task !== undefined) results[at] = await runOne(task);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

function runOne(task: Task): Promise<Result> {
  return new Promise((resolve, reject) => {
    // papaparse writes to stderr for every file with a doubled header.
    const child = fork(fileURLToPath(import.meta.url), { stdio: ['ignore', 'inherit', 'ignore', 'ipc'] });
    child.once('message', (result) => resolve(result as Result));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the measuring process ended with ${code}`)));
    child.send(task);
  });
}

function sumOf(results: readonly Result[], loader: string, groups: readonly string[]): Tally {
  const sum = newTally();
  for (const result of results) {
    for (const group of groups) {
      const tally = result[loader]?.[group];
      if (tally !== undefined) addTally(sum, tally);
    }
  }
  return sum;
}

function table(rows: readonly (readonly [string, Tally])[]): void {
  const head = [
    '',
    'files',
    'silent',
    'lines known',
    'right row named',
    'refused',
    'collateral',
    'wrong rows',
  ];
  const cells = rows.map(([name, t]) => [
    name,
    t.files,
    t.silent,
    share(t.accounted, t.files),
    `${t.rightRow} of ${t.withRows} (${share(t.rightRow, t.withRows)})`,
    `${t.refused} of ${t.toRefuse}`,
    `${t.collateralFiles} files, ${t.collateralRows} rows`,
    t.wrongRows,
  ]);
  const widths = head.map((text, i) => Math.max(text.length, ...cells.map((row) => width(String(row[i])))));
  for (const row of [head, ...cells]) {
    say(row.map((cell, i) => pad(String(cell), widths[i] ?? 0, i === 0)).join('  '));
  }
}

function share(part: number, whole: number): string {
  if (whole === 0) return '-';
  return part === whole ? '100 %' : `${(Math.floor((1000 * part) / whole) / 10).toFixed(1)} %`;
}

/** Chinese characters take two columns. */
function width(text: string): number {
  return text.length + (text.match(/[\u3000-\u9FFF]/g)?.length ?? 0);
}

function pad(text: string, to: number, left: boolean): string {
  const blanks = ' '.repeat(Math.max(0, to - width(text)));
  return left ? text + blanks : blanks + text;
}
