import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indicators } from '../../../indicators/index.js';
import { newFolder, remove } from '../fixture.js';
import { stackLine, zhikong } from './buffer.js';

let folder = '';
beforeAll(() => {
  folder = newFolder();
});
afterAll(() => remove(folder));

describe('--help', () => {
  it.each([
    'run',
    'demo',
    'check',
    'status',
    'changes',
    'explain',
    'indicators',
    'norms',
    'template',
    'export',
    'pdf',
    'receipts',
    'summary',
    'sample-charts',
    'verify',
    'purge',
    'forget',
    'letter',
    'letters',
  ])('of %s shows its flags and an example', async (command) => {
    const { exit, out, err } = await zhikong([command, '--help']);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(out).toContain(`Example:\n  $ zhikong ${command}`);
    // A hospital checks its files where there is no workspace, and a demo makes its own.
    const own: Readonly<Record<string, string>> = { check: '--hospital <code>', demo: '--out <dir>' };
    expect(out).toContain(own[command] ?? '--workspace <dir>');
  });

  it('of the program names every command and what the exit codes mean', async () => {
    const { exit, out } = await zhikong(['--help']);
    expect(exit).toBe(0);
    for (const name of [
      'run',
      'demo',
      'check',
      'status',
      'changes',
      'explain',
      'indicators',
      'norms',
      'template',
      'export',
      'pdf',
      'receipts',
      'summary',
      'sample-charts',
      'verify',
      'purge',
      'forget',
      'letter',
      'letters',
      'Exit: 0 clean',
    ])
      expect(out).toContain(name);
  });

  it('gives the version as name and number', async () => {
    expect((await zhikong(['--version'])).out).toMatch(/^zhikong \d+\.\d+\.\d+\n$/);
  });
});

