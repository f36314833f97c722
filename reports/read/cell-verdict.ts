import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import { headlinePeriod, type Period } from '../../pipeline/figure/headline.js';
import { trainings } from '../../pipeline/technology/index.js';
import type { ReportContext } from '../data/report-context.js';
import { type FigureState, stateOf } from './figure-state.js';
import { openReason } from './open-reason.js';
import { thresholdOf } from './threshold-of.js';

/**
 * What a hospital's figure comes to. Where a threshold binds it: `met` and `not_met` by the counts and their bounds, never by a test;
 * `incomplete` where unknown cases could turn it; `not over` for a yearly count of a running year. Where none does: `not asked` of one that is no training
 * institution, `better` or `worse` than a threshold for reference, `unsettled` where unknown cases could turn that. Without a threshold a `value`, without a
 * number what is in its place.
 */
export type CellVerdict =
  | 'met'
  | 'not_met'
  | 'incomplete'
  | 'not over'
  | 'not asked'
  | 'better'
  | 'worse'
  | 'unsettled'
  | 'value'
  | 'hidden'
  | 'not due'
  | 'not applicable'
  | 'all unknown'
  | 'none';

/** A hospital's figure of an indicator in the period in which it is shown first. */
export interface Cell {
  readonly hospital: string;
  readonly indicator: DefinedIndicator;
  readonly figure: Figure | undefined;
  readonly verdict: CellVerdict;
  /** Whether the hospital's own test, or a duty of all or none, leaves no room for chance. */
  readonly isCertain: boolean;
}

/** The cell of a hospital and an indicator. */
export function cellOf(hospital: string, indicator: DefinedIndicator, context: ReportContext): Cell {
  const period = headlinePeriod(indicator, context.index, context.data.month);
  const figure = figureIn(hospital, indicator, period, context);
  const verdict = cellVerdict(figure, indicator, context);
  const isCertain = figure?.verdict === 'met' || figure?.verdict === 'not_met';
  return { hospital, indicator, figure, verdict, isCertain };
}

const figureIn = (
  hospital: string,
  indicator: DefinedIndicator,
  period: Period,
  { index }: ReportContext,
): Figure | undefined => index.at(indicator, { level: 'hospital', unit: hospital, ...period });

const absent: Readonly<Record<Exclude<FigureState['kind'], 'value' | 'zero'>, CellVerdict>> = {
  suppressed: 'hidden',
  'not applicable': 'not applicable',
  'not due': 'not due',
  'all unknown': 'all unknown',
  'no data': 'none',
};

/** What a figure comes to; see `CellVerdict`. */
export function cellVerdict(
  figure: Figure | undefined,
  indicator: DefinedIndicator,
  context: ReportContext,
): CellVerdict {
  const state = stateOf(figure, indicator);
  if (state.kind !== 'value' && state.kind !== 'zero') return absent[state.kind];
  const { threshold, applies, formal } = state.figure;
  if (threshold === null) return 'value';
  if (applies === 'binding') {
    if (formal !== null) return formal;
    return openReason(state.figure, indicator) === 'not over' ? 'not over' : 'incomplete';
  }
  if (isForOthers(state.figure, context)) return 'not asked';
  if (formal === null) return 'unsettled';
  return formal === 'met' ? 'better' : 'worse';
}

/** Whether the threshold is one for training institutions alone, and this hospital is bound by none. */
function isForOthers(figure: Figure, { data }: ReportContext): boolean {
  const scope = thresholdOf(figure, data.norms)?.threshold.scope;
  return figure.applies === 'reference' && trainings.some((training) => training.scope === scope);
}

/** The cases that do not meet a binding indicator; null where they cannot be told from its counts. */
export function failedCases(figure: Figure, indicator: DefinedIndicator): number | null {
  const { numerator, denominator, unknown } = figure;
  if (numerator === null || denominator === null) return null;
  if (indicator.measure !== 'proportion' && indicator.measure !== 'patient proportion') return null;
  if (indicator.better === 'lower') return numerator;
  const open = 'unknown' in indicator && indicator.unknown === 'not met' ? unknown : 0;
  return denominator - numerator - open;
}
