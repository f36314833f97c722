import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import { headlinePeriod, type Period } from '../../pipeline/figure/headline.js';
import type { Standing } from '../charts/theme.js';
import type { ReportContext } from '../data/report-context.js';
import { type FigureState, stateOf } from './figure-state.js';

/** A figure of a hospital that is compared with a threshold, in the period that pages show first. */
export interface OwnJudged {
  readonly indicator: DefinedIndicator;
  readonly period: Period;
  readonly figure: Figure;
  readonly state: FigureState;
  /** By the verdict, or the counts of a volume; `none` where there is nothing to judge. */
  readonly standing: Standing;
}

const order: readonly Standing[] = ['not_met', 'cannot_tell', 'met', 'none'];

/** The judged figures of a hospital: those that bind it first, in each the worst first. */
export function ownJudged(
  hospital: string,
  standingOf: (figure: Figure) => Standing,
  context: ReportContext,
): OwnJudged[] {
  const { index, data } = context;
  const rows = index.judged(data.indicators).flatMap((indicator): OwnJudged[] => {
    const period = headlinePeriod(indicator, index, data.month);
    const figure = index.at(indicator, { level: 'hospital', unit: hospital, ...period });
    if (!figure || figure.threshold === null) return [];
    const state = stateOf(figure, indicator);
    const isShown = state.kind === 'value' || state.kind === 'zero';
    return [{ indicator, period, figure, state, standing: isShown ? standingOf(figure) : 'none' }];
  });
  const rank = ({ figure, standing }: OwnJudged) =>
    (figure.applies === 'binding' ? 0 : order.length) + order.indexOf(standing);
  return rows.sort((a, b) => rank(a) - rank(b));
}
