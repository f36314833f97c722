import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addMonths, monthText, parseMonth } from '../data-samples/generator/calendar.js';
import { place, provinceOf, writeProvince } from './province-files.js';
import { type Asked, month, type Ran, ranOnce } from './whole-run.js';

/*
 * npm run bench:growth [-- anesthetics | hospitals | indicators | months [count] | corrections [hospitals]]
 * How the whole monthly run grows: CPU seconds and peak memory at some sizes, and the exponent of the line through their logarithms. Below
 * one what is fixed counts for much; above one a part grows faster than its input. `months` runs one month after the other in one
 * workspace, 36 unless told otherwise, and the last one alone in a fresh workspace. `corrections` runs a month after one of which it corrects 1 % of the
 * rows, 60 hospitals unless told otherwise, and says what share of it the comparison with the published figures takes.
 */

const say = (text: string) => process.stdout.write(`${text}\n`);

/** Runs in a folder that is gone afterwards. */
function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'zhikong-growth-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The slope of the line of least squares through the logarithms of sizes and measures. */
function exponent(points: readonly (readonly [size: number, measure: number])[]): number {
  const logs = points.map(([size, measure]) => [Math.log(size), Math.log(measure)] as const);
  const mean = (of: (log: (typeof logs)[number]) => number) =>
    logs.reduce((sum, log) => sum + of(log), 0) / logs.length;
  const [x, y] = [mean(([size]) => size), mean(([, measure]) => measure)];
  const shared = logs.reduce((sum, [size, measure]) => sum + (size - x) * (measure - y), 0);
  return shared / logs.reduce((sum, [size]) => sum + (size - x) ** 2, 0);
}

interface Size {
  readonly hospitals: number;
  readonly anesthetics: number;
  readonly asked?: Asked;
}

const ranAt = ({ hospitals, anesthetics, asked = {} }: Size): Ran =>
  inFolder((work) => {
    const [inbox, workspace] = [join(work, 'inbox'), join(work, 'workspace')];
    mkdirSync(workspace);
    writeProvince(inbox, month, hospitals, anesthetics);
    return ranOnce(inbox, workspace, asked);
  });

const told = ({ cpu, mb, figures }: Ran) => `CPU ${cpu.toFixed(1)} s, peak ${mb} MB, ${figures} figures`;

function grow(of: string, sizes: readonly (readonly [size: number, Size])[]): void {
  const points = sizes.map(([size, at]) => {
    const ran = ranAt(at);
    say(`${size} ${of}: ${told(ran)}`);
    return { size, ran };
  });
  const fitted = (measure: (ran: Ran) => number) =>
    exponent(points.map(({ size, ran }) => [size, measure(ran)])).toFixed(2);
  say(
    `in ${of}: CPU grows with the power ${fitted(({ cpu }) => cpu)}, peak memory ${fitted(({ mb }) => mb)}`,
  );
}

/** Every month's exports hold all of ECMO and VAD again, each drawn anew, so that every month also corrects what stands. */
function monthAfterMonth(count: number, hospitals: number, anesthetics: number): void {
  const wholeSeconds = ({ seconds }: Ran) => Object.values(seconds).reduce((sum, of) => sum + of, 0);
  inFolder((work) => {
    const [inbox, workspace, fresh] = [join(work, 'inbox'), join(work, 'workspace'), join(work, 'fresh')];
    mkdirSync(workspace);
    mkdirSync(fresh);
    let first: Ran | null = null;
    for (let i = 0; i < count; i += 1) {
      const now = monthText(addMonths(parseMonth(month), i - count + 1));
      writeProvince(inbox, now, hospitals, anesthetics);
      const ran = ranOnce(inbox, workspace, { month: now });
      first ??= ran;
      say(`month ${i + 1}, ${now}: ${wholeSeconds(ran).toFixed(1)} s, ${told(ran)}`);
      if (i < count - 1) continue;
      const alone = ranOnce(inbox, fresh, { month: now });
      say(`${now} alone in a fresh workspace: ${wholeSeconds(alone).toFixed(1)} s, ${told(alone)}`);
      say(
        `month ${count} took ${(ran.cpu / first.cpu).toFixed(2)} × the CPU of month 1 and ${(ran.cpu / alone.cpu).toFixed(2)} × that of itself alone`,
      );
    }
  });
}

