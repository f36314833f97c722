import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { norms } from '../../../indicators/index.js';
import { explain, findIndicator } from '../../../pipeline/ask/explain.js';
import { latestBatch } from '../../../pipeline/ask/status.js';
import { withPublished } from '../../../pipeline/batch/open-published.js';
import { type RunResult, run } from '../../../pipeline/batch/run.js';
import { addsUp } from '../../../pipeline/command/explain-command.js';
import { isMissing } from '../../../pipeline/define/cells/index.js';
import type { Figure } from '../../../pipeline/figure/figures.js';
import { headerDictionaries } from '../../../pipeline/mapping/dictionary.js';
import { readRecords } from '../../../pipeline/read/read-file.js';
import { fileSource } from '../../../pipeline/read/source.js';
import { sqlText } from '../../../pipeline/sql/quote.js';
import { Database } from '../../../pipeline/warehouse/database.js';
import { type Said, zhikong } from '../command/buffer.js';
import { newFolder, remove } from '../fixture.js';

/* The committed sample month is run once and then once more; everything below asks these two runs. */

const samples = join(import.meta.dirname, '../../../data-samples');
const month = '2026-10';
let workspace = '';
let first: RunResult;
let second: Said;
let firstFiles: Map<string, Buffer>;

/** The files under a folder with their bytes, by path. */
const filesOf = (folder: string) =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(folder, name)).isFile())
      .sort()
      .map((name) => [name, readFileSync(join(folder, name))]),
  );

beforeAll(async () => {
  workspace = newFolder();
  const inbox = join(samples, 'inbox');
  first = await run({ month, workspace, inbox });
  firstFiles = filesOf(first.report);
  second = await zhikong(['run', '--month', month, '--workspace', workspace, '--inbox', inbox, '--json']);
});
afterAll(() => remove(workspace));

describe('the output that a README shows', () => {
  it.each(['README.md', 'README.en.md'])('is what the command prints, line by line: %s', async (readme) => {
    const text = readFileSync(join(import.meta.dirname, '../../..', readme), 'utf8');
    const [, command = '', shown = ''] = /```text\n\$ npx zhikong (.*)\n([\s\S]*?)```/.exec(text) ?? [];
    const { out } = await zhikong([...command.split(' '), '--workspace', workspace]);
    const printed = out.split('\n');
    const lines = shown.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(5);
    const escapedLine = (line: string) => line.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    for (const line of lines) {
      // What is left out is marked so: pseudonyms and the batch, which differ by workspace and version, and what is long.
      const pattern = new RegExp(`^${escapedLine(line).replaceAll('…', '.*')}$`);
      expect(
        printed.filter((one) => pattern.test(one)),
        line,
      ).toHaveLength(1);
    }
  });
});

const figure = (code: string, unit: string, period: string): Figure => {
  const found = first.data.figures.find(
    (f) => f.code === code && f.unit === unit && f.period === period && f.stratum === '',
  );
  if (!found) throw new Error(`no figure ${code} ${unit} ${period}`);
  return found;
};

