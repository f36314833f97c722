import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, ecmoDeath, ecmoRun, newFolder, remove, writeFiles } from '../fixture.js';
import { type Said, stackLine, zhikong } from './buffer.js';

const month = '2026-10';
let folder = '';
beforeAll(() => {
  folder = newFolder();
});
afterAll(() => remove(folder));

/** A workspace whose inbox holds these files of the month; nothing is run yet. */
function workspaceWith(name: string, files: Readonly<Record<string, string>>): string {
  const workspace = join(folder, name);
  writeFiles(join(workspace, 'inbox', month), files);
  return workspace;
}
const run = (workspace: string, ...more: string[]) =>
  zhikong(['run', '--month', month, '--workspace', workspace, ...more]);
const clean = { 'H1/ecmo.csv': csv([ecmoRun('1'), ecmoDeath('2')]) };

it('refuses a workspace that is a file, with 2 and both languages', async () => {
  const file = join(folder, 'not-a-folder');
  writeFileSync(file, '');
  const said = await run(file);
  expect(said.exit).toBe(2);
  expect(said.err).toContain('工作区必须是一个文件夹');
  expect(said.err).toContain('must be a folder');
});

describe('zhikong run on a clean month', () => {
  let workspace = '';
  let said: Said;
  beforeAll(async () => {
    workspace = workspaceWith('clean', clean);
    said = await run(workspace, '--lang', 'en');
  });

  it('exits with 0 and says what it did and where the report lies', () => {
    expect(said.exit).toBe(0);
    expect(said.out).toContain('Batch 2026-10 done (data to 2026-10-31, batch 2026-10-');
    expect(said.out).toContain('1 files: 0 refused, 0 unchanged; 0 rows held back');
    expect(said.out).toContain('no list of hospitals');
    expect(existsSync(join(workspace, 'reports', month, 'centre', 'index.html'))).toBe(true);
  });

  it('writes progress as plain lines where nobody watches', () => {
    expect(said.err).toBe(
      'read (1) …\ncompute …\ncompare with what was published …\nclauses …\nreport …\npublish …\n',
    );
  });

  it('gives what it makes in the workspace to its owner alone', () => {
    for (const name of ['vault', 'reports', 'tmp'])
      expect(statSync(join(workspace, name)).mode & 0o777, name).toBe(0o700);
    for (const name of ['pseudonym.key', 'reports/2026-10/centre/figures.csv'])
      expect(statSync(join(workspace, name)).mode & 0o777, name).toBe(0o600);
  });

  it('is answered for by status, in text and JSON', async () => {
    const status = ['status', '--month', month, '--workspace', workspace];
    const text = await zhikong([...status, '--lang', 'en']);
    expect(text.exit).toBe(0);
    expect(text.out).toMatch(/^H1 +ECMO runs +received +2 +2 +0 +0 +H1\/ecmo\.csv$/m);
    const { submissions } = JSON.parse((await zhikong([...status, '--json'])).out);
    expect(submissions).toMatchObject([
      { hospital_id: 'H1', table: 'ecmo_runs', status: 'accepted', records: 2, accepted: 2 },
    ]);
  });

  it('is explained case by case, in text and JSON', async () => {
    const explain = ['explain', 'ECMO-01', '--unit', 'H1', '--period', '2026', '--workspace', workspace];
    const text = await zhikong([...explain, '--lang', 'en']);
    expect(text.exit).toBe(0);
    expect(text.out).toMatch(/^H1 +2026-10 +H1\/ecmo\.csv +2 +[0-9a-f]{10} +2026-10-05 08:00:00 +in +met +/m);
    expect(text.out).toMatch(
      /^H1 +2026-10 +H1\/ecmo\.csv +3 +[0-9a-f]{10} +2026-10-05 08:00:00 +in +not met +/m,
    );
    expect(text.out).toContain(
      'numerator 1, denominator 2, pending 0, unknown 0, excluded 0, cannot be placed 0',
    );
    expect(text.out).toContain('adds up to the published figure');
    const json = JSON.parse((await zhikong([...explain, '--json'])).out);
    expect(json).toMatchObject({ code: 'ECMO-01', agrees: true, totals: { numerator: 1, denominator: 2 } });
    expect(json.cases.map(({ line, state }: { line: number; state: string }) => [line, state])).toEqual([
      [2, 'met'],
      [3, 'not met'],
    ]);
  });

  it('explains nothing for a period without cases, and refuses a period that is none', async () => {
    const explain = (period: string) =>
      zhikong([
        'explain',
        'ECMO-01',
        '--unit',
        'H1',
        '--period',
        period,
        '--workspace',
        workspace,
        '--lang',
        'en',
      ]);
    expect((await explain('2024')).out).toContain('no case for this unit and period');
    const bad = await explain('2026-13');
    expect(bad.exit).toBe(2);
    expect(bad.err).toContain('not "2026-13"');
  });

  it('is left as it was when a later run fails', async () => {
    const figures = readFileSync(join(workspace, 'reports', month, 'centre', 'figures.csv'));
    const database = readFileSync(join(workspace, 'zhikong.duckdb'));
    writeFileSync(join(workspace, 'zhikong.duckdb'), Buffer.alloc(20_000, 7));
    const failed = await run(workspace);
    expect(failed.exit).toBe(3);
    expect(failed.out).toBe('');
    expect(failed.err).toContain('没有发布任何内容');
    expect(failed.err).toContain('nothing was published');
    expect(failed.err).not.toMatch(stackLine);
    expect(readFileSync(join(workspace, 'reports', month, 'centre', 'figures.csv')).equals(figures)).toBe(
      true,
    );
    expect(existsSync(join(workspace, 'zhikong.lock'))).toBe(false);
    writeFileSync(join(workspace, 'zhikong.duckdb'), database);
  });
});

