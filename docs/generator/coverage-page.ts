import type { Clause, DefinedIndicator, Norm } from '../../pipeline/define/index.js';
import type { Bilingual } from '../../pipeline/message/errors.js';
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
import type { ReadingResult } from './reading.js';
import { isChangedSince, readingOf, readOn } from './second-reading.js';

/** The page that sets every expected clause and indicator against what is defined. */
export function coveragePage(indicators: readonly DefinedIndicator[], norms: readonly Norm[]): string {
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
    ...readingParts(clauses),
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

const normParts = ({ prefix, clauses, strangers }: CoveredNorm): readonly string[] => [
  `### ${prefix}`,
  table(
    ['条款 · clause', '要求 · requirement', '类别 · class', '状态 · status', '再读 · read again'],
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
      readingCell(id, clause),
    ]),
  ),
  ...(strangers.length > 0
    ? [
        `清单未列的条款 · clauses that the list does not expect: ${strangers.map((id) => `[${id}](norms/${prefix}.md#${id.toLowerCase()})`).join('、')}`,
      ]
    : []),
];

/** The result of the second reading in short, and whether the clause has changed since. */
function readingCell(id: string, clause: Clause | null): string {
  const reading = readingOf(id);
  if (!reading || !clause) return '**未读** · **not read**';
  const { zh, en } = readingWords[reading.result];
  const said = `${zh} · ${en}`;
  return isChangedSince(clause, reading) ? `${said}<br>**此后有改动** · **changed since**` : said;
}

/** What the second reading came to, and the readings for the centre to confirm on their own. */
function readingParts(norms: readonly CoveredNorm[]): readonly string[] {
  const read = norms.flatMap(({ prefix, clauses }) =>
    clauses.flatMap(({ id, clause }) => {
      const reading = readingOf(id);
      return reading && clause ? [{ id, prefix, clause, reading }] : [];
    }),
  );
  const listed = (result: ReadingResult) => {
    const some = read.filter(({ reading }) => reading.result === result);
    if (some.length === 0) return '无 · none';
    return table(
      ['条款 · clause', '要求 · requirement', '说明 · note'],
      some.map(({ id, prefix, clause, reading }) => [
        `[${id}](norms/${prefix}.md#${id.toLowerCase()})`,
        escaped(clause.text.zh),
        reading.note ? `${escaped(reading.note.zh)}<br>${escaped(reading.note.en)}` : '',
      ]),
    );
  };
  const remarked = read.filter(({ reading }) => reading.result === 'as read' && reading.note);
  return [
    '## 再读 2026-11 · Second reading 2026-11',
    [
      `${readOn} 前逐条对照规范原文再读一遍：文字、数字、“以上”“不少于”、对象、时限和类别。结果另存于 \`docs/generator/second-readings.ts\`，不在定义之内；条款此后有改动的，上表注明。`,
      '',
      `Every clause was read against its regulation again by ${readOn}: words, numbers, at least and more than, who, spans and class. The results are kept apart from the definitions; a clause that changed since says so above.`,
    ].join('\n'),
    table(
      ['', ...results.map((result) => `${readingWords[result].zh} · ${readingWords[result].en}`)],
      norms.map(({ prefix }) => [
        prefix,
        ...results.map(
          (result) =>
            `${read.filter((one) => one.prefix === prefix && one.reading.result === result).length}`,
        ),
      ]),
    ),
    '### 推断的读法，请质控中心确认 · Inferred, for the centre to confirm',
    listed('inferred'),
    '### 与原文仍可能不同 · Open',
    listed('open'),
    '### 再读后改正 · Mended by the reading',
    listed('mended'),
    '### 照原文，附说明 · As read, with a remark',
    table(
      ['条款 · clause', '说明 · note'],
      remarked.map(({ id, prefix, reading }) => [
        `[${id}](norms/${prefix}.md#${id.toLowerCase()})`,
        reading.note ? `${escaped(reading.note.zh)}<br>${escaped(reading.note.en)}` : '',
      ]),
    ),
  ];
}

const results: readonly ReadingResult[] = ['as read', 'inferred', 'open', 'mended'];

const readingWords: Readonly<Record<ReadingResult, Bilingual>> = {
  'as read': { zh: '照原文', en: 'as read' },
  inferred: { zh: '推断', en: 'inferred' },
  mended: { zh: '已改正', en: 'mended' },
  open: { zh: '待定', en: 'open' },
};

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
