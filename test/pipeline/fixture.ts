import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Papa from 'papaparse';

import { norms } from '../../indicators/index.js';
import { findIndicator } from '../../pipeline/ask/explain.js';
import { historyOf, rebuild } from '../../pipeline/batch/rebuild.js';
import { compute } from '../../pipeline/compute/compute.js';
import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { endOf, lastDay, monthNumber } from '../../pipeline/define/periods.js';
import { padsOf } from '../../pipeline/effects/keyed-hash.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import { type FileOutcome, ingest } from '../../pipeline/load/ingest.js';
import { listInbox } from '../../pipeline/load/intake/inbox.js';
import { mappingsInUse } from '../../pipeline/load/intake/mappings-in-use.js';
import { type RepeatPolicy, repeatPolicy } from '../../pipeline/load/lane/repeat-policy.js';
import type { ShrinkPolicy } from '../../pipeline/load/stage/shrunk.js';
import { Database } from '../../pipeline/warehouse/database.js';
import { createSchema } from '../../pipeline/warehouse/schema.js';
import { Vault } from '../../pipeline/warehouse/vault.js';

/** A row of a file as its cells by header. */
export type Cells = Readonly<Record<string, string>>;

/** A new folder of its own under the system's temporary one. */
export const newFolder = () => mkdtempSync(join(tmpdir(), 'zhikong-test-'));

export const remove = (folder: string) => rmSync(folder, { recursive: true, force: true });

/** A workspace whose database works with one thread: on small files more of them only take longer to begin. */
export function oneThreaded(workspace: string): string {
  writeFiles(workspace, { 'zhikong.config.json': '{"threads": 1}' });
  return workspace;
}

/** Writes files by their path inside a folder, making the folders on the way. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** Rows as a CSV file with LF; the columns are those of all rows, in order of first mention. */
export function csv(rows: readonly Cells[]): string {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return `${Papa.unparse({ fields, data: rows.map((row) => fields.map((name) => row[name] ?? '')) }, { newline: '\n' })}\n`;
}

/**
 * A sound ECMO run of October 2026, removed on day 5 because the heart recovered and alive at discharge two weeks
 * later: in both sides of ECMO-01.
 */
export const ecmoRun = (case_no: string, cells: Cells = {}): Cells => ({
  case_no,
  patient_id: `P${case_no}`,
  mode: 'VA',
  started_at: '2026-10-05 08:00',
  ended_at: '2026-10-10 08:00',
  end_reason: '心肺功能改善',
  discharged_at: '2026-10-24 10:00',
  discharge_status: '好转',
  ...cells,
});

/** An ECMO run of October 2026 that ended in death on support: in the denominator of ECMO-01 only. */
export const ecmoDeath = (case_no: string, cells: Cells = {}): Cells =>
  ecmoRun(case_no, {
    end_reason: '死亡',
    died_at: '2026-10-10 08:00',
    discharged_at: '',
    discharge_status: '',
    ...cells,
  });

/** Enough to see what counts, and quick to compute. */
const few = ['ECMO-01', 'ECMO-02', 'ECMO-N01'].map(findIndicator);

async function emptyWarehouse(folder: string): Promise<Database> {
  const database = await Database.open(':memory:', {
    folders: [`${folder}/`],
    threads: 1,
    memory: '1GB',
    temp: folder,
  });
  await createSchema(database);
  return database;
}

/** A warehouse in memory that months of files are sent to, one after the other. */
export class Province {
  readonly #folder: string;
  #sent = 0;

  #database: Database;

  private constructor(database: Database, folder: string) {
    this.#database = database;
    this.#folder = folder;
  }

  static async open(): Promise<Province> {
    const folder = newFolder();
    return new Province(await emptyWarehouse(folder), folder);
  }

  get database(): Database {
    return this.#database;
  }