describe('the flaws of the sample month', () => {
  interface Flaw {
    readonly file: string;
    readonly line: string;
    readonly column_header: string;
    readonly rule: string;
    readonly severity: 'file' | 'row' | 'warning';
  }
  const severity = { file: 'refusal', row: 'error', warning: 'warning' } as const;
  const flaws = Papa.parse<Flaw>(readFileSync(join(samples, 'flaws.csv'), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  }).data;

  it('raise one problem each, with file, line, rule and severity, and there is no other problem', () => {
    const expected = flaws.map((f) => `${f.file}:${f.line || '*'} ${f.rule} ${severity[f.severity]}`);
    expect(expected).toHaveLength(44);
    // Of another hospital's row the sender learns the line, and the centre apart whose it is.
    for (const { file } of flaws.filter(({ rule }) => rule === 'wrong-hospital'))
      expected.push(`${file}:* foreign-rows warning`);
    // What the cases themselves are asked about is no flaw.
    const asked = ['left-against-advice', 'one-course', 're-cannulated'];
    const found = first.data.problems
      .filter(({ rule }) => !asked.includes(rule))
      .map((p) => `${p.file}:${p.line ?? '*'} ${p.rule} ${p.severity}`);
    expect(found.sort()).toEqual(expected.sort());
  });

  it.each(flaws.filter(({ column_header }) => column_header !== ''))(
    'names the column $column_header in $file, line $line',
    ({ file, line, rule, column_header }) => {
      const problem = first.data.problems.find(
        (p) => p.file === file && String(p.line) === line && p.rule === rule,
      );
      expect(problem?.column?.split(', ')).toContain(column_header);
    },
  );

  it('are said in both languages, with a place to look', () => {
    for (const { message, rule } of first.data.problems) {
      expect(message.zh, rule).toMatch(/[\u4e00-\u9fff]/u);
      expect(message.en, rule).toMatch(/^[^\u0000-\u001f]{20,}$/u);
      expect(`${message.zh}${message.en}`, rule).not.toMatch(/undefined|null|NaN|\[object/);
    }
  });

  it('leave nothing but the skipped lines of the README', async () => {
    const readme = readFileSync(join(samples, 'README.md'), 'utf8');
    const section = readme.split('## 跳过的行')[1]?.split('\n## ')[0] ?? '';
    const expected = [...section.matchAll(/^\| (\S+) \| (\d+) \| `([a-z-]+)` \|$/gm)].map(
      ([, file, line, reason]) => `${file}:${line} ${reason}`,
    );
    const found = await withPublished(workspace, (database) =>
      database.rows<{ text: string }>(
        `SELECT f.path || ':' || s.line || ' ' || s.reason AS text FROM skipped_rows s JOIN files f USING (file_id)`,
      ),
    );
    expect(found.map(({ text }) => text).sort()).toEqual(expected.sort());
    expect(expected).toHaveLength(22);
  });
});

describe('the figures of the sample month', () => {
  it.each([
    ['ECMO-01', 'H0101', '2024..2026', 100, 173],
    ['ECMO-01', 'H0102', '2024..2026', 34, 125],
    ['ECMO-01', 'H0103', '2024', 10, 25],
    ['ECMO-01', 'H0103', '2025', 10, 25],
    ['ECMO-01', 'H0103', '2026', 10, 25],
    ['ECMO-01', 'H0103', '2024..2026', 30, 75],
    ['ECMO-01', 'H0107', '2024..2026', 49, 93],
    ['ECMO-01', 'H0502', '2024..2026', 1, 3],
  ])('of %s in %s for %s are %d of %d', (code, unit, period, numerator, denominator) => {
    expect(figure(code, unit, period)).toMatchObject({ numerator, denominator });
  });

  it('leave runs that still wait and an organ donor out of the denominator and show them', () => {
    expect(figure('ECMO-01', 'H0101', '2024..2026')).toMatchObject({ pending: 2, excluded: 1, unknown: 0 });
  });

  it('take exactly 40.0 % as formally met by a norm of 40 % or more', () => {
    for (const period of ['2024', '2025', '2026', '2024..2026'])
      expect(figure('ECMO-01', 'H0103', period)).toMatchObject({ rate: 0.4, operator: '>=', formal: 'met' });
  });

  it('say met or not met only where chance allows it', () => {
    const verdictOf = (unit: string) => figure('ECMO-01', unit, '2024..2026').verdict;
    expect(['H0101', 'H0102', 'H0103', 'H0502'].map(verdictOf)).toEqual([
      'met',
      'not_met',
      'cannot_tell',
      'cannot_tell',
    ]);
  });

  // Every patient of the samples has one implant, so the years add up to all implants that are old enough.
  it.each([
    ['VAD-07-1', 'H0101', 40, 46],
    ['VAD-07-1', 'H0102', 21, 30],
    ['VAD-07-1', 'H0107', 54, 62],
    ['VAD-07-1', 'H0501', 5, 12],
    ['VAD-06-5', 'H0107', 18, 20],
  ])('of %s in %s over all years are %d of %d', (code, unit, numerator, denominator) => {
    const years = first.data.figures.filter(
      (f) => f.code === code && f.unit === unit && f.period_type === 'year' && f.stratum === '',
    );
    const sum = (of: 'numerator' | 'denominator') => years.reduce((total, f) => total + (f[of] ?? 0), 0);
    expect([sum('numerator'), sum('denominator')]).toEqual([numerator, denominator]);
  });

  it('count 21, 23 and 18 runs of a training base, a run still on support among them, in a year that is not over', () => {
    const volume = (year: string) => figure('ECMO-N01', 'H0201', year);
    expect(figure('ECMO-01', 'H0201', '2026')).toMatchObject({ denominator: 17, pending: 1 });
    expect(['2024', '2025', '2026'].map((year) => volume(year).numerator)).toEqual([21, 23, 18]);
    expect(['2024', '2025', '2026'].map((year) => volume(year).verdict)).toEqual([
      'met',
      'met',
      'cannot_tell',
    ]);
    expect(volume('2026').needed).toBe(2);
  });

  it('exist for every level: hospitals add up to the cities, and to the province but for the course that two of them share', () => {
    const of = (level: string) =>
      first.data.figures.filter(
        (f) => f.code === 'ECMO-01' && f.level === level && f.period === '2025' && f.stratum === '',
      );
    const sum = (list: readonly Figure[]) => list.reduce((total, f) => total + (f.denominator ?? 0), 0);
    expect(of('city')).toHaveLength(6);
    expect(sum(of('city'))).toBe(sum(of('hospital')));
    // One patient went on at a hospital of another city after a transfer on ECMO.
    expect(sum(of('province'))).toBe(sum(of('hospital')) - 1);
  });
});

describe('explain', () => {
  const published = () =>
    first.data.figures.filter(
      (f) =>
        ['ECMO-01', 'ECMO-03', 'ECMO-04A', 'ECMO-E04', 'ECMO-N01', 'VAD-07-1'].includes(f.code) &&
        f.stratum === '' &&
        ['2026', '2026Q3', '2025-11..2026-10', '2024..2026'].includes(f.period) &&
        ['*', '云川市', 'H0302'].includes(f.unit),
    );

  it('lists cases that add up to every published figure of a proportion, a patient proportion, a ratio, a median and a volume', async () => {
    const places = published();
    expect(new Set(places.map(({ code }) => code)).size).toBe(6);
    expect(new Set(places.map(({ level }) => level)).size).toBe(3);
    await withPublished(workspace, async (database) => {
      const batch = await latestBatch(database, month);
      for (const { code, unit, period } of places) {
        const found = await explain(database, findIndicator(code), unit, period, batch);
        expect(found.figure, `${code} ${unit} ${period}`).not.toBeNull();
        expect(addsUp(found), `${code} ${unit} ${period}`).toBe(true);
      }
    });
  });

  it('adds up to ECMO-01 of 2026 in every hospital that has one', async () => {
    const units = first.data.figures.filter(
      (f) => f.code === 'ECMO-01' && f.level === 'hospital' && f.period === '2026' && f.stratum === '',
    );
    expect(units.length).toBeGreaterThan(15);
    await withPublished(workspace, async (database) => {
      const batch = await latestBatch(database, month);
      for (const { unit, numerator, denominator, pending } of units) {
        const found = await explain(database, findIndicator('ECMO-01'), unit, '2026', batch);
        expect(found.totals, unit).toMatchObject({ numerator, denominator, pending });
        expect(addsUp(found), unit).toBe(true);
      }
    });
  });

  it('gives the file and line of the case: the run of H0502 that counts is the line that says so', async () => {
    const found = await withPublished(workspace, async (database) =>
      explain(
        database,
        findIndicator('ECMO-01'),
        'H0502',
        '2024..2026',
        await latestBatch(database, undefined),
      ),
    );
    const lines = new TextDecoder('gb18030')
      .decode(readFileSync(join(samples, 'inbox', month, 'H0502/ECMO病例.csv')))
      .split('\r\n');
    const met = found.cases.filter(({ state }) => state === 'met');
    expect(found.cases.map(({ line }) => line)).toEqual([2, 3, 4]);
    expect(met).toHaveLength(1);
    expect(lines[(met[0]?.line ?? 0) - 1]).toMatch(/心肺功能改善|器官移植/);
  });

  it('notices when the published figure and the cases differ', async () => {
    const found = await withPublished(workspace, async (database) =>
      explain(
        database,
        findIndicator('ECMO-01'),
        'H0502',
        '2024..2026',
        await latestBatch(database, undefined),
      ),
    );
    expect(addsUp({ ...found, figure: { ...found.figure, numerator: 2 } })).toBe(false);
    expect(addsUp({ ...found, figure: null })).toBe(false);
  });
});

describe('running the sample month again', () => {
  it('exits with 1: of 84 files 8 are refused again and 76 are unchanged, and 30 rows are held back', () => {
    const of = (state: string) => first.files.filter(({ status }) => status === state).length;
    expect([first.files.length, of('refused'), of('accepted')]).toEqual([84, 8, 76]);
    expect(second.exit).toBe(1);
    expect(JSON.parse(second.out)).toMatchObject({
      batch: first.batch,
      files: 84,
      refused: 8,
      unchanged: 76,
      heldBack: 30,
      missing: ['H0603'],
    });
  });

  it('publishes the same bytes', () => {
    const again = filesOf(join(workspace, 'reports', month));
    expect([...again.keys()]).toEqual([...firstFiles.keys()]);
    expect([...firstFiles.keys()]).toEqual(
      expect.arrayContaining(['centre/figures.csv', 'centre/figures.parquet', 'centre/index.html']),
    );
    const differing = [...firstFiles].filter(([name, bytes]) => again.get(name)?.equals(bytes) !== true);
    expect(differing.map(([name]) => name)).toEqual([]);
    expect(readdirSync(join(workspace, 'reports'))).toEqual([month]);
  });

  it('publishes the periods that touch the year as CSV, and all of them as Parquet', async () => {
    const text = readFileSync(join(first.report, 'centre/figures.csv'), 'utf8');
    const { data } = Papa.parse<Figure>(text, { header: true, skipEmptyLines: true });
    const periods = (figures: readonly Pick<Figure, 'period'>[]) =>
      [...new Set(figures.map(({ period }) => period))].sort();
    const months = Array.from({ length: 10 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`);
    expect(periods(data)).toEqual(
      [...months, '2026Q1', '2026Q2', '2026Q3', '2026Q4', '2026', '2025-11..2026-10', '2024..2026'].sort(),
    );
    expect(periods(first.data.figures)).toEqual(expect.arrayContaining(['2025', '2025-12', '2019']));
    expect(data).toHaveLength(first.data.figures.filter(({ period }) => /2026/.test(period)).length);
    const reader = await Database.open(':memory:', {
      folders: [`${first.report}/`],
      threads: 1,
      memory: '1GB',
      temp: workspace,
    });
    const all = await reader.number(
      `SELECT count(*) FROM read_parquet(${sqlText(join(first.report, 'centre/figures.parquet'))})`,
    );
    await reader.close();
    expect(all).toBe(first.data.figures.length);
  });

  it('leaves one live submission per hospital and table and each problem once', async () => {
    const [twice, live, problems, batches] = await withPublished(workspace, (database) =>
      Promise.all([
        database.number(
          `SELECT count(*) FROM (SELECT 1 FROM submissions GROUP BY hospital_id, table_name, month HAVING count(*) > 1)`,
        ),
        database.number('SELECT count(*) FROM submissions WHERE NOT live'),
        database.number('SELECT count(*) FROM problems'),
        database.number('SELECT count(*) FROM batches'),
      ]),
    );
    expect({ twice, live, problems, batches }).toEqual({ twice: 0, live: 0, problems: 54, batches: 1 });
  });

  it('leaves no working file and no lock behind', () => {
    expect(readdirSync(join(workspace, 'tmp'))).toEqual([]);
    expect(readdirSync(workspace)).not.toContain('zhikong.lock');
    expect(readdirSync(workspace)).not.toContain('zhikong.duckdb.wal');
  });
});

describe('what names a patient', () => {
  const personal = { patient_name: 'name', patient_id: 'id', case_no: 'case' } as const;
  const values = { name: new Set<string>(), id: new Set<string>(), case: new Set<string>() };

  beforeAll(async () => {
    const inbox = join(samples, 'inbox', month);
    for (const { label } of first.files) {
      let columns: readonly (string | null)[] = [];
      await readRecords(
        fileSource(join(inbox, label)),
        headerDictionaries,
        { hospitalFromFolder: label.includes('/') },
        {
          header: (found) => {
            columns = found.columns;
          },
          record: (_, cells) => {
            columns.forEach((column, i) => {
              const kind = personal[column as keyof typeof personal];
              const value = cells[i] ?? '';
              if (kind && value.length > 1 && !isMissing(value)) values[kind].add(value);
            });
          },
          held: () => undefined,
          skipped: () => undefined,
        },
      ).catch(() => undefined); // refused files have nothing to leak
    }
  });

  it('was read from the inbox: names, identity numbers and case numbers', () => {
    expect(values.name.size).toBeGreaterThan(200);
    expect(values.id.size).toBeGreaterThan(500);
    expect(values.case.size).toBeGreaterThan(5_000);
  });

  it('is in no text column of the warehouse', async () => {
    await withPublished(workspace, async (database) => {
      const columns = await database.rows<{ table_name: string; column_name: string }>(
        `SELECT table_name, column_name FROM duckdb_columns() WHERE data_type = 'VARCHAR' AND NOT internal`,
      );
      expect(columns.length).toBeGreaterThan(60);
      const cellsOf = (table: string) =>
        columns
          .filter(({ table_name }) => table_name === table)
          .map(({ column_name }) => `"${column_name}"`)
          .join(', ');
      // Joined, for a list of thousands behind IN is compared value by value.
      const foundIn = (table: string, texts: Iterable<string>) =>
        database.rows<{ cell: string }>(
          `SELECT DISTINCT cell FROM (SELECT unnest([${cellsOf(table)}]) AS cell FROM "${table}")
           SEMI JOIN (SELECT unnest([${[...texts].map(sqlText).join(', ')}]) AS cell) USING (cell) LIMIT 5`,
        );
      // What is no secret is found.
      expect(await foundIn('submissions', ['H0101', ...values.id])).toEqual([{ cell: 'H0101' }]);
      const all = [...values.name, ...values.id, ...values.case];
      for (const table of new Set(columns.map(({ table_name }) => table_name)))
        expect(await foundIn(table, all), table).toEqual([]);
    });
  });

  it('is nowhere in the pages and tables of the report', () => {
    const numbers = [...values.id, ...values.case];
    // A drawn name may also be a word that a regulation prints, such as 卫生.
    const printed = norms.flatMap(({ clauseSet }) => clauseSet?.clauses ?? []).map(({ text }) => text.zh);
    const names = [...values.name].filter((name) => !printed.some((text) => text.includes(name)));
    expect(values.name.size - names.length).toBeLessThan(3);
    for (const [name, bytes] of filesOf(join(workspace, 'reports'))) {
      // A receipt goes back to the hospital whose rows it holds, and to nobody else.
      if (!/\.(csv|html|txt)$/.test(name) || name.includes('/receipt/')) continue;
      const text = bytes.toString('utf8');
      // Numbers as whole words: eight digits also occur by chance among the decimals of a rate.
      const words = new Set(text.match(/[0-9A-Za-z.]{4,}/g));
      const leaked = numbers.filter((value) => words.has(value));
      expect(leaked, name).toEqual([]);
      // Names as any two to four Chinese characters in a row.
      const runs = [...new Set(text.match(/[\u4e00-\u9fff]{2,}/g))];
      const parts = new Set(
        runs.flatMap((run) =>
          [2, 3, 4].flatMap((length) => Array.from(run, (_, at) => run.slice(at, at + length))),
        ),
      );
      const named = names.filter((value) => parts.has(value));
      expect(named, name).toEqual([]);
    }
  });

  // The warehouse and Parquet compress their texts, so this alone would prove little; Arrow does not.
  it('is nowhere in the bytes of the warehouse and of the binary tables', async () => {
    const every = (set: ReadonlySet<string>, step: number) => [...set].filter((_, i) => i % step === 0);
    const withLetters = new Set([...values.case].filter((value) => /[A-Z]/.test(value)));
    const asked = [...every(values.name, 20), ...every(values.id, 40), ...every(withLetters, 400)];
    expect(asked.length).toBeGreaterThan(40);
    const out = join(newFolder(), 'exported');
    await zhikong(['export', '--format', 'arrow', '--cases', '--workspace', workspace, '--out', out]);
    expect(readdirSync(out)).toHaveLength(4);
    for (const path of [
      join(workspace, 'zhikong.duckdb'),
      join(workspace, 'reports/2026-10/centre/figures.parquet'),
      ...readdirSync(out).map((name) => join(out, name)),
    ]) {
      const bytes = readFileSync(path);
      if (path.endsWith('figures-2026-10.arrow')) expect(bytes.includes('ecmo-effective-removal')).toBe(true);
      expect(
        asked.filter((value) => bytes.includes(value)),
        path,
      ).toEqual([]);
    }
  });
});
