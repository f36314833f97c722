import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import type { Bilingual } from '../../pipeline/message/errors.js';
import type { Band, ScoreItem, ScoreTable } from '../../pipeline/scores/point-score.js';
import { resp } from '../../pipeline/scores/resp.js';
import { save } from '../../pipeline/scores/save.js';
import { escaped, lines, table } from './markdown.js';

/** The tables of points by which RESP and SAVE are worked out, from the declarations that are also compiled to SQL. */
export const scorePoints = (): readonly string[] => [resp, save].flatMap(pointsOf);

function pointsOf({ name, constant, items, classes }: ScoreTable): readonly string[] {
  const whole: Bilingual = {
    zh: `各项之和${constant === 0 ? '' : `，再加 ${constant}`}；任一项未填，评分未知`,
    en: `the sum of the items${constant === 0 ? '' : `, and ${constant}`}; not known where any is blank`,
  };
  return [
    `### ${name}`,
    `${whole.zh}。\n\n${whole.en}.`,
    table(
      ['项目 · item', '分值 · points'],
      items.map((item) => [titleOf(item), pointsIn(item).map(escaped).join('<br>')]),
    ),
    table(
      ['级别 · class', '评分 · score', '预期出院存活率 · expected survival'],
      classes.map((of, i) => [
        of.name,
        i === classes.length - 1 ? `< ${classes[i - 1]?.from}` : `≥ ${of.from}`,
        `${of.survival} %`,
      ]),
    ),
  ];
}

function titleOf({ input }: ScoreItem): string {
  const column = Object.entries(ecmoRuns.columns).find(([name]) => name === input)?.[1];
  if (!column) throw new RangeError(`no column ${input}`);
  return lines([column.title.zh, column.title.en]);
}

function pointsIn(item: ScoreItem): readonly string[] {
  switch (item.kind) {
    case 'yes':
      return [`是 · yes：${item.points}`, '否 · no：0'];
    case 'one of':
      return Object.entries(item.points).map(([word, points]) => `${word}：${points}`);
    case 'any of':
      return [
        ...Object.entries(item.points).map(([word, points]) => `${word}：${points}`),
        '可多选，相加 · several add up',
      ];
    case 'number':
      return item.bands.map(bandText);
  }
}

/** The first band that fits counts. */
function bandText({ below, upTo, points }: Band): string {
  const range = below !== undefined ? `< ${below}` : upTo !== undefined ? `≤ ${upTo}` : '其余 · else';
  return `${range}：${points === null ? '不适用 · does not hold' : points}`;
}
