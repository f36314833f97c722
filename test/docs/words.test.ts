import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tables } from '../../pipeline/contract/tables.js';
import { hasTitle, ruleTitle } from '../../pipeline/message/rule-titles.js';
import { dataThrough, type Term, vocabulary } from '../../pipeline/message/vocabulary.js';
import { trainings } from '../../pipeline/technology/index.js';
import { words } from '../../reports/words/index.js';

const files = (folder: string, ends: RegExp): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ends.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`);

/** Everything whose words people read: the program's sources and the documentation, but for the record of decisions. */
const sources = [
  ...['pipeline', 'reports', 'indicators', 'docs/generator', 'data-samples/generator'].flatMap((folder) =>
    files(folder, /\.ts$/),
  ),
  ...files('docs', /\.(?:md|svg)$/).filter((path) => !path.startsWith('docs/decisions/')),
  'README.md',
  'README.en.md',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'indicators/README.md',
  'data-samples/README.md',
  'data-samples/flaws.csv',
];

/** Where a form must stand: the list of forms itself, an old header that is still read, a released entry, a quoted text. */
const allowed: readonly (readonly [path: RegExp, line: RegExp])[] = [
  [/^pipeline\/message\/vocabulary\.ts$/, /./],
  [/^docs\/words\.md$/, /./],
  [/^pipeline\/technology\/(?:ecmo|vad)\.ts$/, /never: \[|aliases: \['ECMO培训基地'\]|名录的旧列名/],
  [/^data-samples\/generator\/columns\.ts$/, /ecmo_training_base ECMO培训基地/],
  [/^CHANGELOG\.md$/, /三个结论：|尚不能判定 is told by its reason|ECMO培训基地 is read as before/],
];

const terms: readonly Term[] = [...Object.values(vocabulary), ...trainings.map(({ title }) => title)];

/** What a line says that the vocabulary has another word for. */
function faultsIn(path: string, line: string, number: number): string[] {
  if (allowed.some(([where, what]) => where.test(path) && what.test(line))) return [];
  return terms.flatMap(({ zh, never, meaning }) =>
    never.flatMap((form) => {
      const found = new RegExp(form, 'u').exec(line)?.[0];
      return found === undefined
        ? []
        : [`${path}:${number}: “${found}” → say “${zh}” (${meaning.en}); see docs/words.md`];
    }),
  );
}

describe('the vocabulary', () => {
  it('is what every text keeps to', () => {
    const faults = sources.flatMap((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .flatMap((line, i) => faultsIn(path, line, i + 1)),
    );
    expect(faults.join('\n')).toBe('');
  });

  it.each([
    ['两行都暂缓', '待更正'],
    ['文件被拒收', '退回'],
    ['2 例结局不明', '结局未明'],
    ['结论：尚不能判定', '例数不足'],
    ['ECMO 培训基地', 'ECMO培训机构'],
    ['提交前自查', '上报前自查'],
  ])('would find %s', (line, instead) => {
    expect(faultsIn('pipeline/some.ts', line, 7)).toEqual([expect.stringContaining(instead)]);
  });

  it('says of which month the data are', () => {
    expect(dataThrough('2026-10').zh).toBe('数据截至2026年10月报送');
    expect(dataThrough('2026-03').zh).toBe('数据截至2026年3月报送');
  });
});

const anyLiteral = /'[^']*[\u4e00-\u9fff][^']*'|`[^`]*[\u4e00-\u9fff][^`]*`/g;
const zhLiteral = /\bzh: (?:'[^']*'|`[^`]*`)/g;

describe('names for programs', () => {
  const { zh } = words;

  it('of tables stand in no Chinese text', () => {
    for (const { name } of tables) expect(zh.table(name)).not.toMatch(/[a-z]+_[a-z]+/);
    expect(zh.table('profile_items')).toBe('机构条件填报');
    expect(zh.table('of_a_later_program')).toBe('其他数据');
  });

  it('of tables and fields stand in no Chinese literal of the sources', () => {
    const names = new Set(
      tables
        .flatMap(({ name, spec }) => [name, ...Object.keys(spec.fields), ...Object.keys(spec.derived ?? {})])
        .filter((name) => name.includes('_')),
    );
    const faults = sources
      .filter((path) => path.endsWith('.ts') && !path.startsWith('data-samples/'))
      .flatMap((path) =>
        readFileSync(path, 'utf8')
          .split('\n')
          .flatMap((line, i) => {
            // Elsewhere a literal with Chinese in it may be SQL.
            const isWords =
              /^(?:pipeline\/command|reports\/words)\/(?!cli\.ts)/.test(path) &&
              !/^\s*(?:\/\/|\/?\*)/.test(line);
            const literals = line.match(isWords ? anyLiteral : zhLiteral) ?? [];
            const said = literals.map((text) => text.replace(/\$\{[^}]*\}/g, '')).join(' ');
            return (said.match(/\b[a-z]+(?:_[a-z0-9]+)+\b/g) ?? [])
              .filter((word) => names.has(word))
              .map(
                (word) =>
                  `${path}:${i + 1}: “${word}” is a name for programs; give its title from the contract`,
              );
          }),
      );
    expect(faults.join('\n')).toBe('');
  });

  it('of rules have a title in Chinese, every one of them', () => {
    const text = files('pipeline', /\.ts$/)
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n');
    const unions = [...text.matchAll(/export type (?:RefusalCode|WarningCode|HoldRule|CellRule) =([^;]*);/g)];
    const codes = new Set([
      ...unions.flatMap(([, body = '']) =>
        [...body.matchAll(/'([a-z0-9-]+)'/g)].map(([, code = '']) => code),
      ),
      ...[...text.matchAll(/\brule: '([a-z0-9-]+)'/g)].map(([, code = '']) => code),
      ...[...text.matchAll(/refusal IS DISTINCT FROM '([a-z0-9-]+)'/g)].map(([, code = '']) => code),
      ...[
        ...readFileSync('pipeline/load/validation/problem-text.ts', 'utf8').matchAll(/case '([a-z0-9-]+)'/g),
      ].map(([, code = '']) => code),
    ]);
    expect(codes.size).toBeGreaterThan(70);
    const untitled = [...codes].filter((code) => !hasTitle(code)).sort();
    expect(untitled, 'rules without a title in pipeline/message/rule-titles.ts').toEqual([]);
  });

  it('of rules that a later program may have left are told without their code', () => {
    expect(ruleTitle('some-rule', 'zh')).toBe('其他问题');
    expect(ruleTitle('out-of-range', 'zh')).toBe('超出范围');
    expect(ruleTitle('out-of-range', 'en')).toBe('out-of-range');
  });
});
