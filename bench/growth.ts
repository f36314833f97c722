import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeProvince } from './province-files.js';
import { month, type Ran, ranOnce } from './whole-run.js';

/*
 * npm run bench:growth
 * How the whole monthly run grows with anaesthetics and with hospitals: CPU seconds and peak memory at four sizes, and the exponent of the
 * line through their logarithms. Below one what is fixed counts for much; above one a part grows faster than its input.
 */

interface Size {
  readonly hospitals: number;
  readonly anesthetics: number;
}

const growths: readonly { readonly of: keyof Size; readonly sizes: readonly Size[] }[] = [
  {
    of: 'anesthetics',
    sizes: [20_000, 40_000, 80_000, 160_000].map((anesthetics) => ({ hospitals: 20, anesthetics })),
  },
  {
    of: 'hospitals',
    sizes: [15, 30, 60, 120].map((hospitals) => ({ hospitals, anesthetics: 30_000 })),
  },
];

/** The slope of the line of least squares through the logarithms of sizes and measures. */
function exponent(points: readonly (readonly [size: number, measure: number])[]): number {
  const logs = points.map(([size, measure]) => [Math.log(size), Math.log(measure)] as const);
  const mean = (of: (log: (typeof logs)[number]) => number) =>
    logs.reduce((sum, log) => sum + of(log), 0) / logs.length;
  const [x, y] = [mean(([size]) => size), mean(([, measure]) => measure)];
  const shared = logs.reduce((sum, [size, measure]) => sum + (size - x) * (measure - y), 0);
  return shared / logs.reduce((sum, [size]) => sum + (size - x) ** 2, 0);
}

function ranAt({ hospitals, anesthetics }: Size): Ran {
  const work = mkdtempSync(join(tmpdir(), 'zhikong-growth-'));
  try {
    const [inbox, workspace] = [join(work, 'inbox'), join(work, 'workspace')];
    mkdirSync(workspace);
    writeProvince(inbox, month, hospitals, anesthetics);
    return ranOnce(inbox, workspace);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const say = (text: string) => process.stdout.write(`${text}\n`);
for (const { of, sizes } of growths) {
  const points: { size: number; ran: Ran }[] = [];
  for (const size of sizes) {
    const ran = ranAt(size);
    points.push({ size: size[of], ran });
    say(
      `${size.hospitals} hospitals, ${size.anesthetics} anaesthetics: CPU ${ran.cpu.toFixed(1)} s, peak ${ran.mb} MB, ${ran.figures} figures`,
    );
  }
  const fitted = (measure: (ran: Ran) => number) =>
    exponent(points.map(({ size, ran }) => [size, measure(ran)])).toFixed(2);
  say(
    `in ${of}: CPU grows with the power ${fitted(({ cpu }) => cpu)}, peak memory ${fitted(({ mb }) => mb)}`,
  );
}
