import type { DefinedIndicator, PeriodType } from '../define/index.js';
import type { Figure } from '../figure/figures.js';
import { labelOf } from './label.js';

/**
 * A hospital as a point among the others of an indicator and period. It has no exact count: the sums of exact ones would tell which points
 * are those of a city.
 */
export interface Peer {
  readonly code: string;
  readonly version: string;
  readonly period_type: PeriodType;
  readonly period: string;
  readonly label: string;
  /** The rate to two digits, the median or O/E alike; null for volumes. */
  readonly rate: number | null;
  /** The class of its cases, from this number. */
  readonly size_from: number;
  /** To this number; null where the class has no upper end. */
  readonly size_to: number | null;
}

/** The points of one class, at least: the only large hospital would be known by its size. */
const leastOfClass = 3;

/** The classes by which sizes are told, by their lower ends. */
const classes = [0, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 1_000_000];

/** The points of hospitals whose figures may be public, by indicator and period, ordered by label. */
export function peersOf(
  figures: readonly Figure[],
  indicators: readonly DefinedIndicator[],
  key: Uint8Array,
): Peer[] {
  const known = new Set(indicators.map(({ code, version }) => `${code}\t${version}`));
  const groups = new Map<string, Figure[]>();
  for (const figure of figures) {
    if (!known.has(`${figure.code}\t${figure.version}`)) continue;
    const group = `${figure.code}\t${figure.version}\t${figure.period_type}\t${figure.period}`;
    groups.set(group, [...(groups.get(group) ?? []), figure]);
  }
  return [...groups.values()].flatMap((group) => pointsOf(group, key));
}

function pointsOf(group: readonly Figure[], key: Uint8Array): Peer[] {
  if (group.length < leastOfClass) return [];
  const from = lowerEnds(group.map(sizeOf));
  return group
    .map((figure): Peer => {
      const at = from.findLastIndex((low) => low <= sizeOf(figure));
      const { code, version, period_type, period, rate } = figure;
      return {
        code,
        version,
        period_type,
        period,
        label: labelOf(key, code, figure.unit),
        rate: rate === null ? null : Number(rate.toPrecision(2)),
        size_from: from[at] ?? 0,
        size_to: (from[at + 1] ?? 0) - 1 < 0 ? null : (from[at + 1] ?? 0) - 1,
      };
    })
    .sort((a, b) => (a.label < b.label ? -1 : 1));
}

const sizeOf = ({ denominator, numerator }: Figure) => denominator ?? numerator ?? 0;

/** The lower ends of classes that hold enough points each, from the largest down. */
function lowerEnds(sizes: readonly number[]): number[] {
  const ends: number[] = [];
  let above = Number.POSITIVE_INFINITY;
  for (const low of classes.toReversed()) {
    const inside = sizes.filter((size) => size >= low && size < above).length;
    if (inside < leastOfClass) continue;
    ends.unshift(low);
    above = low;
  }
  // What is left below the lowest end belongs to the class above it.
  return ends.length === 0 ? [0] : sizes.some((size) => size < (ends[0] ?? 0)) ? [0, ...ends.slice(1)] : ends;
}
