import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseMonth } from '../data-samples/generator/calendar.js';
import { writeScaleFile } from '../data-samples/generator/scale.js';
import { Database } from '../pipeline/warehouse/database.js';
import { handWrittenLoad } from './hand-written.js';
import { place, provinceOf } from './province-files.js';
import { month, type Ran, ranOnce } from './whole-run.js';

/*
 * npm run bench:province [-- hospitals [anesthetics]]
 * The whole monthly run of a province as exporters write its files, then the same month again after one hospital has corrected its
 * file. Prints the seconds of each phase, peak memory and bytes written, beside a hand-written load of as many clean anaesthetics.
 */

async function loadByHand(csv: string, work: string): Promise<number> {
  const database = await Database.open(join(work, 'hand.duckdb'), {
    folders: [`${work}/`],
    threads: 2,
    memory: '1GB',
    temp: join(work, 'tmp'),
  });
  const start = performance.now();
  await database.run(handWrittenLoad(csv));
  await database.close(join(work, 'hand.duckdb'));
  return (performance.now() - start) / 1000;
}

/** Bytes of the files of a kind under a folder. */
function bytesIn(folder: string, ending = ''): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && statSync(join(folder, name)).isFile())
    .reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

async function main(hospitals: number, anesthetics: number): Promise<void> {
  const say = (text: string) => process.stdout.write(`${text}\n`);
  const work = mkdtempSync(join(tmpdir(), 'zhikong-province-'));
  try {
    const inbox = join(work, 'inbox');
    let last: readonly [string, Uint8Array] | null = null;
    let files = 0;
    for (const [path, bytes] of provinceOf(month, hospitals, anesthetics)) {
      place(inbox, month, path, bytes);
      files += 1;
      if (path.endsWith('麻醉病例.csv')) last = [path, bytes];
    }
    const workspace = join(work, 'workspace');
    mkdirSync(workspace);
    say(
      `${hospitals} hospitals, ${anesthetics} anaesthetics, ${files} files of ${mb(bytesIn(inbox))} MB, ${cpus().length} cores, Node ${process.versions.node}`,
    );
    const first = ranOnce(inbox, workspace);
    const report = join(workspace, 'reports', month);
    tell(say, 'the whole run', first);
    say(
      `  written: report ${mb(bytesIn(report))} MB, of it pages ${mb(bytesIn(report, '.html'))} MB; warehouse ${mb(statSync(join(workspace, 'zhikong.duckdb')).size)} MB`,
    );
    if (last !== null) {
      // Its last row is left out.
      const [path, bytes] = last;
      place(inbox, month, path, bytes.subarray(0, bytes.lastIndexOf(10, bytes.length - 2) + 1));
    }
    const again = ranOnce(inbox, workspace);
    tell(say, 'again after one corrected file', again);
    say(`  ${((100 * total(again)) / total(first)).toFixed(0)} % of the whole run`);
    mkdirSync(join(work, 'hand'));
    const csv = join(work, 'hand', 'clean.csv');
    writeScaleFile(csv, anesthetics, 7, parseMonth(month));
    const byHand = await loadByHand(csv, join(work, 'hand'));
    say(
      `a hand-written load of as many clean anaesthetics: ${byHand.toFixed(2)} s; reading and checking ${((first.seconds['read'] ?? 0) / byHand).toFixed(1)} ×, the whole run ${(total(first) / byHand).toFixed(1)} ×`,
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const mb = (bytes: number) => (bytes / 1e6).toFixed(1);
const total = ({ seconds }: Ran) => Object.values(seconds).reduce((sum, of) => sum + of, 0);

function tell(say: (text: string) => void, what: string, ran: Ran): void {
  const phases = Object.entries(ran.seconds).map(([phase, of]) => `${phase} ${of.toFixed(1)}`);
  say(
    `${what}: ${total(ran).toFixed(1)} s (${phases.join(', ')}), peak ${ran.mb} MB, ${ran.figures} figures`,
  );
}

const [first, second] = process.argv.slice(2).map(Number);
await main(first ?? 300, second ?? (first ?? 300) * 3334);
