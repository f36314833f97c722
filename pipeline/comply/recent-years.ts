import type { ClauseResult, Rule } from '../define/index.js';
import type { Figure } from '../figure/figures.js';
import { vocabulary } from '../message/vocabulary.js';
import { decide } from '../statistics/decide.js';
import { wilson } from '../statistics/wilson.js';
import { fact } from './evidence.js';
import { figureText, find, meets, type PeriodAt, percent, periodAt } from './figure-at.js';
import type { Evidence, Holdings } from './holdings.js';
import { wholeYears } from './person-of.js';

export type FigureRule = Extract<Rule, { op: 'figure' }>;

interface Judged {
  readonly result: ClauseResult;
  readonly evidence: readonly Evidence[];
}

/**
 * Judges 近3年: the last three complete calendar years. The running one is shown but not judged, unless the centre has chosen to count it as
 * the third (`recentYears`). A hospital open for less than three years cannot meet a requirement of three.
 *
 * A year without a case is zero only where files or zero reports cover it. Otherwise it is not known, and the hospital is asked.
 */
export function judgeRecentYears(rule: FigureRule, holdings: Holdings): Judged {
  const years = recentYears(holdings);
  const running = periodAt('year', holdings);
  const shown = find(rule.indicator, running, holdings);
  const beside: Evidence[] =
    shown && !years.some(({ name }) => name === running.name) ? [asShown(rule, shown, running)] : [];
  const judged =
    rule.period === 'three years together'
      ? together(rule, years, holdings)
      : eachYear(rule, years, holdings);
  const young = openedLately(holdings);
  return young
    ? { result: 'not met', evidence: [young, ...judged.evidence, ...beside] }
    : { result: judged.result, evidence: [...judged.evidence, ...beside] };
}

/** The three years that a clause is judged by, oldest first. */
function recentYears(holdings: Holdings): PeriodAt[] {
  const isThird = holdings.recentYears === 'running' || periodAt('year', holdings).isOver;
  return (isThird ? [2, 1, 0] : [3, 2, 1]).map((before) => periodAt('year', holdings, before));
}

function eachYear(rule: FigureRule, years: readonly PeriodAt[], holdings: Holdings): Judged {
  const parts = years.map((year): Judged => {
    const figure = find(rule.indicator, year, holdings);
    const n = figure?.numerator ?? 0;
    if (n === 0 && !isCovered(rule, year, holdings))
      return { result: 'not known', evidence: [askedOf(rule, year)] };
    const evidence = [figure ? figureText(rule.indicator, figure) : none(rule, year)];
    const reached = meets(n, 1, rule.sign, rule.value);
    // A running year may still reach the value, and keeps what it has reached.
    if (!year.isOver && !(reached && rule.sign.startsWith('>')))
      return {
        result: 'not known',
        evidence: [...evidence, fact(`${year.name} 尚未结束`, `${year.name} is not over yet`)],
      };
    if (!reached && isCutShort(year, figure))
      return { result: 'not known', evidence: [...evidence, cutShortText(year, figure)] };
    return { result: reached ? 'met' : 'not met', evidence };
  });
  const results = parts.map(({ result }) => result);
  return {
    result: (['not met', 'not known'] as const).find((word) => results.includes(word)) ?? 'met',
    evidence: parts.flatMap(({ evidence }) => evidence),
  };
}

/** Judges the cases of three years as one rate, and shows each year. */
function together(rule: FigureRule, years: readonly PeriodAt[], holdings: Holdings): Judged {
  const { indicator, sign, value } = rule;
  const figures = years.map((year) => ({ year, figure: find(indicator, year, holdings) }));
  const evidence = figures.flatMap(({ year, figure }) =>
    figure
      ? [figureText(indicator, figure), ...(isCutShort(year, figure) ? [cutShortText(year, figure)] : [])]
      : isCovered(rule, year, holdings)
        ? none(rule, year)
        : askedOf(rule, year),
  );
  const isOpen = figures.some(({ year, figure }) =>
    figure ? isCutShort(year, figure) : !isCovered(rule, year, holdings),
  );
  const sum = (count: (figure: Figure) => number | null) =>
    figures.reduce((total, { figure }) => total + (figure ? (count(figure) ?? 0) : 0), 0);
  const numerator = sum((figure) => figure.numerator);
  const known = sum((figure) => figure.denominator);
  const unknown = sum((figure) => figure.unknown);
  const undated = sum((figure) => figure.undated);
  const leftOut = 'unknown' in indicator && indicator.unknown === 'left out';
  const counted = known + (leftOut ? unknown : 0);
  // A case that may not belong can count on neither side or on both.
  const open = unknown + undated;
  const all = counted + undated;
  const span = `${years[0]?.name}–${years.at(-1)?.name}`;
  if (all === 0)
    return {
      result: isOpen || sum((figure) => figure.pending) > 0 ? 'not known' : 'not applicable',
      evidence,
    };
  const told = counted === 0 ? evidence : [...evidence, pooledText(rule, span, numerator, counted)];
  const worst = meets(numerator, all, sign, value);
  const best = meets(numerator + open, all, sign, value);
  if (isOpen || worst !== best || open === all) return { result: 'not known', evidence: told };
  return { result: worst ? 'met' : 'not met', evidence: told };
}