/** Lines of a CSV after its header, every hundredth with the first zero of a cell turned into a one. */
function corrected(lines: readonly string[], every = 100): string[] {
  return lines.map((line, i) => (i % every === 0 ? line.replace(',0,', ',1,') : line));
}

/** The files of a second month: its own anaesthetics with the corrected ones of the first, and the first month's exports of ECMO and VAD, corrected. */
function writeCorrections(
  inbox: string,
  [first, second]: readonly [string, string],
  hospitals: number,
): void {
  const anesthetics = hospitals * 1000;
  // Bytes as characters: in GB18030 no comma is part of another character.
  const linesOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1').split('\n').filter(Boolean);
  const earlier = new Map(provinceOf(first, hospitals, anesthetics));
  for (const [path, bytes] of provinceOf(second, hospitals, anesthetics)) {
    const before = earlier.get(path);
    const isMonthly = path.includes('麻醉病例');
    const isCumulative = path.includes('ECMO病例') || path.includes('心室辅助病例');
    if (before === undefined || !(isMonthly || isCumulative)) place(inbox, second, path, bytes);
    else if (path.endsWith('.csv')) {
      const [head = '', ...rows] = linesOf(before);
      const sent = isMonthly
        ? [...linesOf(bytes), ...corrected(rows).filter((_, i) => i % 100 === 0)]
        : [head, ...corrected(rows)];
      place(inbox, second, path, Buffer.from(`${sent.join('\n')}\n`, 'latin1'));
    }
  }
}

function afterCorrections(hospitals: number): void {
  inFolder((work) => {
    const [inbox, workspace] = [join(work, 'inbox'), join(work, 'workspace')];
    mkdirSync(workspace);
    writeFileSync(
      join(workspace, 'zhikong.config.json'),
      '{"exports": {"*": {"anesthesia_cases": "month"}}}',
    );
    const first = monthText(addMonths(parseMonth(month), -1));
    writeProvince(inbox, first, hospitals, hospitals * 1000);
    say(
      `${first}, ${hospitals} hospitals, ${hospitals * 1000} anaesthetics: ${told(ranOnce(inbox, workspace, { month: first }))}`,
    );
    writeCorrections(inbox, [first, month], hospitals);
    const ran = ranOnce(inbox, workspace, { month });
    const all = Object.values(ran.cpuSeconds).reduce((sum, of) => sum + of, 0);
    const compare = ran.cpuSeconds['compare'] ?? 0;
    say(`${month}, 1 % corrected: ${told(ran)}`);
    say(
      `  CPU ${all.toFixed(1)} s (${Object.entries(ran.cpuSeconds)
        .map(([phase, of]) => `${phase} ${of.toFixed(1)}`)
        .join(', ')}): comparing adds ${((100 * compare) / (all - compare)).toFixed(1)} %`,
    );
  });
}

const growths: Readonly<Record<string, (count?: number) => void>> = {
  anesthetics: () =>
    grow(
      'anesthetics',
      [20_000, 40_000, 80_000, 160_000].map((anesthetics) => [anesthetics, { hospitals: 20, anesthetics }]),
    ),
  hospitals: () =>
    grow(
      'hospitals',
      [15, 30, 60, 120].map((hospitals) => [hospitals, { hospitals, anesthetics: 30_000 }]),
    ),
  indicators: () =>
    grow(
      'indicators',
      [9, 34, 67, 134].map((indicators) => [
        indicators,
        { hospitals: 60, anesthetics: 30_000, asked: { indicators } },
      ]),
    ),
  months: (count) => monthAfterMonth(count ?? 36, 30, 10_000),
  corrections: (count) => afterCorrections(count ?? 60),
};

const [of, count] = process.argv.slice(2);
for (const [name, run] of Object.entries(growths))
  if (of === undefined || of === name) run(count === undefined ? undefined : Number(count));
