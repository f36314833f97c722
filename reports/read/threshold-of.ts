import type { DefinedIndicator, Norm, Threshold } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figure/figures.js';

/** The threshold that a figure was judged by, with its norm; null when there is none or its norm is not in the report. */
export function thresholdOf(
  figure: Pick<Figure, 'norm' | 'clause' | 'code' | 'threshold'>,
  norms: readonly Norm[],
): { norm: Norm; threshold: Threshold } | null {
  for (const norm of norms) {
    if (norm.id !== figure.norm) continue;
    const found = norm.thresholds.find(
      ({ indicator, clause, value }) =>
        indicator.code === figure.code &&
        clause === figure.clause &&
        (figure.threshold === null || Math.abs(value.num / value.den - figure.threshold) < 1e-12),
    );
    if (found) return { norm, threshold: found };
  }
  return null;
}

/** Every threshold for an indicator, in any norm. */
export function thresholdsFor(
  indicator: DefinedIndicator,
  norms: readonly Norm[],
): { norm: Norm; threshold: Threshold }[] {
  return norms.flatMap((norm) =>
    norm.thresholds
      .filter((threshold) => threshold.indicator.code === indicator.code)
      .map((threshold) => ({ norm, threshold })),
  );
}