/** The pooled rate with its interval, and whether chance alone could move it across the value. */
function pooledText({ indicator, sign, value }: FigureRule, span: string, x: number, n: number): Evidence {
  const interval = wilson(x, n);
  const ends = interval ? ` (95 % CI ${percent(interval.low)} – ${percent(interval.high)})` : '';
  const isOpen = decide(x, n, value, sign).verdict === 'cannot_tell';
  const certainty = isOpen
    ? {
        zh: `；按例次比较得出，统计上${vocabulary.tooFew.zh}`,
        en: `; by the counts as they are, ${vocabulary.tooFew.en} for certainty`,
      }
    : { zh: '', en: '' };
  const rate = `${x}/${n} = ${percent(x / n)}${ends}`;
  return fact(
    `${indicator.code} ${indicator.title.zh}（${span} 三年合计）：${rate}${certainty.zh}`,
    `${indicator.code} ${indicator.title.en} (${span}, three years together): ${rate}${certainty.en}`,
  );
}

/** Whether files or zero reports cover a year, so that no case means zero. */
const isCovered = ({ indicator }: FigureRule, { name }: PeriodAt, { covered }: Holdings) =>
  Array.from({ length: 12 }, (_, month) => Number(name) * 12 + month).every((month) =>
    covered[indicator.of.name]?.has(month),
  );

/** Whether a year is over but not reported to its end. */
const isCutShort = ({ name, isOver }: PeriodAt, figure: Figure | undefined) =>
  isOver && (figure?.data_through ?? '9999') < `${name}-12`;

const cutShortText = ({ name }: PeriodAt, figure: Figure | undefined): Evidence =>
  fact(
    `最新报送为 ${figure?.data_through}，${name} 年尚未报齐；请补报其后的病例或零报告`,
    `reported last for ${figure?.data_through}: ${name} is not whole; send the cases after it, or a report of zero`,
  );

const none = ({ indicator }: FigureRule, { name }: PeriodAt): Evidence =>
  fact(
    `${indicator.code} ${indicator.title.zh}（${name}）：0（报送文件或零报告涵盖全年，没有病例）`,
    `${indicator.code} ${indicator.title.en} (${name}): 0 (files or reports of zero reach over the year, and there is no case)`,
  );

const askedOf = ({ indicator }: FigureRule, { name }: PeriodAt): Evidence =>
  fact(
    `${indicator.code} ${indicator.title.zh}（${name}）：没有数据，报送文件和零报告也未涵盖全年；有病例的请补报，没有的请报送零报告`,
    `${indicator.code} ${indicator.title.en} (${name}): no data, and neither files nor reports of zero reach over the year; send its cases, or a report of zero`,
  );

function asShown({ indicator }: FigureRule, figure: Figure, { name }: PeriodAt): Evidence {
  const { text } = figureText(indicator, figure);
  return fact(
    `${text.zh}（${name} 尚未结束，只列出，不判定）`,
    `${text.en} (${name} is not over: shown, not judged)`,
  );
}

/** Evidence that a hospital has been open for less than three years; null where it has been open longer, or the day is not known. */
function openedLately({ entry, on }: Holdings): Evidence | null {
  const opened = entry?.['opened_on'];
  if (typeof opened !== 'string' || wholeYears(opened, on) >= 3) return null;
  return fact(
    `开业日期 ${opened}，至 ${on} 不足三年，不符合`,
    `opened on ${opened}: less than three years on ${on}, which does not meet it`,
  );
}
