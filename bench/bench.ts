import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Measured, measure, median } from './case.js';

/*
 * npm run bench [-- rows [runs]]
 * Loads and counts 5 million anaesthetics by us and by hand-written SQL, in turns, and prints the ratios. Every case runs
 * in a process of its own. Only ratios of one session mean anything; the machine decides the seconds.
 */

const rows = Number(process.argv[2] ?? 5_000_000);
const runs = Number(process.argv[3] ?? 3);
const work = mkdtempSync(join(tmpdir(), 'zhikong-bench-'));
const say = (text: string) => process.stdout.write(`${text}\n`);

try {
  const csv = generate('inbox');
  const gb = generate('inbox-gb', '--gb18030');
  say(
    `${rows.toLocaleString('en')} anaesthetics, ${(statSync(csv).size / 1e6).toFixed(0)} MB of CSV, ${cpus().length} cores, ${runs} runs each`,
  );
  const results = new Map<string, Measured[]>();
  for (let i = 0; i < runs; i += 1) {
    for (const name of [
      'load by hand',
      'load',
      'load, no copy',
      'load GB18030',
      'counts by hand',
      'counts',
      'figures',
    ]) {
      const measured = measure(name, [name === 'load GB18030' ? gb : csv, work]);
      results.set(name, [...(results.get(name) ?? []), measured]);
      say(
        `  run ${i + 1}  ${name.padEnd(14)}  ${(measured.ms / 1000).toFixed(2).padStart(7)} s  ${String(measured.mb).padStart(5)} MB`,
      );
    }
  }
  const ms = (name: string) => median((results.get(name) ?? []).map((m) => m.ms));
  const mb = Math.max(
    ...(results.get('load') ?? []).map((m) => m.mb),
    ...(results.get('load GB18030') ?? []).map((m) => m.mb),
    ...(results.get('figures') ?? []).map((m) => m.mb),
  );
  say(
    `read + stage + check + load: ${(ms('load') / ms('load by hand')).toFixed(2)} × a hand-written load (goal 1.5)`,
  );
  say(
    `without the raw copy:        ${(ms('load, no copy') / ms('load by hand')).toFixed(2)} ×, as the hand-written load keeps none`,
  );
  say(
    `the same data in GB18030:    ${(ms('load GB18030') / ms('load by hand')).toFixed(2)} × a hand-written load of the UTF-8 file (goal 2.5)`,
  );
  const times = (ours: string, hand: string) => `${(ms(ours) / ms(hand)).toFixed(2)} ×`;
  say(`every anaesthesia count:     ${times('counts', 'counts by hand')} the hand-written counts (goal 1.5)`);
  say(
    `with intervals and verdicts: ${times('figures', 'counts by hand')} the hand-written counts, which have none`,
  );
  say(`peak memory:                 ${mb} MB (goal 1500)`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function generate(folder: string, ...options: readonly string[]): string {
  const cli = fileURLToPath(new URL('../data-samples/generator/cli.js', import.meta.url));
  const inbox = join(work, folder);
  mkdirSync(inbox);
  const made = spawnSync(process.execPath, [cli, '--out', inbox, '--scale', String(rows), ...options], {
    encoding: 'utf8',
  });
  const csv = join(inbox, `anesthesia-${rows}.csv`);
  if (made.status !== 0 || !existsSync(csv)) throw new Error(`the generator failed: ${made.stderr}`);
  return csv;
}
