import { lastDay, monthName, monthNumber } from '../compute/periods.js';
import type { ClauseResult, Defined, PeriodType, Rational, Rule } from '../define/index.js';
import { vocabulary } from '../describe/vocabulary.js';
import type { Figure } from '../figures.js';
import { fact } from './evidence.js';
import type { Evidence, Holdings } from './holdings.js';

type FigureRule = Extract<Rule, { op: 'figure' }>;

export interface Judged {
  readonly result: ClauseResult;
  readonly evidence: readonly Evidence[];
}

/**
 * A clause that a figure decides: the count of cases against the value, compared before any rounding.
 *
 * Outcomes that are not known decide nothing: the clause is met or not met only when it would be so whichever way they
 * had gone. A period without cases is not applicable; one without a figure is not known.
 */
export function judgeFigure(rule: FigureRule, holdings: Holdings): Judged {
  const periods =
    rule.period === 'three years' ? lastYears(holdings) : [periodDue(rule.indicator, rule.period, holdings)];
  const parts = periods.map((period) => judgeOne(rule, period, holdings));
  const results = parts.map(({ result }) => result).filter((result) => result !== 'not applicable');
  const result: ClauseResult =
    results.length === 0
      ? 'not applicable'
      : ((['not met', 'not known'] as const).find((one) => results.includes(one)) ?? 'met');
  // One of three years without cases is a year in which the requirement was not reached, not one that does not count.
  const isGap = rule.period === 'three years' && results.length < parts.length && result === 'met';
  return { result: isGap ? 'not known' : result, evidence: parts.flatMap(({ evidence }) => evidence) };
}

/** A clause that asks only that something be watched: its figure is there, with cases in it of which the outcome is known. */
export function judgeShown(indicator: Defined, period: PeriodType, holdings: Holdings): Judged {
  const at = periodDue(indicator, period, holdings);
  const figure = find(indicator, at, holdings);
  const n = figure ? (figure.denominator ?? figure.numerator ?? 0) : 0;
  // Blanks that count as not met stand in the denominator, but nobody watched what is blank.
  const blank = 'unknown' in indicator && indicator.unknown === 'not met' ? (figure?.unknown ?? 0) : 0;
  if (!figure || n - blank <= 0) return { result: 'not known', evidence: [noFigure(indicator, at.name)] };
  return { result: 'met', evidence: [figureText(indicator, figure)] };
}

interface PeriodAt {
  readonly type: PeriodType;
  readonly name: string;
  readonly isOver: boolean;
}

function judgeOne(rule: FigureRule, period: PeriodAt, holdings: Holdings): Judged {
  const { indicator, sign, value } = rule;
  const figure = find(indicator, period, holdings);
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
  // A case that may not belong can be neither side or both; how much of a ratio it would be nobody knows.
  const open = figure.unknown + (indicator.measure === 'ratio' ? 0 : figure.undated);
  const all = denominator + (leftOut ? figure.unknown : 0) + (open - figure.unknown);
  if (denominator === 0 && (all === 0 || figure.unknown === 0))
    return {
      result: figure.undated > 0 || figure.pending > 0 ? 'not known' : 'not applicable',
      evidence,
    };
  const worst = meets(numerator, all, sign, value);
  const best = meets(numerator + open, all, sign, value);
  if (worst !== best || open === all) return { result: 'not known', evidence };
  return { result: worst ? 'met' : 'not met', evidence };
}

/** numerator/denominator against num/den, multiplied out. */
function meets(
  numerator: number,
  denominator: number,
  sign: FigureRule['sign'],
  { num, den }: Rational,
): boolean {
  const left = numerator * den;
  const right = num * denominator;
  switch (sign) {
    case '>=':
      return left >= right;
    case '>':
      return left > right;
    case '<=':
      return left <= right;
    case '<':
      return left < right;
  }
}

const find = (
  { code, version }: Defined,
  { type, name }: PeriodAt,
  { figures }: Holdings,
): Figure | undefined =>
  figures.find(
    (f) =>
      f.code === code &&
      f.version === version &&
      f.period_type === type &&
      f.period === name &&
      f.stratum === '' &&
      f.level === 'hospital',
  );

/**
 * The period whose cases a clause speaks of on a day. Figures stand in the year of the implantation, so the year of a
 * window of whole years is as many years before: in 2026 five-year follow-up is due for the implants of 2021.
 */
function periodDue({ window }: Defined, type: PeriodType, holdings: Holdings): PeriodAt {
  return periodAt(type, holdings, type === 'year' ? (window?.years ?? 0) : 0);
}

/** The period of a type that ends with the month, as figures name it, or the one as many years before. */
function periodAt(
  type: PeriodType,
  { month, on }: Pick<Holdings, 'month' | 'on'>,
  yearsBefore = 0,
): PeriodAt {
  const last = monthNumber(month) - yearsBefore * 12;
  const year = Math.floor(last / 12);
  const at = (name: string, end: number) => ({ type, name, isOver: lastDay(end) <= on });
  switch (type) {
    case 'month':
      return at(monthName(last), last);
    case 'quarter':
      return at(`${year}Q${Math.floor((last % 12) / 3) + 1}`, last - (last % 3) + 2);
    case 'year':
      return at(String(year), year * 12 + 11);
    case 'rolling12':
      return at(`${monthName(last - 11)}..${monthName(last)}`, last);
    case 'years3':
      return at(`${year - 2}..${year}`, year * 12 + 11);
  }
}

/** The last three calendar years, the running one included: what it has reached already counts. */
const lastYears = (holdings: Holdings): PeriodAt[] =>
  [2, 1, 0].map((before) => periodAt('year', holdings, before));

const noFigure = ({ code, title }: Defined, period: string): Evidence =>
  fact(`${code} ${title.zh}（${period}）：没有数据`, `${code} ${title.en} (${period}): no data`);

const percent = (share: number) => `${Number((share * 100).toFixed(2))} %`;

/** A figure in words: counts first, then the rate with its interval, and what is not known. */
function figureText({ code, title, measure }: Defined, figure: Figure): Evidence {
  const { numerator, denominator, rate, ci_low, ci_high, unknown, pending, period } = figure;
  const isShare = measure === 'proportion' || measure === 'patient proportion';
  const counts = denominator === null ? `${numerator}` : `${numerator ?? ''}/${denominator}`;
  const share =
    isShare && rate !== null
      ? ` = ${percent(rate)}${ci_low === null || ci_high === null ? '' : ` (95 % CI ${percent(ci_low)} – ${percent(ci_high)})`}`
      : '';
  const left = [
    unknown > 0 ? [`${vocabulary.unknownOutcome.zh} ${unknown}`, `${unknown} unknown`] : null,
    pending > 0 ? [`未到期 ${pending}`, `${pending} pending`] : null,
  ].filter((part) => part !== null);
  const zh = left.length === 0 ? '' : `；${left.map(([word]) => word).join('，')}`;
  const en = left.length === 0 ? '' : `; ${left.map(([, word]) => word).join(', ')}`;
  return fact(
    `${code} ${title.zh}（${period}）：${counts}${share}${zh}`,
    `${code} ${title.en} (${period}): ${counts}${share}${en}`,
  );
}
