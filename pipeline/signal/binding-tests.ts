import type { DefinedIndicator, Norm, Threshold } from '../define/index.js';
import type { FigureIndex } from '../figure/figure-index.js';
import { type Figure, openSize } from '../figure/figures.js';
import { headlinePeriod } from '../figure/headline.js';

/** A figure of a hospital whose binding threshold is asked of a sample: the counts that its exact test rests on. */
export interface BindingTest {
  readonly figure: Figure;
  readonly indicator: DefinedIndicator;
  readonly threshold: Threshold;
  readonly met: number;
  /** Cases of which it is known whether they meet the condition. */
  readonly settled: number;
  readonly open: number;
}

/**
 * The exact tests that the page of a month shows: of every hospital's binding figures of all cases, each indicator in the one period that
 * the report shows first. Duties of all or none are a census and no test; where nothing is due there is none either.
 */
export function bindingTests(
  index: FigureIndex,
  indicators: readonly DefinedIndicator[],
  norms: readonly Norm[],
  month: string,
): BindingTest[] {
  return index.judged(indicators).flatMap((indicator) => {
    const { period_type, period } = headlinePeriod(indicator, index, month);
    return index
      .of(indicator)
      .filter(
        (figure) =>
          figure.level === 'hospital' &&
          figure.applies === 'binding' &&
          figure.stratum === '' &&
          figure.period_type === period_type &&
          figure.period === period,
      )
      .flatMap((figure) => testOf(figure, indicator, norms) ?? []);
  });
}

function testOf(figure: Figure, indicator: DefinedIndicator, norms: readonly Norm[]): BindingTest | null {
  const threshold = thresholdOf(figure, norms);
  if (threshold === null || indicator.measure === 'volume' || isCensus(threshold)) return null;
  if (figure.numerator === null || figure.denominator === null || figure.verdict === null) return null;
  const isRatio = indicator.measure === 'ratio';
  const keepsUnknown = !isRatio && 'unknown' in indicator && indicator.unknown === 'not met';
  const settled = keepsUnknown ? figure.denominator - figure.unknown : figure.denominator;
  const open = openSize(figure, indicator) ?? 0;
  if (settled <= 0 || figure.numerator > settled) return null;
  return { figure, indicator, threshold, met: figure.numerator, settled, open };
}

/** Whether a threshold requires every case, or none. */
const isCensus = ({ value: { num, den }, operator }: Threshold) =>
  (operator === '>=' && num === den) || (operator === '<=' && num === 0);

/** The threshold that a figure was judged by, as the exact fraction of its norm. */
function thresholdOf(figure: Figure, norms: readonly Norm[]): Threshold | null {
  const norm = norms.find(({ id }) => id === figure.norm);
  return (
    norm?.thresholds.find(
      ({ indicator, clause, value }) =>
        indicator.code === figure.code &&
        clause === figure.clause &&
        Math.abs(value.num / value.den - (figure.threshold ?? Number.NaN)) < 1e-12,
    ) ?? null
  );
}