describe('zhikong run on a month with flaws', () => {
  const hostile = {
    'H1/a\u001b[31m\u0007\nred\u202e.csv': csv([
      ecmoRun('1', { mode: '\u009b31mX' }),
      ecmoRun('2', { mode: 'XX' }),
    ]),
    "H1/'; DROP TABLE files; --.csv": csv([
      { ...ecmoRun('3'), ['__proto__']: 'x', constructor: 'y', toString: 'z' },
    ]),
    '__proto__/ecmo.csv': csv([ecmoRun('4')]),
    'H1/-rf $(id) `id`.csv': 'case_no,mode\n1,VA\n',
    // A hidden file may be somebody's cases; what programs leave behind is not.
    'H1/.hidden.csv': 'nobody submits this',
    'H1/.DS_Store': 'left behind',
    'H1/~$ecmo.xlsx': 'left behind',
  };
  let workspace = '';
  let said: Said;
  beforeAll(async () => {
    workspace = workspaceWith('hostile', hostile);
    said = await zhikong(['run', '--month', month, '--workspace', workspace], { live: true, width: 60 });
  });

  it('exits with 1 and counts what was refused and held back', () => {
    expect(said.exit).toBe(1);
    expect(said.out).toContain('文件 5 个：退回 2，内容未变 0；待更正（暂不计入） 2 行');
  });

  it('redraws one line in place where somebody watches, and leaves it clean', () => {
    const lines = said.err.split('\r\u001b[2K');
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.at(0)).toBe('');
    expect(lines.at(-1)).toBe('');
    expect(said.err).not.toContain('\n');
  });

  it('lets no control character of a file name or cell reach the terminal', async () => {
    const status = await zhikong(['status', '--month', month, '--workspace', workspace]);
    const explain = await zhikong([
      'explain',
      'ECMO-N01',
      '--unit',
      '*',
      '--period',
      '2026',
      '--workspace',
      workspace,
    ]);
    expect(status.out).toContain('red');
    expect(explain.out).toContain('DROP TABLE');
    for (const text of [said.err.replaceAll('\r\u001b[2K', ''), said.out, status.out, explain.out])
      expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(status.out.split('\n').filter((line) => line.startsWith('red'))).toEqual([]);
  });

  it('takes hostile names of files, folders and columns for what they are: names', async () => {
    const json = JSON.parse(
      (
        await zhikong([
          'explain',
          'ECMO-N01',
          '--unit',
          '*',
          '--period',
          '2026',
          '--workspace',
          workspace,
          '--json',
        ])
      ).out,
    );
    expect(json.cases.map(({ file }: { file: string }) => file)).toEqual([
      "H1/'; DROP TABLE files; --.csv",
      '__proto__/ecmo.csv',
    ]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    expect(existsSync(join(workspace, 'reports', month, 'centre', 'index.html'))).toBe(true);
  });
});

