import type { Defined, Norm } from '../../pipeline/define/index.js';
import {
  type CoveredIndicator,
  type CoveredNorm,
  coverClauses,
  coverIndicators,
  type Status,
  statusWords,
  unlistedIndicators,
} from './coverage.js';
import { indicatorLists } from './expected.js';
import { escaped, generatedNote, page, table } from './markdown.js';

/** The page that sets every expected clause and indicator against what is defined. */
export function coveragePage(indicators: readonly Defined[], norms: readonly Norm[]): string {
  const clauses = coverClauses(norms);
  const codes = coverIndicators(indicators);
  return page(
    generatedNote,
    '# 覆盖情况 · Coverage',
    [
      '对照表独立于定义（`docs/generator/expected.ts`）：规范的每一条款、国家与规范清单的每一指标都列在这里，没有定义的显示为缺失。',
      '',
      'The list of what is expected is kept apart from the definitions (`docs/generator/expected.ts`): every clause of the norms and every indicator of the national and norm lists stands here, and what is not defined shows as missing.',
    ].join('\n'),
    '## 条款 · Clauses',
    summary(clauses),
    ...clauses.flatMap(normParts),
    '## 指标 · Indicators',
    ...indicatorLists.flatMap(({ id, title }) => [
      `### ${title.zh} · ${title.en}`,
      indicatorTable(codes.filter(({ expected }) => expected.list === id)),
    ]),
    '### 清单以外 · On none of these lists',
    table(
      ['代码 · code', '名称 · name'],
      unlistedIndicators(indicators).map(({ code, title }) => [
        `[${code}](indicators/${code}.md)`,
        `${escaped(title.zh)}<br>${escaped(title.en)}`,
      ]),
    ),
  );
}

const columns: readonly Status[] = ['cases', 'statements', 'review', 'clauses', 'scope', 'missing'];

function summary(norms: readonly CoveredNorm[]): string {
  return [
    table(
      ['', '条数 · clauses', ...columns.map((status) => words(status))],
      norms.map(({ prefix, clauses }) => [
        prefix,
        `${clauses.length}`,
        ...columns.map((status) => `${clauses.filter((one) => one.status.includes(status)).length}`),
      ]),
    ),
    '',
    '一条可同时由几种数据判定，各列之和因此可大于条数。 A clause may rest on several kinds of data, so the columns may add up to more.',
  ].join('\n');
}

const normParts = ({ prefix, clauses }: CoveredNorm): readonly string[] => [
  `### ${prefix}`,
  table(
    ['条款 · clause', '要求 · requirement', '类别 · class', '状态 · status'],
    clauses.map(({ id, clause, status }) => [
      clause ? `[${id}](norms/${prefix}.md#${id.toLowerCase()})` : id,
      clause ? `${escaped(clause.text.zh)}<br>${escaped(clause.text.en)}` : '',
      clause?.class ?? '',
      [
        ...status.map(words),
        // What settles nothing says why.
        ...(status.includes('scope') && clause?.note
          ? [`${escaped(clause.note.zh)}<br>${escaped(clause.note.en)}`]
          : []),
      ].join('<br>'),
    ]),
  ),
];

const indicatorTable = (codes: readonly CoveredIndicator[]): string =>
  table(
    ['代码 · code', '名称 · name', '状态 · status'],
    codes.map(({ expected, found, status }) => [
      found ? `[${found.code}](indicators/${found.code}.md)` : expected.code,
      `${escaped((found?.title ?? expected.title).zh)}<br>${escaped((found?.title ?? expected.title).en)}`,
      status === 'elsewhere' && expected.elsewhere
        ? `${words(status)}<br>${escaped(expected.elsewhere.zh)}<br>${escaped(expected.elsewhere.en)}`
        : `${words(status)}${found ? `（${escaped(found.version)}）` : ''}`,
    ]),
  );

const words = (status: Status): string => `${statusWords[status].zh} · ${statusWords[status].en}`;
