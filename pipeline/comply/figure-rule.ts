import type { ClauseResult, DefinedIndicator, PeriodType } from '../define/index.js';
import { openSize } from '../figure/figures.js';
import { fact } from './evidence.js';
import { figureText, find, meets, noFigure, type PeriodAt, periodAt } from './figure-at.js';
import type { Evidence, Holdings } from './holdings.js';
import { type FigureRule, judgeRecentYears } from './recent-years.js';

/** A result with its evidence. */
export interface Judged {
  readonly result: ClauseResult;
  readonly evidence: readonly Evidence[];
}

/**
 * Judges a clause by a figure: the counts against the value, compared before any rounding.
 *
 * The clause is met or not met only when it would be so for every possible outcome of the unknown cases. A period without cases is not
 * applicable; one without a figure is not known.
 */
export function judgeFigure(rule: FigureRule, holdings: Holdings): Judged {
  return rule.period === 'three years' || rule.period === 'three years together'
    ? judgeRecentYears(rule, holdings)
    : judgeOne(rule, periodDue(rule.indicator, rule.period, holdings), holdings);
}

/** Judges a clause that only requires monitoring: the figure exists and has cases with a known outcome. */
export function judgeShown(indicator: DefinedIndicator, period: PeriodType, holdings: Holdings): Judged {
  const at = periodDue(indicator, period, holdings);
  const figure = find(indicator, at, holdings);
  const n = figure ? (figure.denominator ?? figure.numerator ?? 0) : 0;
  // Blanks that count as not met stand in the denominator, but a blank was not monitored.
  const blank = 'unknown' in indicator && indicator.unknown === 'not met' ? (figure?.unknown ?? 0) : 0;
  if (!figure || n - blank <= 0) return { result: 'not known', evidence: [noFigure(indicator, at.name)] };
  return { result: 'met', evidence: [figureText(indicator, figure)] };
}

/** A figure shown beside the deciding one. */
export function judgeBeside(indicator: DefinedIndicator, period: PeriodType, holdings: Holdings): Judged {
  const at = periodDue(indicator, period, holdings);
  const figure = find(indicator, at, holdings);
  return {
    result: 'not applicable',
    evidence: [figure ? figureText(indicator, figure) : noFigure(indicator, at.name)],
  };
}

function judgeOne(rule: FigureRule, period: PeriodAt, holdings: Holdings): Judged {
  const { indicator, sign, value } = rule;
  const figure = find(indicator, period, holdings);
  if (!figure && rule.noneDue && hasSent(indicator, holdings))
    return {
      result: rule.noneDue,
      evidence: [
        fact(
          `${indicator.code} ${indicator.title.zh}（${period.name}）：没有到期的病例`,
          `${indicator.code} ${indicator.title.en} (${period.name}): no case has come due`,
        ),
      ],
    };
  if (!figure) return { result: 'not known', evidence: [noFigure(indicator, period.name)] };
  const evidence = [figureText(indicator, figure)];
  if (indicator.measure === 'volume') {
    const reached = meets(figure.numerator ?? 0, 1, sign, value);
    const mayChange = !period.isOver && !(reached && sign.startsWith('>'));
    if (mayChange)
      return {
        result: 'not known',
        evidence: [...evidence, fact(`${period.name} 尚未结束`, `${period.name} is not over yet`)],
      };
    return { result: reached ? 'met' : 'not met', evidence };
  }
  const numerator = figure.numerator ?? 0;
  const denominator = figure.denominator ?? 0;
  const leftOut = 'unknown' in indicator && indicator.unknown === 'left out';
  // A case that may not belong can count on neither side or on both.
  const open = openSize(figure, indicator);
  const isBeside = leftOut || indicator.measure === 'ratio';
  const all = denominator + (open ?? 0) - (isBeside ? 0 : figure.unknown);
  if (denominator === 0 && (all === 0 || figure.unknown === 0))
    return {
      result: figure.undated > 0 || (figure.pending > 0 && !rule.noneDue) ? 'not known' : 'not applicable',
      evidence,
    };
  if (open === null) return { result: 'not known', evidence };
  const worst = meets(numerator, all, sign, value);
  const best = meets(numerator + open, all, sign, value);
  if (worst !== best || open === all) return { result: 'not known', evidence };
  return { result: worst ? 'met' : 'not met', evidence };
}

/** Whether any figure shows that the hospital has sent cases of an indicator's technique. */
function hasSent({ code }: DefinedIndicator, { figures }: Holdings): boolean {
  const technique = code.slice(0, code.indexOf('-') + 1);
  return figures.some((figure) => figure.code.startsWith(technique));
}

/**
 * The period whose cases a clause judges on a day. Figures belong to the year of implantation, so a window of whole years looks that many
 * years back: in 2026 five-year follow-up is due for the implants of 2021.
 */
function periodDue({ window }: DefinedIndicator, type: PeriodType, holdings: Holdings): PeriodAt {
  return periodAt(type, holdings, type === 'year' ? (window?.years ?? 0) : 0);
}