  /** Loses the warehouse and makes it anew from the vault, as it was or as a history says. */
  async rebuild(from?: Awaited<ReturnType<typeof historyOf>>): Promise<void> {
    const history = from ?? (await historyOf(this.#database));
    await this.#database.close();
    this.#database = await emptyWarehouse(this.#folder);
    await rebuild(history, this.vault, {
      database: this.#database,
      vault: this.vault,
      mappingOf: mappingsInUse(join(this.#folder, 'mappings'), this.vault),
      temp: this.#folder,
      parameters: padsOf(new Uint8Array(32)),
    });
  }

  /** Sends files and breaks off at a statement: what was written is lost but for the vault, and the warehouse is what it was before. */
  async sendAndCrash(
    month: string,
    files: Readonly<Record<string, string>>,
    statement: number,
  ): Promise<'crashed' | 'done'> {
    const before = await historyOf(this.#database);
    const run = this.#database.run.bind(this.#database);
    let left = statement;
    this.#database.run = async (...args) => {
      left -= 1;
      if (left < 0) throw new Error('crash');
      return run(...args);
    };
    let end: 'crashed' | 'done' = 'done';
    await this.send(month, files).catch((error: unknown) => {
      if (!(error instanceof Error && error.message === 'crash')) throw error;
      end = 'crashed';
    });
    await this.rebuild(before);
    return end;
  }

  /** Where the bytes of all files lie. */
  get vault(): Vault {
    return new Vault(join(this.#folder, 'vault'));
  }

  async close(): Promise<void> {
    await this.database.close();
    remove(this.#folder);
  }

  /** Takes in the files of a month as they lie in its inbox; what became of each, by name. */
  async send(
    month: string,
    files: Readonly<Record<string, string | Uint8Array>>,
    options: {
      readonly asOf?: string;
      readonly fastFrom?: number;
      readonly groupBelow?: number;
      readonly shrink?: ShrinkPolicy;
      readonly repeat?: RepeatPolicy;
      readonly now?: string;
    } = {},
  ): Promise<Record<string, FileOutcome['status']>> {
    this.#sent += 1;
    const inbox = join(this.#folder, `inbox-${this.#sent}`);
    writeFiles(join(inbox, month), files);
    // Each run has a folder of its own for what it writes on the way.
    const temp = join(this.#folder, `run-${this.#sent}`);
    mkdirSync(temp);
    const outcomes = await ingest(listInbox(inbox, month), {
      database: this.database,
      vault: this.vault,
      mappingOf: mappingsInUse(join(this.#folder, 'mappings'), this.vault),
      temp,
      month,
      parameters: {
        ...padsOf(new Uint8Array(32)),
        as_of_end: endOf(options.asOf ?? lastDay(monthNumber(month))),
      },
      ...(options.fastFrom === undefined ? {} : { fastFrom: options.fastFrom }),
      ...(options.shrink === undefined ? {} : { shrink: options.shrink }),
      // Tests lay the same rows into many folders and months; senders.test tries what that comes to.
      repeat: options.repeat ?? repeatPolicy(['all']),
      ...(options.now === undefined ? {} : { now: options.now }),
      ...(options.groupBelow === undefined ? {} : { groupBelow: options.groupBelow }),
    });
    return Object.fromEntries(outcomes.map(({ label, status }) => [label, status]));
  }

  /** Puts a hospital's mapping file in place. */
  map(hospital: string, mapping: unknown): void {
    writeFiles(join(this.#folder, 'mappings'), { [`${hospital}.json`]: JSON.stringify(mapping) });
  }

  /** The figures of a month's batch: of a run proportion, a patient proportion and a volume, unless others are named. */
  figures(
    month: string,
    asOf = lastDay(monthNumber(month)),
    of: readonly DefinedIndicator[] = few,
  ): Promise<Figure[]> {
    return compute(this.database, { month, asOf, batch: 'test', indicators: of, norms, province: '' });
  }

  /** Numerator and denominator of a figure such as `ECMO-01 H1 2026`, or null when there is no such figure. */
  async counts(month: string, name: string): Promise<[number | null, number | null] | null> {
    const [code, unit, period] = name.split(' ');
    const found = (await this.figures(month)).find(
      (f) => f.code === code && f.unit === unit && f.period === period && f.stratum === '',
    );
    return found ? [found.numerator, found.denominator] : null;
  }

  /** The problems so far as `file:line rule`, in order. */
  async problems(): Promise<string[]> {
    const rows = await this.database.rows<{ text: string }>(
      `SELECT f.path || ':' || coalesce(CAST(p.line AS VARCHAR), '*') || ' ' || p.rule AS text
       FROM problems p JOIN files f USING (file_id) ORDER BY ALL`,
    );
    return rows.map(({ text }) => text);
  }
}