describe('wrong usage', () => {
  const run = ['run', '--month', '2026-10'];
  it.each<[string, string[], RegExp]>([
    ['an unknown command', ['rnu'], /unknown command 'rnu'/],
    ['no command', [], /Usage/],
    ['an unknown flag', [...run, '--force'], /unknown option '--force'/],
    ['a missing month', ['run'], /--month/],
    ['a missing unit', ['explain', 'ECMO-01', '--period', '2026'], /--unit/],
    ['a flag without its value', ['run', '--month'], /--month/],
  ])('%s is told on stderr and exits with 2', async (_, args, says) => {
    const { exit, out, err } = await zhikong(args);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toMatch(says);
    expect(err).not.toMatch(stackLine);
  });

  it.each<[string, string[], string, string]>([
    [
      'a misspelt flag',
      [...run, '--workspce', 'x'],
      '“--workspce”不是。是否应为 --workspace？',
      '--workspace',
    ],
    ['a misspelt command', ['chek', 'a.csv'], '“chek”不是。是否应为 check？', 'check'],
    ['a misspelt required flag', ['run', '--moth', '2026-10'], '“--moth”不是。是否应为 --month？', '--month'],
    ['a value run into its flag', ['run', '--month2026-10'], '是否应为 --month？', '--month'],
    ['a flag with one dash', ['run', '-month', '2026-10'], '是否应为 --month？', '--month'],
    ['a flag with a long dash', [...run, '——inbox', 'x'], '“——inbox”不是。是否应为 --inbox？', '--inbox'],
    ['a flag of one letter', ['check', 'a.csv', '-m', 'x'], '是否应为 --month 或 --mapping？', '--mapping'],
    [
      'a flag after the arguments',
      ['check', 'a.csv', '--hospitl', 'H1'],
      '是否应为 --hospital？',
      '--hospital',
    ],
    [
      'a flag in place of a value',
      ['run', '--month', '--inbox', 'x'],
      '选项 --month <yyyy-mm> 后面必须有值',
      'argument missing',
    ],
    ['help on an unknown command', ['help', 'rnu'], '“rnu”不是。是否应为 run？', 'run'],
    ['a missing flag', ['run'], '必须给出选项 --month <yyyy-mm>', 'not specified'],
    ['a missing value', ['run', '--month'], '选项 --month <yyyy-mm> 后面必须有值', 'argument missing'],
    ['a missing argument', ['check'], '必须给出 <file>', "missing required argument 'file'"],
    ['an argument too many', ['status', 'x', '--month', '2026-10'], '参数过多', 'too many arguments'],
    ['control characters', [...run, '--\u001b[31mx'], '选项应为', 'unknown option'],
  ])('%s is told in both languages, with the nearest name', async (_, args, zh, en) => {
    const { exit, err } = await zhikong(args);
    expect(exit).toBe(2);
    const [chinese, english, code, ...rest] = err.trimEnd().split('\n');
    expect(chinese).toContain(zh);
    expect(english).toContain(en);
    expect([code, rest]).toEqual(['[bad-usage]', []]);
    expect(err).not.toContain('\u001b');
  });

  it.each<[string, string[], string, string, string]>([
    [
      'a month',
      ['run', '--month', '2026-13'],
      '--month',
      '应如 2026-10',
      'must be such as 2026-10, not "2026-13"',
    ],
    ['a month of status', ['status', '--month', '202610'], '--month', '应如 2026-10', 'not "202610"'],
    [
      'a day',
      [...run, '--as-of', '2026-02-30'],
      '--as-of',
      '应为存在的日期',
      'must be a date such as 2026-10-31, not "2026-02-30"',
    ],
    ['a language', ['indicators', '--lang', 'fr'], '--lang', '应为 zh 或 en', 'must be zh or en, not "fr"'],
  ])(
    '%s that cannot be is named by its flag, with what must hold and what was given',
    async (_, args, flag, zh, en) => {
      const { exit, out, err } = await zhikong([...args, '--workspace', folder]);
      expect({ exit, out }).toEqual({ exit: 2, out: '' });
      const [chinese, english, code] = err.trimEnd().split('\n');
      expect(chinese).toMatch(new RegExp(`^${flag} ${zh}.*“${args.at(-1)}”`));
      expect(english).toBe(`${flag} ${en.includes('must') ? en : `must be such as 2026-10, ${en}`}.`);
      expect(code).toBe('[bad-flag]');
    },
  );

  it('a question to a workspace without a batch says to run one first', async () => {
    const { exit, err } = await zhikong(['status', '--month', '2026-10', '--workspace', `${folder}/nowhere`]);
    expect(exit).toBe(2);
    expect(err).toContain('nowhere');
    expect(err).toContain('zhikong run');
  });
});

describe('zhikong indicators', () => {
  it('lists every indicator with its thresholds', async () => {
    const { exit, out } = await zhikong(['indicators', '--lang', 'en']);
    expect(exit).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(indicators.length);
    expect(out).toMatch(/^ECMO-01 +ECMO effective removal rate +2022-r3 +≥ 40 % \(/m);
  });

  it('shows one definition with its sources and its SQL', async () => {
    const { out } = await zhikong(['indicators', 'ecmo-01']);
    for (const part of [
      'ECMO有效撤除率',
      '阈值: ≥ 40 %',
      '出处:',
      'SQL:\nSELECT',
      '"course_end_reason" IN (',
    ])
      expect(out).toContain(part);
  });

  it('speaks JSON, with exact thresholds', async () => {
    const all = JSON.parse((await zhikong(['indicators', '--json'])).out) as { code: string }[];
    expect(all).toHaveLength(indicators.length);
    const one = JSON.parse((await zhikong(['indicators', 'VAD-07-1', '--json'])).out);
    expect(one).toMatchObject({
      code: 'VAD-07-1',
      measure: 'patient proportion',
      thresholds: [{ operator: '>', value: { num: 70, den: 100 } }],
    });
    expect(one.sql).toMatch(/^SELECT/);
  });

  it('names the nearest codes for one that is not there', async () => {
    const { exit, err } = await zhikong(['indicators', 'ECMO-99']);
    expect(exit).toBe(2);
    expect(err).toContain('“ECMO-99”');
    expect(err).toContain('There is no indicator "ECMO-99". Similar: ');
    expect(err).toContain('ECMO-01');
    expect(err).not.toContain('VAD-01');
  });
});
