import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import { technologies } from '../../pipeline/technology/index.js';
import type { ReportContext } from '../data/report-context.js';
import { type Cell, failedCases } from './cell-verdict.js';
import { hospitalCells } from './hospital-cells.js';
import { ownRows } from './own-rows.js';
import { practiceOf } from './practice.js';
import { signalOf } from './signals-of.js';

/** What a director does about a hospital. */
export type NextStep =
  | { readonly do: 'call about edits'; readonly code: string; readonly cases: number }
  | { readonly do: 'call about one way'; readonly towards: 'better' | 'worse'; readonly cases: number }
  | { readonly do: 'ask again'; readonly table: string | null; readonly file: string }
  | { readonly do: 'ask for'; readonly table: string | null }
  | { readonly do: 'review'; readonly code: string; readonly cases: number }
  | {
      readonly do: 'review duties';
      readonly code: string;
      readonly cases: number;
      readonly indicators: number;
    }
  | { readonly do: 'talk about volume'; readonly code: string }
  | { readonly do: 'fill in'; readonly code: string; readonly cases: number; readonly indicators: number }
  | { readonly do: 'look at signal'; readonly code: string }
  | { readonly do: 'watch'; readonly code: string };

/** A hospital with what to do about it, the most pressing step first. */
export interface HospitalSteps {
  readonly hospital: string;
  /** Whether one of its binding figures stands out among all of the province. */
  readonly isUrgent: boolean;
  readonly steps: readonly NextStep[];
}

/** Kinds of steps, the most pressing first. */
const pressing: readonly NextStep['do'][] = [
  ...(['call about edits', 'call about one way', 'review', 'talk about volume', 'watch'] as const),
  ...(['look at signal', 'ask again', 'ask for', 'review duties', 'fill in'] as const),
];

/**
 * Hospitals with something to do: first those with a figure that deserves attention first (优先核查), by its rank; then by the most pressing step, by the rank
 * of a hospital's most striking binding figure, and by code.
 */
export function nextSteps(context: ReportContext): readonly HospitalSteps[] {
  return context.once('next steps', () => {
    const ranks = new Map<string, number>();
    for (const { unit, rank } of context.data.priority ?? [])
      ranks.set(unit, Math.min(rank, ranks.get(unit) ?? Number.POSITIVE_INFINITY));
    const urgent = new Set(
      (context.data.priority ?? []).filter(({ first }) => first).map(({ unit }) => unit),
    );
    const rank = ({ hospital }: HospitalSteps) => ranks.get(hospital) ?? Number.MAX_SAFE_INTEGER;
    const first = ({ isUrgent, steps }: HospitalSteps) =>
      isUrgent ? -1 : pressing.indexOf(steps[0]?.do ?? 'fill in');
    return [...hospitalCells(context)]
      .map(([hospital, cells]) => ({
        hospital,
        isUrgent: urgent.has(hospital),
        steps: stepsOf(hospital, cells, context),
      }))
      .filter(({ steps }) => steps.length > 0)
      .sort((a, b) => first(a) - first(b) || rank(a) - rank(b));
  });
}

function stepsOf(hospital: string, cells: readonly Cell[], context: ReportContext): NextStep[] {
  const steps = [
    ...edits(hospital, context),
    ...files(hospital, context),
    ...cells.flatMap((cell) => stepFor(cell, context)),
    ...together('review duties', cells.filter(isMissedDuty), failedCases),
    ...together(
      'fill in',
      cells.filter(({ verdict }) => verdict === 'incomplete'),
      ({ unknown, undated }) => unknown + undated,
    ),
  ];
  const size = (step: NextStep) => ('cases' in step ? step.cases : 0);
  return steps.sort((a, b) => pressing.indexOf(a.do) - pressing.indexOf(b.do) || size(b) - size(a));
}

/** A duty of all or none: one case decides it, and many together are one errand. */
const isDuty = ({ figure, indicator }: Cell) =>
  indicator.measure !== 'volume' && (figure?.threshold === 1 || figure?.threshold === 0);

const isMissedDuty = (cell: Cell) => cell.verdict === 'not_met' && isDuty(cell);

/** One errand for several indicators, named by the one with most cases; the cases are those of each, which may be the same patients. */
function together(
  kind: 'review duties' | 'fill in',
  cells: readonly Cell[],
  countOf: (figure: Figure, indicator: DefinedIndicator) => number | null,
): NextStep[] {
  const counted = cells
    .map(({ figure, indicator }) => ({
      code: indicator.code,
      cases: figure ? (countOf(figure, indicator) ?? 0) : 0,
    }))
    .sort((a, b) => b.cases - a.cases);
  const [first] = counted;
  if (first === undefined) return [];
  return [{ do: kind, ...first, indicators: counted.length }];
}

function edits(hospital: string, { data }: ReportContext): NextStep[] {
  const own = (data.changes?.edited ?? []).filter((edited) => edited.hospital === hospital);
  const one = (data.changes?.oneWay ?? []).find(({ hospital_id }) => hospital_id === hospital);
  return [
    ...own.map(({ code, cases }) => ({ do: 'call about edits' as const, code, cases })),
    ...(one ? [{ do: 'call about one way' as const, towards: one.towards, cases: one.cases }] : []),
  ];
}

function files(hospital: string, context: ReportContext): NextStep[] {
  const own = ownRows('submissions', hospital, context);
  const refused = own.filter(({ status }) => status === 'refused');
  const due = technologies.filter((technology) => {
    const { state } = practiceOf(hospital, technology, context);
    return state === 'missing' || state === 'old';
  });
  const isSilent = own.length > 0 && own.every(({ status }) => status === 'missing');
  return [
    ...refused.map(({ table, file }) => ({ do: 'ask again' as const, table, file: file ?? '' })),
    ...(isSilent
      ? [{ do: 'ask for' as const, table: null }]
      : due.map(({ cases }) => ({ do: 'ask for' as const, table: cases.name }))),
  ];
}

function stepFor(cell: Cell, context: ReportContext): NextStep[] {
  const { hospital, indicator, figure, verdict, isCertain } = cell;
  const { code } = indicator;
  const signal: NextStep[] =
    signalOf(hospital, indicator, context) === 'concern' ? [{ do: 'look at signal', code }] : [];
  if (figure === undefined) return signal;
  if (verdict !== 'not_met' || isDuty(cell)) return signal;
  if (indicator.measure === 'volume') return [...signal, { do: 'talk about volume', code }];
  return [...signal, isCertain ? review(indicator, figure) : { do: 'watch', code }];
}

function review(indicator: DefinedIndicator, figure: NonNullable<Cell['figure']>): NextStep {
  const cases = failedCases(figure, indicator);
  return cases === null
    ? { do: 'watch', code: indicator.code }
    : { do: 'review', code: indicator.code, cases };
}
