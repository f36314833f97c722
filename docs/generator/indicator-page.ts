import { columnsUsed, type Defined, type Norm } from '../../pipeline/define/index.js';
import { definitionSheet } from '../../pipeline/describe/definition-sheet.js';
import { derivedFacts } from '../../pipeline/describe/derived-facts.js';
import { sqlOf } from '../../pipeline/describe/indicator-sql.js';
import { factAnchor } from './facts-page.js';
import { escaped, generatedNote, lines, page, table } from './markdown.js';

/** The page of one code: every version of it, the one in force first. */
export function indicatorPage(versions: readonly Defined[], norms: readonly Norm[]): string {
  const newestFirst = [...versions].sort((a, b) =>
    (b.effectiveFrom ?? '').localeCompare(a.effectiveFrom ?? ''),
  );
  const [current] = newestFirst;
  if (!current) throw new RangeError('a page needs a definition');
  return page(
    generatedNote,
    `# ${current.code} ${escaped(current.title.zh)} · ${escaped(current.title.en)}`,
    ...newestFirst.flatMap((indicator) => versionParts(indicator, norms)),
    '[全部指标 · all indicators](../../indicators/README.md) · [覆盖情况 · coverage](../coverage.md)',
  );
}

function versionParts(indicator: Defined, norms: readonly Norm[]): readonly string[] {
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
    ...factParts(indicator),
    `<details><summary>SQL</summary>\n\n\`\`\`sql\n${sqlOf(indicator)}\n\`\`\`\n\n</details>`,
  ];
}

/** The derived facts that the definition itself names, each in words; what they rest on stands on the page of facts. */
function factParts(indicator: Defined): readonly string[] {
  const { of } = indicator;
  const named = columnsUsed(indicator).filter((name) => name in of.spec.derived);
  if (named.length === 0) return [];
  return [
    table(
      ['推得的事实 · derived fact', '怎样推得', 'how it follows'],
      named.map((name) => {
        const { zh = '', en = '' } = of.spec.derived[name]?.title ?? {};
        const said = derivedFacts[of.name]?.[name];
        return [
          `[${escaped(zh)} · ${escaped(en)}](../facts.md#${factAnchor(of, name)})`,
          escaped(said?.zh ?? ''),
          escaped(said?.en ?? ''),
        ];
      }),
    ),
    '空白、数据截至日和所用的其他事实：[推得的事实](../facts.md)。Blanks, the data-cut day and what these facts rest on: [derived facts](../facts.md).',
  ];
}
