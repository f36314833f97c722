import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { monthText, parseMonth } from './calendar.js';
import { flawsCsv, readme } from './readme.js';
import { makeSample } from './sample.js';
import { largestScale, writeScaleFile } from './scale.js';
import { planProvince, provinceFiles } from './whole-province.js';

const usage = `Writes the sample inbox, or one large clean file of anaesthetics.
  --out DIR         where to write (required): DIR/inbox/<month>/…, DIR/flaws.csv, DIR/README.md
  --month 2026-10   the inbox month
  --seed 20261031   the same seed gives the same bytes
  --scale N         instead write N anaesthetics (at most 10000000) to DIR/anesthesia-N.csv
  --gb18030         … in GB18030 instead of UTF-8
  --province N      instead write the month of a province of N hospitals to DIR/<month>/…, as exporters write it
  --anesthetics N   … with so many anaesthetics together (3334 per hospital when absent)
`;

/** Does what the arguments say and returns a line for the user. */
export function generate(args: readonly string[]): string {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string' },
      month: { type: 'string', default: '2026-10' },
      seed: { type: 'string', default: '20261031' },
      scale: { type: 'string' },
      gb18030: { type: 'boolean', default: false },
      province: { type: 'string' },
      anesthetics: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return usage;
  if (values.out === undefined) throw new RangeError(`--out is missing\n${usage}`);
  const month = parseMonth(values.month);
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new RangeError(`--seed must be a whole number, not ${values.seed}`);
  mkdirSync(values.out, { recursive: true });
  if (values.scale !== undefined) {
    const path = join(values.out, `anesthesia-${values.scale}.csv`);
    const size = writeScaleFile(
      path,
      Number(values.scale),
      seed,
      month,
      values.gb18030 ? 'gb18030' : 'utf-8',
    );
    return `${path}: ${values.scale} rows, ${size} bytes\n`;
  }
  if (values.province !== undefined) {
    const count = wholeNumber('--province', values.province, 5000);
    const anesthetics = wholeNumber(
      '--anesthetics',
      values.anesthetics ?? String(count * 3334),
      largestScale,
    );
    const inbox = join(values.out, monthText(month));
    rmSync(inbox, { recursive: true, force: true });
    const written = { files: 0, bytes: 0 };
    for (const [path, bytes] of provinceFiles(seed, month, planProvince(seed, count, anesthetics))) {
      writeInto(inbox, path, bytes);
      written.files += 1;
      written.bytes += bytes.length;
    }
    return `${inbox}: ${written.files} files, ${written.bytes} bytes\n`;
  }
  const sample = makeSample(seed, month);
  const inbox = join(values.out, 'inbox', monthText(month));
  rmSync(inbox, { recursive: true, force: true });
  for (const [path, bytes] of sample.files) writeInto(inbox, path, bytes);
  writeFileSync(join(values.out, 'flaws.csv'), flawsCsv(sample));
  writeFileSync(join(values.out, 'README.md'), readme(sample, seed, month));
  return `${inbox}: ${sample.files.size} files, ${sample.flaws.length} flaws\n`;
}

function writeInto(folder: string, path: string, bytes: Uint8Array): void {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bytes);
}

function wholeNumber(option: string, text: string, largest: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > largest)
    throw new RangeError(`${option} must be a whole number from 0 to ${largest}, not ${text}`);
  return value;
}

const script = process.argv[1];
if (script !== undefined && import.meta.url === pathToFileURL(resolve(script)).href) {
  try {
    process.stdout.write(generate(process.argv.slice(2)));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}
