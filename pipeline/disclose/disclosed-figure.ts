import type { DefinedIndicator } from '../define/index.js';
import type { Figure } from '../figure/figures.js';
import type { Policy } from './policy.js';
import type { Protection } from './protect.js';

/** What is to be seen of a figure. Each is another thing, and none may look like another. */
export type State = 'value' | 'zero' | 'suppressed' | 'not applicable' | 'not due' | 'unknown';

type Hidable = 'numerator' | 'denominator' | 'pending' | 'unknown' | 'excluded' | 'undated';

/** A figure as an audience sees it: counts are null where they are hidden, which `state` and `sides` tell from what does not apply. */
export type DisclosedFigure = Omit<Figure, Hidable> & {
  readonly [count in Hidable]: number | null;
} & {
  readonly state: State;
  /** The counts beside the rate, bounds and verdict: shown, or hidden together. */
  readonly sides: 'shown' | 'suppressed';
};

/** What follows from the counts beside a rate, so that it goes with them. */
const noSides = {
  pending: null,
  unknown: null,
  excluded: null,
  undated: null,
  low_bound: null,
  high_bound: null,
  errs: '',
  decide_low: null,
  decide_high: null,
  formal: null,
  verdict: null,
  p_value: null,
  needed: null,
} as const;

const noRate = { rate: null, ci_low: null, ci_high: null } as const;

/** A figure as it is, for those from whom nothing of it is hidden. */
export const inFull = (figure: Figure, indicator: DefinedIndicator): DisclosedFigure => ({
  ...figure,
  suppressed: false,
  state: stateOf(figure, indicator),
  sides: 'shown',
});

/** A figure as everybody may see it. */
export function inPublic(
  figure: Figure,
  indicator: DefinedIndicator,
  { main, sides }: Pick<Protection, 'main' | 'sides'>,
  { roundTo }: Policy,
): DisclosedFigure {
  if (!main.has(figure))
    return {
      ...figure,
      ...noSides,
      ...noRate,
      numerator: null,
      denominator: null,
      expected: null,
      suppressed: true,
      state: 'suppressed',
      sides: 'suppressed',
    };
  const hasSides = sides.has(figure);
  return rounded(
    {
      ...figure,
      ...(hasSides ? {} : noSides),
      suppressed: false,
      state: stateOf(figure, indicator),
      sides: hasSides ? 'shown' : 'suppressed',
    },
    roundTo,
  );
}

/** Counts to multiples of a number, the rate from these, and nothing that would tell them more exactly. */
function rounded(figure: DisclosedFigure, to: number): DisclosedFigure {
  if (to === 1) return figure;
  const round = (count: number | null) => (count === null ? null : Math.round(count / to) * to);
  const [numerator, denominator] = [round(figure.numerator), round(figure.denominator)];
  const isRate =
    figure.rate !== null && numerator !== null && denominator !== null && figure.expected === null;
  return {
    ...figure,
    ...noSides,
    ...noRate,
    pending: round(figure.pending),
    unknown: round(figure.unknown),
    excluded: round(figure.excluded),
    undated: round(figure.undated),
    numerator,
    denominator,
    expected: null,
    rate: isRate && denominator > 0 ? numerator / denominator : null,
  };
}

function stateOf(figure: Figure, { measure, ...indicator }: DefinedIndicator): State {
  const { numerator, denominator, pending, unknown, undated, rate } = figure;
  if (measure === 'volume') return numerator === 0 ? 'zero' : 'value';
  if (denominator === null || denominator === 0 || rate === null) {
    if (pending > 0) return 'not due';
    return unknown + undated > 0 ? 'unknown' : 'not applicable';
  }
  // Where unknown outcomes stay in the denominator, a zero of which no outcome is known was observed by nobody.
  const keepsUnknown = 'unknown' in indicator && indicator.unknown === 'not met';
  if (numerator === 0 && keepsUnknown && unknown >= denominator) return 'unknown';
  return numerator === 0 ? 'zero' : 'value';
}
