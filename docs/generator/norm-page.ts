import type { ClauseSet, Norm } from '../../pipeline/define/index.js';
import { type ClauseSheet, clauseSheet, countsByClass } from '../../pipeline/describe/clause-sheet.js';
import { classes } from '../../pipeline/describe/terms.js';
import { technologies } from '../../pipeline/technology/index.js';
import { escaped, generatedNote, page, table } from './markdown.js';

/** The page of one norm: every clause, with what decides it and what is asked for it. */
export function normPage(norm: Norm, set: ClauseSet): string {
  const counts = countsByClass(set);
  return page(
    generatedNote,
    `# ${set.prefix} ${escaped(norm.title.zh)}\n\n${escaped(norm.title.en)}`,
    standing(set),
    table(
      ['类别 · class', '由何判定 · settled by', '条数 · clauses'],
      [
        ...counts.map(({ class: of, count }) => [of, `${classes[of].zh} · ${classes[of].en}`, `${count}`]),
        ['', '合计 · in all', `${set.clauses.length}`],
      ],
    ),
    table(
      [
        '条款 · clause',
        '要求 · requirement',
        '类别 · class',
        '判定规则 · rule',
        '填报项 · items',
        '缺失 · what is missing',
        '约束 · binds',
        '可信度与说明 · confidence and notes',
      ],
      set.clauses.map((clause) => row(clauseSheet(clause, set))),
    ),
    '[覆盖情况 · coverage](../coverage.md)',
  );
}

function standing({ technique, effectiveFrom, effectiveTo, advisory }: ClauseSet): string {
  const until = effectiveTo ? { zh: `至 ${effectiveTo}`, en: ` to ${effectiveTo}` } : { zh: '起', en: '' };
  const title = technologies.find(({ id }) => id === technique)?.title;
  const zh = `约束开展${technique}的医院，自 ${effectiveFrom} ${until.zh}。`;
  const en = `Binds hospitals that practise ${title?.en ?? technique}, from ${effectiveFrom}${until.en}.`;
  return advisory
    ? `${zh}无法定效力或已被替代：结果只作提示，不作判定。\n\n${en} Without legal standing, or replaced: results advise and never judge.`
    : `${zh}\n\n${en}`;
}

const row = (sheet: ClauseSheet): readonly string[] => [
  `<a id="${sheet.id.toLowerCase()}"></a>**${sheet.id}**<br>${escaped(sheet.at)}`,
  both(sheet.text),
  sheet.class,
  both(sheet.rule),
  sheet.items.map(({ id, text }) => `\`${id}\` ${both(text)}`).join('<br>'),
  both(sheet.missing),
  both(sheet.binds),
  [sheet.confidence, ...sheet.notes].map(both).join('<br>'),
];

const both = ({ zh, en }: { readonly zh: string; readonly en: string }): string =>
  `${escaped(zh)}<br>${escaped(en)}`;
