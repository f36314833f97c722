import type { DefinedIndicator, PeriodType, Rational } from '../define/index.js';
import { lastDay, monthName, monthNumber } from '../define/periods.js';
import type { Figure } from '../figure/figures.js';
import { dataThrough, vocabulary } from '../message/vocabulary.js';
import { fact } from './evidence.js';
import type { Evidence, Holdings } from './holdings.js';

/** A period with the name that figures use. */
export interface PeriodAt {
  readonly type: PeriodType;
  readonly name: string;
  readonly isOver: boolean;
}

/** Whether numerator/denominator compares with num/den as the sign says, by exact cross-multiplication. */
export function meets(
  numerator: number,
  denominator: number,
  sign: '>=' | '>' | '<=' | '<',
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

/** The hospital's figure of an indicator over a period. */
export const find = (
  { code, version }: DefinedIndicator,
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

/** The period of a type that ends with the month, named as in figures, or the one a number of years earlier. */
export function periodAt(
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

/** Evidence that an indicator has no figure for a period. */
export const noFigure = ({ code, title }: DefinedIndicator, period: string): Evidence =>
  fact(`${code} ${title.zh}（${period}）：没有数据`, `${code} ${title.en} (${period}): no data`);

export const percent = (share: number) => `${Number((share * 100).toFixed(2))} %`;

/** A figure in words: counts first, then the rate with its interval, and the unknown cases. */
export function figureText({ code, title, measure }: DefinedIndicator, figure: Figure): Evidence {
  const { numerator, denominator, rate, ci_low, ci_high, unknown, undated, pending, period } = figure;
  const { data_through, as_of } = figure;
  const through = dataThrough(data_through ?? '');
  const isShare = measure === 'proportion' || measure === 'patient proportion';
  const counts = denominator === null ? `${numerator}` : `${numerator ?? ''}/${denominator}`;
  const share =
    isShare && rate !== null
      ? ` = ${percent(rate)}${ci_low === null || ci_high === null ? '' : ` (95 % CI ${percent(ci_low)} – ${percent(ci_high)})`}`
      : '';
  const left = [
    unknown > 0 ? [`${vocabulary.unknownOutcome.zh} ${unknown}`, `${unknown} unknown`] : null,
    // Without it, an open clause beside a rate of 100 % would have no visible reason.
    undated > 0
      ? [`是否属分母未明 ${undated}`, `${undated} of which it is not known whether they belong`]
      : null,
    pending > 0 ? [`未到期 ${pending}`, `${pending} pending`] : null,
    data_through !== null && data_through < as_of.slice(0, 7) ? [through.zh, through.en] : null,
  ].filter((part) => part !== null);
  const zh = left.length === 0 ? '' : `；${left.map(([word]) => word).join('，')}`;
  const en = left.length === 0 ? '' : `; ${left.map(([, word]) => word).join(', ')}`;
  return fact(
    `${code} ${title.zh}（${period}）：${counts}${share}${zh}`,
    `${code} ${title.en} (${period}): ${counts}${share}${en}`,
  );
}
