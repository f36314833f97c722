import { columnsUsed, type DefinedIndicator, type Norm } from '../../pipeline/define/index.js';
import { definitionSheet } from '../../pipeline/describe/definition-sheet.js';
import { derivedWords } from '../../pipeline/describe/derived-facts.js';
import { sqlOf } from '../../pipeline/describe/indicator-sql.js';
import { factAnchor } from './facts-page.js';
import { escaped, generatedNote, lines, page, table } from './markdown.js';
import type { WorkedRows } from './worked-rows.js';

/** Where a definition stands, and its worked cases; `declaredAt` is a path from the root, maybe with a line. */
export interface DefinitionSources {
  readonly declaredAt: string;
  readonly worked: WorkedRows | null;
}

/** The page of one code: every version of it, the one in force first; with its sources where `sourcesOf` tells them. */
export function indicatorPage(
  versions: readonly DefinedIndicator[],
  norms: readonly Norm[],
  sourcesOf: (indicator: DefinedIndicator) => DefinitionSources | null = () => null,
): string {
  const newestFirst = [...versions].sort((a, b) =>
    (b.effectiveFrom ?? '').localeCompare(a.effectiveFrom ?? ''),
  );
  const [current] = newestFirst;
  if (!current) throw new RangeError('a page needs a definition');
  return page(
    generatedNote,
    `# ${current.code} ${escaped(current.title.zh)} · ${escaped(current.title.en)}`,
    ...newestFirst.flatMap((indicator) => versionParts(indicator, norms, sourcesOf(indicator))),
    '[全部指标 · all indicators](../../indicators/README.md) · [覆盖情况 · coverage](../coverage.md)',
  );
}

function versionParts(
  indicator: DefinedIndicator,
  norms: readonly Norm[],
  sources: DefinitionSources | null,
): readonly string[] {
  const { meaning, version, title, entries } = definitionSheet(indicator, norms);
  return [
    `## ${escaped(version)}：${escaped(title.zh)} · ${escaped(title.en)}`,
    `${escaped(meaning.zh)}。\n\n${escaped(meaning.en)}.`,
    table(
      ['', '中文', 'English'],
      entries.map(({ term, lines: texts }) => [
        `${escaped(term.zh)} · ${escaped(term.en)}`,
        lines(texts.map(({ zh }) => zh)),
        lines(texts.map(({ en }) => en)),
      ]),
    ),
    ...(sources ? [declarationPart(sources.declaredAt)] : []),
    ...factParts(indicator),
    ...(sources?.worked ? workedParts(sources.worked) : []),
    `<details><summary>SQL</summary>\n\n\`\`\`sql\n${sqlOf(indicator)}\n\`\`\`\n\n</details>`,
  ];
}

const declarationPart = (at: string): string =>
  `声明在 · declared in [\`${at.replace(/#.*/, '')}\`](../../${at})`;

/** At most so many worked cases stand on a page. */
const mostRows = 50;

/** The worked cases with the reason of each, and what they come to. */
function workedParts({ folder, rows, expected: [head = [], ...figures] }: WorkedRows): readonly string[] {
  const left = rows.length - mostRows;
  const path = `../../${folder}`;
  return [
    `### 手工病例 · Worked cases`,
    `一行一例：怎样计入、为什么；单元格见 [cases.csv](${path}/cases.csv)。合计由手工算出（[expected.csv](${path}/expected.csv)），每次测试都要得到。\n\nOne case a row: how it counts and why. What they come to was worked out by hand; every test must find it.`,
    table(
      ['行 · row', '怎样计 · counts', 'why'],
      rows
        .slice(0, mostRows)
        .map(({ name, counts, why, times }) => [
          `${escaped(name)}${times > 1 ? `（${times}）` : ''}`,
          counts ?? '',
          escaped(why),
        ]),
    ),
    ...(left > 0 ? [`另有 ${left} 行 · ${left} more`] : []),
    table(
      head.map(escaped),
      figures.map((row) => row.map(escaped)),
    ),
  ];
}

/**
 * The derived facts that the definition itself names, and of one that other rows fill what the row by itself has for it;
 * each in words. What they rest on stands on the page of facts.
 */
function factParts(indicator: DefinedIndicator): readonly string[] {
  const { of } = indicator;
  const used = columnsUsed(indicator).filter((name) => name in of.spec.derived);
  const ofRow = used
    .filter((name) => of.spec.derived[name]?.lookup)
    .flatMap((name) => {
      const fact = of.spec.derived[name]?.fact;
      return fact?.op === 'column' && fact.name in of.spec.derived ? [fact.name] : [];
    });
  const named = [...new Set([...used, ...ofRow])];
  if (named.length === 0) return [];
  return [
    table(
      ['推得的事实 · derived fact', '怎样推得', 'how it follows'],
      named.map((name) => {
        const { zh = '', en = '' } = of.spec.derived[name]?.title ?? {};
        const said = derivedWords(of, name);
        return [
          `[${escaped(zh)} · ${escaped(en)}](../facts.md#${factAnchor(of, name)})`,
          escaped(said.zh),
          escaped(said.en),
        ];
      }),
    ),
    '空白、数据截至日和所用的其他事实：[推得的事实](../facts.md)。Blanks, the data-cut day and what these facts rest on: [derived facts](../facts.md).',
  ];
}