describe('zhikong run refuses to begin, with exit 2', () => {
  const refused = async (workspace: string, ...more: string[]) => {
    const said = await run(workspace, ...more);
    expect({ exit: said.exit, out: said.out }).toEqual({ exit: 2, out: '' });
    expect(said.err).not.toMatch(stackLine);
    expect(said.err.trimEnd().split('\n')).toHaveLength(3);
    expect(existsSync(join(workspace, 'reports', month))).toBe(false);
    return said.err;
  };

  it('where the inbox is empty, and says where it looked', async () => {
    const workspace = workspaceWith('empty', {});
    expect(await refused(workspace)).toContain(join(workspace, 'inbox'));
    const elsewhere = await refused(workspace, '--inbox', join(folder, 'no-such-inbox'));
    expect(elsewhere).toContain(join(folder, 'no-such-inbox'));
    expect(elsewhere).toContain('[no-inbox]');
  });

  it('where the inbox holds other months only', async () => {
    const workspace = workspaceWith('other-month', {});
    writeFiles(join(workspace, 'inbox', '2026-09'), clean);
    const err = await refused(workspace);
    expect(err).toContain(join(workspace, 'inbox', month));
    expect(err).toContain('[empty-inbox]');
  });

  it.each([
    ['is not JSON', '{"threads": 2,}', 'JSON'],
    ['has an unknown setting', '{"treads": 2}', 'treads'],
    ['has a value out of range', '{"threads": 0}', 'threads'],
    ['has a malformed memory', '{"memory": "lots"}', 'memory'],
  ])('where zhikong.config.json %s, naming the setting', async (name, config, says) => {
    const workspace = workspaceWith(`config-${name}`, clean);
    writeFileSync(join(workspace, 'zhikong.config.json'), config);
    const err = await refused(workspace);
    expect(err).toContain('zhikong.config.json');
    expect(err).toContain(says);
    expect(err).toContain('[bad-settings]');
  });

  it('where others can read the pseudonym key', async () => {
    const workspace = workspaceWith('open-key', clean);
    writeFileSync(join(workspace, 'pseudonym.key'), 'k'.repeat(64));
    chmodSync(join(workspace, 'pseudonym.key'), 0o644);
    const err = await refused(workspace);
    expect(err).toContain('chmod 600');
    expect(err).not.toContain('kkkk');
  });

  it('where the pseudonym key is too short', async () => {
    const workspace = workspaceWith('short-key', clean);
    writeFileSync(join(workspace, 'pseudonym.key'), 'secret', { mode: 0o600 });
    const err = await refused(workspace);
    expect(err).toContain('16');
    expect(err).not.toContain('secret');
  });

  it('where another run holds the lock, naming its process', async () => {
    const workspace = workspaceWith('locked', clean);
    const holder = { pid: process.pid, since: '2026-11-01T00:00:00.000Z' };
    writeFileSync(join(workspace, 'zhikong.lock'), JSON.stringify(holder));
    const err = await refused(workspace);
    expect(err).toContain(String(process.pid));
    expect(err).toContain('2026-11-01');
    expect(JSON.parse(readFileSync(join(workspace, 'zhikong.lock'), 'utf8'))).toEqual(holder);
  });
});

describe('zhikong run', () => {
  it('takes over the lock of a process that is gone', async () => {
    const workspace = workspaceWith('stale-lock', clean);
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    writeFileSync(
      join(workspace, 'zhikong.lock'),
      JSON.stringify({ pid, since: '2026-11-01T00:00:00.000Z' }),
    );
    expect((await run(workspace)).exit).toBe(0);
    expect(existsSync(join(workspace, 'zhikong.lock'))).toBe(false);
  });

  it('reads the language and the province from the settings', async () => {
    const workspace = workspaceWith('settings', clean);
    const settings = { language: 'en', province: { zh: '示例省', en: 'Example Province' } };
    writeFileSync(join(workspace, 'zhikong.config.json'), JSON.stringify(settings));
    expect((await run(workspace, '--json')).exit).toBe(0);
    const page = readFileSync(join(workspace, 'reports', month, 'centre', 'index.html'), 'utf8');
    expect(page).toContain('Example Province');
  });

  it('counts only what had happened by the as-of day it is given', async () => {
    const workspace = workspaceWith('as-of', {
      'H1/ecmo.csv': csv([ecmoRun('1'), ecmoRun('2', { started_at: '2026-10-06 08:00' })]),
    });
    // On 11 October the runs removed on the 10th at 8:00 are not yet 48 hours off support.
    const early = await run(workspace, '--as-of', '2026-10-11', '--json');
    expect(JSON.parse(early.out)).toMatchObject({ asOf: '2026-10-11' });
    const explain = await zhikong([
      'explain',
      'ECMO-01',
      '--unit',
      'H1',
      '--period',
      '2026',
      '--workspace',
      workspace,
      '--json',
    ]);
    expect(JSON.parse(explain.out)).toMatchObject({ agrees: true, totals: { denominator: 0, pending: 2 } });
  });
});
