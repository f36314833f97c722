import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseMonth } from '../data-samples/generator/calendar.js';
import { writeHospitalFiles } from '../data-samples/generator/scale.js';
import { endOf } from '../pipeline/define/periods.js';
import { padsOf } from '../pipeline/effects/keyed-hash.js';
import { ingest } from '../pipeline/load/ingest.js';
import { listInbox } from '../pipeline/load/intake/inbox.js';
import { Database } from '../pipeline/warehouse/database.js';
import { createSchema } from '../pipeline/warehouse/schema.js';
import { Vault } from '../pipeline/warehouse/vault.js';

/*
 * npm run bench:hospitals [-- hospitals [rows]]
 * One GB18030 file of anaesthetics from each of many hospitals: read, stage, check and load, end to end. Once with sound
 * files, once with a bad cell in every twentieth file, which the exact lane must then read.
 */

const month = '2026-10';

interface Taken {
  readonly ms: number;
  readonly cpuMs: number;
  readonly mb: number;
  readonly lanes: Readonly<Record<string, number>>;
  readonly rows: number;
  readonly problems: number;
}

/** Runs in a process of its own: takes in the inbox of `work`. */
async function takeIn(work: string): Promise<Taken> {
  const path = join(work, 'zhikong.duckdb');
  const start = performance.now();
  const database = await Database.open(path, {
    folders: [`${work}/`],
    threads: 2,
    memory: '1GB',
    temp: join(work, 'tmp'),
  });
  await createSchema(database);
  await ingest(listInbox(join(work, 'inbox'), month), {
    database,
    vault: new Vault(join(work, 'vault')),
    temp: work,
    month,
    parameters: { ...padsOf(Buffer.from('bench')), as_of_end: endOf(`${month}-31`) },
  });
  const lanes = await database.rows<{ lane: string; n: string }>(
    `SELECT coalesce(lane, 'refused') AS lane, count(*) AS n FROM files GROUP BY 1 ORDER BY 1`,
  );
  const rows = await database.number('SELECT sum(accepted) FROM submissions WHERE live');
  const problems = await database.number('SELECT count(*) FROM problems');
  await database.close(path);
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage();
  return {
    ms: Math.round(ms),
    cpuMs: Math.round((user + system) / 1000),
    mb: Math.round(process.resourceUsage().maxRSS / 1024),
    lanes: Object.fromEntries(lanes.map(({ lane, n }) => [lane, Number(n)])),
    rows: rows ?? 0,
    problems: problems ?? 0,
  };
}

function inOwnProcess(work: string): Taken {
  const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--take', work], {
    encoding: 'utf8',
  });
  if (child.status !== 0) throw new Error(`taking in failed:\n${child.stderr}${child.stdout}`);
  return JSON.parse(child.stdout.trim().split('\n').at(-1) ?? '{}') as Taken;
}

/** ASA class 9 in the third row. */
const badCell = (text: string) =>
  text
    .split('\n')
    .map((line, i) => (i === 3 ? line.replace(/^((?:[^,]*,){2})[^,]*/, '$19') : line))
    .join('\n');

function main(hospitals: number, rows: number): void {
  const say = (text: string) => process.stdout.write(`${text}\n`);
  const rounds = [
    ['all files sound', null],
    ['a bad cell in every 20th file', 20],
  ] as const;
  for (const [title, every] of rounds) {
    const work = mkdtempSync(join(tmpdir(), 'zhikong-hospitals-'));
    try {
      mkdirSync(join(work, 'inbox'));
      const spoil = (text: string, hospital: number) =>
        every !== null && hospital % every === 1 ? badCell(text) : text;
      const inbox = join(work, 'inbox', month);
      const bytes = writeHospitalFiles(inbox, hospitals, rows, 7, parseMonth(month), 'gb18030', spoil);
      const taken = inOwnProcess(work);
      const share = Object.entries(taken.lanes)
        .map(([lane, n]) => `${lane} ${((100 * n) / hospitals).toFixed(1)} %`)
        .join(', ');
      say(
        `${hospitals} hospitals × ${rows} rows in GB18030, ${(bytes / 1e6).toFixed(0)} MB, ${cpus().length} cores, ${title}:`,
      );
      say(
        `  ${(taken.ms / 1000).toFixed(2)} s (goal 15), ${(taken.cpuMs / 1000).toFixed(2)} s of CPU, peak ${taken.mb} MB (goal 400)`,
      );
      say(`  ${taken.rows} rows accepted, ${taken.problems} problems; files by lane: ${share}`);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
}

const [first, second] = process.argv.slice(2);
if (first === '--take') process.stdout.write(`${JSON.stringify(await takeIn(second ?? ''))}\n`);
else main(Number(first ?? 500), Number(second ?? 2000));
