import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figuresCsv } from '../../pipeline/batch/figures-csv.js';
import { problemsCsv } from '../../pipeline/batch/publish.js';
import { columns, jsonText, plain } from '../../pipeline/command/terminal.js';
import { codeOf } from '../../pipeline/load/stage/hospital-codes.js';
import { patience, sized } from '../long.js';
import { type Said, zhikong } from '../pipeline/command/buffer.js';
import { csv, ecmoRun, newFolder, remove, writeFiles } from '../pipeline/fixture.js';
import { reportOf } from './hostile-report.js';
import { payloads } from './payloads.js';

/** Any character that a terminal obeys, that turns the reading direction, or that nobody sees; our own line ends apart. */
const unseen = /[^\P{C}\n\p{Cn}\p{Co}]|[\u2028\u2029]/u;

/** Whether a spreadsheet could take a cell for a formula, worked out letter by letter. */
function beginsFormula(cell: string): boolean {
  if (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(cell)) return false;
  for (const char of cell) {
    if ('=+-@'.includes(char.normalize('NFKC')) || char === '−') return true;
    const isSeen = !/^[\s\p{C}"]$/u.test(char);
    if (isSeen) return false;
    if (cell.startsWith(char) && '\t\r\n\0'.includes(char)) return true;
  }
  return false;
}

describe('the CSV files of a report whose every outside text is hostile', () => {
  const data = reportOf(payloads);

  it.each([
    ['figures.csv', figuresCsv(data.figures), data.figures.map((f) => f.unit), 'unit'],
    ['problems.csv', problemsCsv(data), data.problems.map((p) => p.value), '值'],
  ] as const)('%s keeps every text in its cell and lets none begin a formula', (_, text, texts, name) => {
    const read = Papa.parse<string[]>(text.replace(/^\ufeff/, '').trimEnd(), { delimiter: ',' });
    expect(read.errors).toEqual([]);
    const [header = [], ...rows] = read.data;
    expect(rows).toHaveLength(texts.length);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([header.length]));
    expect(rows.flat().filter(beginsFormula)).toEqual([]);
    // What is not defused is there to the letter.
    const found = rows.map((row) => row[header.indexOf(name)] ?? '');
    expect(found.map((cell, i) => (cell === `'${texts[i]}` ? texts[i] : cell))).toEqual(texts);
  });

  it('leave other texts as they are', () => {
    const [first] = data.figures;
    if (!first) throw new Error('no figure');
    for (const unit of ['H-1', '甲－乙医院', 'a=b', '第1医院（东院+西院）', '"甲"', '3'])
      expect(Papa.parse<string[]>(figuresCsv([{ ...first, unit }]).trimEnd()).data[1]).toContain(unit);
  });

  it('stay one cell where a program cuts at semicolons', () => {
    for (const cell of ['a;=1+1', 'a\t=1+1', 'a|=1+1']) {
      const [first] = data.figures;
      if (!first) throw new Error('no figure');
      expect(figuresCsv([{ ...first, unit: cell }])).toContain(`"${cell}"`);
    }
  });
});

describe('what is written to a terminal', () => {
  it('of any text shows nothing that a terminal obeys', () => {
    for (const text of payloads) {
      expect(plain(text)).not.toMatch(unseen);
      expect(plain(text)).not.toContain('\n');
      expect(columns([[text, 1]]).split('\n')).toHaveLength(1);
      expect(jsonText([text]).split('\n')).toHaveLength(3);
      expect(jsonText([text])).not.toMatch(unseen);
      expect(JSON.parse(jsonText({ text }))).toEqual({ text });
    }
  });
});

