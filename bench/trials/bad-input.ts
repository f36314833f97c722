import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseMonth } from '../../data-samples/generator/calendar.js';
import { writeHospitalFiles } from '../../data-samples/generator/scale.js';
import { writeProvince } from '../province-files.js';
import { endText, start } from './program.js';
import { isDone, month, type Outcome, removeFolder } from './stage.js';

interface Input {
  readonly name: string;
  readonly settings?: object;
  readonly write: (inbox: string) => void;
}

const hospital = 'H1001';

/** One hospital's anaesthetics of two years in one file, clean. */
const oneFile = (rows: number) => (inbox: string) =>
  void writeHospitalFiles(join(inbox, month), 1, rows, 7, parseMonth(month), 'utf-8');

/** The same, each row in a file of its own with a header. */
function filesOfOneRow(inbox: string, rows: number): void {
  oneFile(rows)(inbox);
  const folder = join(inbox, month, hospital);
  const whole = join(folder, '麻醉.csv');
  const [header, ...lines] = readFileSync(whole, 'utf8').trimEnd().split('\n');
  rmSync(whole);
  for (const [i, line] of lines.entries()) writeFileSync(join(folder, `${i}.csv`), `${header}\n${line}\n`);
}

function filesOfNothing(inbox: string, count: number): void {
  oneFile(1_000)(inbox);
  for (let i = 0; i < count; i += 1) writeFileSync(join(inbox, month, hospital, `${i}.csv`), `a,b\n${i},2\n`);
}

const inputs: readonly Input[] = [
  { name: '20,000 files that are no tables', write: (inbox) => filesOfNothing(inbox, 20_000) },
  { name: '20,000 files of one row', write: (inbox) => filesOfOneRow(inbox, 20_000) },
  { name: 'a hospital of 2,000,000 rows in one file', write: oneFile(2_000_000) },
  { name: 'the same with memory 100MB', settings: { memory: '100MB' }, write: oneFile(2_000_000) },
  { name: '1,000 hospitals', write: (inbox) => void writeProvince(inbox, month, 1_000, 50_000) },
];

/** Input beyond what a province sends: it works, or the run ends with a sentence that says what it needs. */
export async function badInput(stage: { readonly work: string }, times: number): Promise<Outcome> {
  const faults: string[] = [];
  const ways: string[] = [];
  const tried = inputs.slice(0, times);
  for (const { name, settings, write } of tried) {
    const [inbox, workspace] = [join(stage.work, 'bad-inbox'), join(stage.work, 'bad')];
    mkdirSync(workspace);
    write(inbox);
    if (settings) writeFileSync(join(workspace, 'zhikong.config.json'), JSON.stringify(settings));
    const ended = await start(['run', '--month', month, '--inbox', inbox, '--workspace', workspace]).ended;
    ways.push(
      `${name}: ${isDone(ended) ? 'works' : 'refused'}, ${ended.seconds.toFixed(0)} s, ${ended.mb.toFixed(0)} MB`,
    );
    if (!isDone(ended) && !/\n\[[a-z-]+\]\n$/.test(ended.err)) faults.push(`${name}: ${endText(ended)}`);
    removeFolder(inbox);
    removeFolder(workspace);
  }
  return { tried: tried.length, faults, note: ways.join('; ') };
}
