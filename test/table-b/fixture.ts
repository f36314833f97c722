import { expect } from 'vitest';
import type { ProblemEntry } from '../../pipeline/ask/problem-entries.js';
import { problemEntries } from '../../pipeline/ask/problem-entries.js';
import { Province } from '../pipeline/fixture.js';

export const month = '2026-10';

/** Tests that run at once wait for each other's files. */
export const PATIENCE = 600_000;

/** Columns A to K of the files of these tests. */
export const HEADER =
  '病案号,患者标识,支持模式,上机时间,撤机时间,撤机原因,出院时间,离院方式,体重(kg),上机决策医师人数,备注';
export const names = HEADER.split(',');

/** A sound row; cells are replaced by their column's letter. */
export function row(no: string | number, cells: Readonly<Record<string, string>> = {}): string {
  const sound = [
    String(no),
    `P${no}`,
    'VA',
    '2026-10-05 08:00',
    '2026-10-10 08:00',
    '心肺功能改善',
    '2026-10-24 10:00',
    '好转',
    '60',
    '3',
    '',
  ];
  return sound.map((cell, at) => cells[String.fromCharCode(65 + at)] ?? cell).join(',');
}

/** The header and these rows, each with LF. */
export const file = (...rows: readonly string[]) => `${[HEADER, ...rows].join('\n')}\n`;

/** What became of a file, as its hospital and the centre see it. */
export interface Answer {
  readonly status: string | undefined;
  /** Each problem as `line letter rule`, `*` where there is none. */
  readonly told: readonly string[];
  readonly problems: readonly ProblemEntry[];
  /** Physical lines of the stored rows. */
  readonly stored: readonly number[];
  /** When support began in each of them. */
  readonly startedAt: readonly string[];
  /** Rows that are no cases, as `line reason`. */
  readonly skipped: readonly string[];
  readonly file: Readonly<Record<string, unknown>>;
}

interface Waiting {
  readonly label: string;
  readonly content: string | Uint8Array;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** A province in which each file is the submission of another hospital. Files of tests that run at once are sent together. */
export class Desk {
  readonly #province: Province;
  #hospitals = 0;
  #waiting: Waiting[] = [];
  #sending: Promise<void> | null = null;

  private constructor(province: Province) {
    this.#province = province;
  }

  static async open(): Promise<Desk> {
    return new Desk(await Province.open());
  }

  close(): Promise<void> {
    return this.#province.close();
  }

  /** Sends one file through the whole pipeline; every problem of it must have all six parts. */
  send(content: string | Uint8Array, name = 'ecmo.csv'): Promise<Answer> {
    this.#hospitals += 1;
    const label = `H${this.#hospitals}/${name}`;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ label, content, resolve, reject });
      this.#sending ??= new Promise((go) => setTimeout(go, 10)).then(() => this.#sendAll());
    });
  }

  async #sendAll(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      const files = Object.fromEntries(batch.map(({ label, content }) => [label, content]));
      const outcomes = await this.#province.send(month, files);
      const problems = await problemEntries(this.#province.database, month);
      for (const { label, resolve, reject } of batch) {
        const own = problems.filter(({ file: of }) => of === label);
        await this.#answer(label, outcomes[label], own).then(resolve, reject);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    this.#sending = this.#waiting.length === 0 ? null : this.#sendAll();
  }

  async #answer(
    label: string,
    status: string | undefined,
    problems: readonly ProblemEntry[],
  ): Promise<Answer> {
    for (const problem of problems) expectSixParts(problem, label);
    const { database } = this.#province;
    const [found = {}] = await database.rows('SELECT * FROM files WHERE path = $label', { label });
    const rows = await database.rows<{ line: number; started_at: string }>(
      'SELECT line, started_at FROM ecmo_runs JOIN files USING (file_id) WHERE path = $label ORDER BY line',
      { label },
    );
    const skipped = await database.rows<{ text: string }>(
      "SELECT s.line || ' ' || reason AS text FROM skipped_rows s JOIN files USING (file_id) WHERE path = $label ORDER BY s.line",
      { label },
    );
    return {
      status,
      told: problems.map(({ line, column_letter, rule }) => `${line ?? '*'} ${column_letter ?? '*'} ${rule}`),
      problems,
      stored: rows.map(({ line }) => Number(line)),
      startedAt: rows.map(({ started_at }) => started_at),
      skipped: skipped.map(({ text }) => text),
      file: found,
    };
  }
}

/** File, place, column with letter and name, rule, message and fix, in both languages; warnings may need no fix. */
function expectSixParts(problem: ProblemEntry, label: string): void {
  const { file: named, line, record, column, column_letter, rule, severity, message, fix } = problem;
  expect(named).toBe(label);
  expect(rule).toMatch(/^[a-z][a-z0-9-]+$/);
  expect(message.zh).toMatch(/[\u4E00-\u9FFF].*[。？]$/);
  expect(message.en).toMatch(/^.*[.?]$/s);
  expect(column === null).toBe(column_letter === null);
  if (severity === 'error') expect([typeof line, typeof record]).toEqual(['number', 'number']);
  if (severity !== 'warning') expect([fix.zh, fix.en]).not.toContain('');
  expect(fix.zh === '').toBe(fix.en === '');
}