describe('the commands, on an inbox whose folders, files, headers and values are hostile', () => {
  const month = '2026-10';
  const isName = (text: string) =>
    Buffer.byteLength(text) < 200 &&
    !/[/\0]|^\.|\s$|^\s|^~\$/.test(text) &&
    Buffer.from(text).toString() === text;
  const names = payloads.filter(isName);
  const every = Math.ceil(names.length / sized(24, 150));
  const folders = names.filter((_, i) => i % every === 0);
  const said: Record<string, Said> = {};
  let folder = '';

  beforeAll(async () => {
    folder = newFolder();
    const other = (i: number) => names[(i * 7 + 3) % names.length] ?? '';
    const files = folders.map((name, i) => [
      `${name}/${other(i)}.csv`,
      csv([
        ecmoRun('1', { 备注: other(i + 1), [other(i + 2)]: 'x' }),
        ecmoRun('2', { mode: other(i + 3), [other(i + 2)]: other(i + 4) }),
        ecmoRun('3', { started_at: other(i + 5) }),
      ]),
    ]);
    const listed = payloads.filter((_, i) => i % every === 0);
    const list = listed.map((name, i) => ({ hospital_id: `H${i}`, name, city: names[i] ?? '' }));
    const inboxes = {
      folders: Object.fromEntries(files),
      list: { 'list.csv': csv(list), 'H0/ecmo.csv': csv([ecmoRun('1')]) },
    };
    for (const [name, inbox] of Object.entries(inboxes)) {
      const workspace = join(folder, name);
      writeFiles(join(workspace, 'inbox', month), inbox);
      const ask = async (key: string, ...args: string[]) => {
        said[`${name} ${key}`] = await zhikong([...args, '--workspace', workspace], {
          live: key.includes('live'),
        });
      };
      const unit = name === 'list' ? (names[0] ?? '') : codeOf(folders[1] ?? '');
      await ask('run', 'run', '--month', month);
      await ask('run, live', 'run', '--month', month, '--lang', 'en');
      await ask('run, JSON', 'run', '--month', month, '--json');
      for (const lang of ['zh', 'en'])
        await ask(`status, ${lang}`, 'status', '--month', month, '--lang', lang);
      await ask('status, JSON', 'status', '--month', month, '--json');
      const explain = ['explain', 'ECMO-01', '--period', '2026', '--unit'];
      await ask('explain', ...explain, unit);
      await ask('explain, all', ...explain, '*');
      await ask('explain, JSON', ...explain, '*', '--json');
      await ask('explain, no such unit', ...explain, '\u001b[2J\nx');
    }
  }, patience);
  afterAll(() => remove(folder));

  it('took the files in', () => {
    expect(Object.values(said).map(({ exit }) => exit)).not.toContain(3);
    expect(said['folders run']?.out).toContain('2026-10 批次完成');
    expect(said['folders explain']?.out).toContain('ECMO-01');
    const { submissions } = JSON.parse(said['folders status, JSON']?.out ?? '');
    expect(new Set(submissions.map((s: { hospital_id: string }) => s.hospital_id)).size).toBe(
      new Set(folders.map(codeOf)).size,
    );
  });

  it('writes nothing that a terminal obeys', () => {
    for (const [name, { out, err }] of Object.entries(said)) {
      expect(out, name).not.toMatch(unseen);
      const lines = name.includes('live') ? err.replaceAll('\r\u001b[2K', '') : err;
      expect(lines, name).not.toMatch(unseen);
    }
  });

  it('lets no text begin a line of its own', () => {
    for (const inbox of ['folders', 'list']) {
      const { submissions, completeness, late, transfers, centre, stale, freshness, missingHolidays } =
        JSON.parse(said[`${inbox} status, JSON`]?.out ?? '');
      const gaps = completeness.filter((c: { filled: number; records: number }) => c.filled < c.records);
      const told = [gaps.length, late.length, transfers.length / 2, centre.length, stale.length];
      const sections = told.map((n) => (n > 0 ? 2 + n : 0));
      const refused = submissions.filter((s: { refusal: unknown }) => s.refusal !== null).length;
      // From October on the holidays of the new year may be missing: a blank line and a sentence.
      const lines =
        (missingHolidays === null ? 3 : 5) +
        submissions.length +
        (refused > 0 ? 1 + refused : 0) +
        // A blank line, a title and a head above the rows.
        (freshness.length > 0 ? 3 + freshness.length : 0) +
        sections.reduce((a, b) => a + b);
      expect(said[`${inbox} status, zh`]?.out.trimEnd().split('\n')).toHaveLength(lines);
      expect(said[`${inbox} explain, no such unit`]?.err.trimEnd().split('\n')).toHaveLength(3);
      expect(said[`${inbox} run`]?.out.trimEnd().split('\n').length).toBeLessThanOrEqual(
        missingHolidays === null ? 8 : 9,
      );
    }
  });

  it('names no path of the machine in a page or a table', () => {
    for (const inbox of ['folders', 'list'])
      for (const file of ['centre/index.html', 'centre/problems.csv', 'centre/figures.csv'])
        expect(readFileSync(join(folder, inbox, 'reports', month, file), 'utf8')).not.toContain(folder);
  });
});
