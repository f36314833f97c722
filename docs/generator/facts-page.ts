import { factSql } from '../../pipeline/compile/fact-sql.js';
import { columnsUsed, type DefinedIndicator } from '../../pipeline/define/index.js';
import type { AnyTable, Derived } from '../../pipeline/define/table.js';
import { derivedWords, factsInGeneral } from '../../pipeline/describe/derived-facts.js';
import { factNames, factWords } from '../../pipeline/describe/fact-words.js';
import { columnsBehind } from '../../pipeline/describe/resting-facts.js';
import { scoreTitle } from '../../pipeline/scores/point-score.js';
import { resp } from '../../pipeline/scores/resp.js';
import { save } from '../../pipeline/scores/save.js';
import type { DeclaredAt } from './definition-file.js';
import { escaped, generatedNote, lines, page, table } from './markdown.js';
import { scorePoints } from './score-points.js';

/** Where a derived column stands on the page of facts. */
export const factAnchor = (of: AnyTable, name: string): string => `${of.name}-${name}`.replaceAll('_', '-');

/** `docs/facts.md`: every derived fact that a definition rests on, in words and in SQL, with the line that declares it where that is told. */
export function factsPage(
  indicators: readonly DefinedIndicator[],
  declaredAt: DeclaredAt = () => null,
): string {
  return page(
    generatedNote,
    '# 推得的事实 · Derived facts',
    '指标页上的有些事实不是填报的，而是由同一病例的其他栏目推得的。这里逐一写明怎样推得，足以用手工重算；下面各条对所有事实都适用。\n\nSome facts that the pages of indicators name are not entered but follow from other cells. Here each is said in words that suffice to work it out by hand; the following hold for all of them.',
    factsInGeneral.map(({ zh, en }) => `- ${escaped(zh)}<br>${escaped(en)}`).join('\n'),
    ...[...new Set(indicators.map(({ of }) => of))].flatMap((of) => tableParts(of, indicators, declaredAt)),
    '## 评分 · Scores',
    ...scorePoints(),
  );
}

/** Sums whose points stand under scores. */
const scored = new Set([resp, save].map((score) => scoreTitle(score).zh));

function tableParts(
  of: AnyTable,
  indicators: readonly DefinedIndicator[],
  declaredAt: DeclaredAt,
): readonly string[] {
  const used = new Set(
    indicators.filter((one) => one.of === of).flatMap((one) => columnsBehind(of, columnsUsed(one))),
  );
  const facts = Object.entries(of.spec.derived).filter(([name]) => used.has(name));
  if (facts.length === 0) return [];
  const names = new Map(
    facts.flatMap(([, { fact, lookup }]) =>
      lookup
        ? []
        : factNames(fact, of.columns)
            .filter(({ name }) => !scored.has(name.zh))
            .map((one) => [`${one.name.zh} ${one.is.zh}`, one] as const),
    ),
  );
  return [
    `## ${escaped(of.spec.title.zh)} · ${escaped(of.spec.title.en)}`,
    ...(names.size === 0
      ? []
      : [
          '「」中的名称 · names in ‘ ’',
          [...names.values()]
            .map(
              ({ name, is }) =>
                `- 「${escaped(name.zh)}」：${escaped(is.zh)}<br>‘${escaped(name.en)}’: ${escaped(is.en)}`,
            )
            .join('\n'),
        ]),
    table(
      ['事实 · fact', '怎样推得 · how it follows', 'SQL'],
      facts.map(([name, derived]) => row(of, name, derived, declaredAt(of, name))),
    ),
  ];
}

function row(
  of: AnyTable,
  name: string,
  { title, fact, lookup }: Derived,
  at: string | null,
): readonly string[] {
  const said = derivedWords(of, name, factWords);
  return [
    `<a id="${factAnchor(of, name)}"></a>${lines([title.zh, title.en])}<br>${at ? `[\`${name}\`](../${at})` : `\`${name}\``}`,
    lines([said.zh, said.en]),
    lookup ? '由其他表或其他行得出 · from another table or other rows' : `\`${escaped(factSql(fact))}\``,
  ];
}
