import type { DefinedIndicator, Operator } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import type { Standing } from '../charts/theme.js';
import type { ReportContext } from '../data/report-context.js';
import { compare, fraction } from '../print/fraction.js';
import { printCount, printP } from '../print/number.js';
import { exactRate, printCounts, printQuotient, printRange, printThreshold } from '../print/rate.js';
import { failedCases } from '../read/cell-verdict.js';
import { openReason } from '../read/open-reason.js';

export const signs: Readonly<Record<Operator, string>> = { '>=': '≥', '>': '>', '<=': '≤', '<': '<' };

/** `≥ 40%` */
export function thresholdText(
  figure: Figure,
  indicator: DefinedIndicator,
  { lang }: ReportContext,
): string | null {
  if (figure.threshold === null || figure.operator === null) return null;
  return `${signs[figure.operator]} ${printThreshold(figure.threshold, indicator, lang)}`;
}

/** The standing of a figure in charts and lists: by the exact test, or by the counts for a volume. */
export function standingOf(figure: Figure): Standing {
  if (figure.threshold === null) return 'none';
  if (figure.verdict === null) return figure.formal ?? 'none';
  return figure.verdict === 'not_applicable' ? 'none' : figure.verdict;
}

/**
 * `不符合（7/20 = 35.0% < 40%）`: the counts against the threshold, without rounding; of a duty of all or none its cases, `12 例全部符合`, `3 例不符合（9/12）` or, where
 * blanks could turn it, `2 例资料不全`.
 */
export function formalText(
  figure: Figure,
  indicator: DefinedIndicator,
  context: ReportContext,
): string | null {
  const { words, lang } = context;
  const duty = dutyText(figure, indicator, context);
  if (duty !== null) return duty;
  const rate = exactRate(figure, indicator);
  if (figure.formal === null || figure.threshold === null || rate === null) return null;
  const sign = { '-1': '<', '0': '=', '1': '>' }[compare(rate, fraction(figure.threshold))];
  const counts = printCounts(figure, indicator);
  const printed = printQuotient(figure, indicator, lang);
  const left = indicator.measure === 'volume' ? counts : `${counts} = ${printed}`;
  const sum = `${left} ${sign} ${printThreshold(figure.threshold, indicator, lang)}`;
  return words.formal[figure.formal] + words.brackets(sum);
}

/** What the cases of a duty of all or none come to, in words; null for other thresholds, and where its cases cannot be counted. */
function dutyText(figure: Figure, indicator: DefinedIndicator, { words }: ReportContext): string | null {
  const { threshold, formal, numerator, denominator, unknown, undated, verdict } = figure;
  const isDuty = (threshold === 1 || threshold === 0) && indicator.measure !== 'volume';
  const failed = failedCases(figure, indicator);
  if (!isDuty || failed === null || denominator === null || numerator === null) return null;
  if (formal === 'met') return words.duty.all(printCount(denominator));
  if (formal === 'not_met')
    return words.duty.some(printCount(failed)) + words.brackets(printCounts(figure, indicator));
  return verdict === 'cannot_tell' ? words.duty.open(printCount(unknown + undated)) : null;
}

/** `例数不足（p = 0.42）`, without how many cases are needed. A volume is a fact and is not tested. */
export function statisticalText(
  figure: Figure,
  indicator: DefinedIndicator,
  { words }: ReportContext,
): string | null {
  if (figure.threshold === null || figure.verdict === null) return null;
  if (indicator.measure === 'volume') return openWord(figure, indicator, words) ?? words.noTest;
  const p = figure.p_value === null ? '' : words.brackets(printP(figure.p_value));
  return (
    (figure.verdict === 'cannot_tell' ? openWord(figure, indicator, words) : words.stat[figure.verdict]) + p
  );
}

/** Why a verdict is open, in the words of the vocabulary; null where it is not open. */
export function openWord(
  figure: Figure,
  indicator: DefinedIndicator,
  words: ReportContext['words'],
): string | null {
  const reason = openReason(figure, indicator);
  return reason === null ? null : words.open[reason];
}

/** What would settle an open verdict; null where nothing is open. */
export function neededText(
  figure: Figure,
  indicator: DefinedIndicator,
  { words }: ReportContext,
): string | null {
  const { verdict, needed, numerator, denominator, threshold } = figure;
  if (verdict !== 'cannot_tell') return null;
  if (indicator.measure === 'volume') return needed === null ? null : words.neededVolume(printCount(needed));
  if (openReason(figure, indicator) === 'incomplete') {
    const some = (cases: number) => (cases > 0 ? printCount(cases) : null);
    return words.neededUnknown(some(figure.unknown), some(figure.undated));
  }
  if (needed !== null) return words.needed(printCount(needed));
  const atEnd = (threshold === 1 && numerator === denominator) || (threshold === 0 && numerator === 0);
  return atEnd ? words.neverProven : words.neededNever;
}

/** The verdict in a few characters, for a list or a chart: `不符合，确定`, `不符合（例数不足）`, `数据不全`. */
export function verdictShort(figure: Figure, indicator: DefinedIndicator, { words }: ReportContext): string {
  if (figure.verdict === 'cannot_tell') {
    const open = openWord(figure, indicator, words) ?? '';
    return figure.formal === null ? open : words.formal[figure.formal] + words.brackets(open);
  }
  if (figure.verdict !== null) return words.verdict[figure.verdict];
  return figure.formal === null ? words.noThreshold : words.formal[figure.formal];
}

/** `95% 区间 27.6–62.7%`, or empty. */
export function intervalSentence(
  figure: Figure,
  indicator: DefinedIndicator,
  { words, lang }: ReportContext,
): string | null {
  const { ci_low, ci_high } = figure;
  if (ci_low === null || ci_high === null) return null;
  return `${words.columns.interval} ${printRange(ci_low, ci_high, figure, indicator, lang)}`;
}
