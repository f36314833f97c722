import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { priorityColumns, signalColumns } from '../../pipeline/batch/signal-files.js';
import * as main from '../../pipeline/index.js';
import * as statistics from '../../pipeline/statistics/index.js';
import { figureColumns } from '../../pipeline/warehouse/schema.js';
import { openWorkspace } from '../../pipeline/workspace/workspace.js';
import { zhikong } from '../pipeline/command/buffer.js';

const doors = [
  'README',
  'docs/for-centres',
  'docs/for-hospitals',
  'docs/for-analysts',
  'docs/mapping',
].flatMap((name) => [`${name}.md`, `${name}.en.md`]);
const textOf = (path: string) => readFileSync(path, 'utf8');
const languages = ['', '.en'];

const help = await zhikong(['--help']);
const commands = [...help.out.matchAll(/^ {2}([a-z][a-z-]+) (?:\[|<)/gm)].map(([, name = '']) => name);

/** Every command line of a page: in a block or between backquotes. */
const commandLines = (text: string) =>
  [...text.matchAll(/(?:^\s*(?:\$ )?|`)(?:npx )?(zhikong [^`\n]+)/gm)].map(([, line = '']) =>
    line.replace(/\s+#.*$/, ''),
  );

/** A workspace with these settings. */
function opened(settings: string) {
  const folder = mkdtempSync(join(tmpdir(), 'zhikong-doors-'));
  try {
    writeFileSync(join(folder, 'zhikong.config.json'), settings);
    return openWorkspace(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The settings that there are, as the refusal of another one lists them. */
function knownSettings(): readonly string[] {
  try {
    opened('{ "no_such_setting": 1 }');
  } catch (error) {
    const [, list = ''] = /Known settings: ([\w, ]+)/.exec(String(error)) ?? [];
    return list.split(', ');
  }
  throw new Error('a setting that is not there was taken');
}

describe('the pages behind the three doors', () => {
  it.each(doors)('name no command and no flag that is not there: %s', async (page) => {
    for (const line of commandLines(textOf(page))) {
      const [, command = ''] = line.split(' ');
      if (!/^[a-z]/.test(command)) continue;
      expect(commands, line).toContain(command);
      const { out } = await zhikong([command, '--help']);
      for (const [flag] of line.matchAll(/--[a-z-]+/g))
        expect(out, line).toMatch(new RegExp(`${flag}\\b(?!-)`));
      const [, table = ''] = /template ([a-z_]+)/.exec(line) ?? [];
      if (table && !['profile', 'reviews'].includes(table))
        expect(
          main.tables.map(({ name }) => name),
          line,
        ).toContain(table);
    }
  });

  it.each(doors)('name no flag in passing that no command has: %s', async (page) => {
    const helps = await Promise.all(commands.map((command) => zhikong([command, '--help'])));
    const all = helps.map(({ out }) => out).join('\n');
    const spans = textOf(page)
      .replaceAll(/^\s*```[\s\S]*?^\s*```/gm, '')
      .match(/`[^`\n]+`/g);
    for (const [flag] of (spans ?? []).join(' ').matchAll(/--[a-z][a-z-]*/g))
      expect(all).toMatch(new RegExp(`^ +(?:-h, )?${flag}\\b(?!-)`, 'm'));
  });

  it.each(languages)('have every command and exit code in the table for the centre%s', (language) => {
    const text = textOf(`docs/for-centres${language}.md`);
    for (const command of commands.filter((name) => name !== 'help'))
      expect(text, command).toContain(`| \`zhikong ${command}`);
    for (const code of [0, 1, 2, 3, 130]) expect(text).toContain(`\n| ${code} | `);
  });

  it.each(languages)(
    'show every setting, in a file that is accepted, and say what it is: for-centres%s',
    (language) => {
      const text = textOf(`docs/for-centres${language}.md`);
      const [, example = ''] = /```json\n([\s\S]*?)```/.exec(text) ?? [];
      const { settings } = opened(example);
      for (const name of knownSettings()) {
        expect(settings).toHaveProperty([name]);
        expect(text).toMatch(new RegExp(`^\\| .*\`${name}\`.* \\|`, 'm'));
      }
    },
  );

  it.each(languages)('say what each column of figures means: for-analysts%s', (language) => {
    const [text = '', ofSignals = ''] = textOf(`docs/for-analysts${language}.md`).split(
      /^### .*signals\.csv.*$/m,
    );
    const toldIn = (part: string) =>
      [...part.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = '']) =>
        [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
      );
    expect(toldIn(text).sort()).toEqual(figureColumns.map(([name]) => name).sort());
    const told = toldIn(ofSignals.split('`priority.csv`')[0] ?? '');
    expect(told.sort()).toEqual([...signalColumns].sort());
    for (const name of priorityColumns)
      expect(ofSignals.split('`priority.csv`').at(-1)).toContain(`\`${name}\``);
  });

  it.each(languages)('import nothing that is not exported: for-analysts%s', (language) => {
    const text = textOf(`docs/for-analysts${language}.md`);
    const imports = [...text.matchAll(/import \{ (.*?) \} from '(zhikong[^']*)'/g)];
    expect(imports).toHaveLength(2);
    for (const [, names = '', from] of imports)
      for (const name of names.split(', '))
        expect(from === 'zhikong' ? main : statistics).toHaveProperty([name]);
    const listed = /`zhikong`(?: 还给出| also exports) (.*)$/m.exec(text)?.[1] ?? '';
    const names = [...listed.matchAll(/`(\w+)`/g)]
      .map(([, name = '']) => name)
      .filter((name) => name !== 'zhikong');
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect(main).toHaveProperty([name]);
  });
});
