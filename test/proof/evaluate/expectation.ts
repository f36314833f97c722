/** A case that counts in a standardised ratio: what its score expects, in percent, and whether it came to pass. */
export interface Expected {
  readonly percent: number;
  readonly met: boolean;
}

const logit = (p: number) => Math.log(p / (1 - p));
const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** How many are expected once every probability is moved by an amount on the logit scale. */
export const expectedIn = (cases: readonly Expected[], shift: number): number =>
  cases.reduce((sum, { percent }) => sum + logistic(logit(percent / 100) + shift), 0);

/**
 * The amount by which probabilities are moved so that as many are expected as came to pass, by Newton's method; null
 * where none or all did.
 */
export function shiftOf(cases: readonly Expected[]): number | null {
  const observed = cases.filter(({ met }) => met).length;
  if (observed === 0 || observed === cases.length) return null;
  let shift = logit(observed / cases.length);
  for (let i = 0; i < 100; i += 1) {
    const now = cases.map(({ percent }) => logistic(logit(percent / 100) + shift));
    const excess = now.reduce((sum, p) => sum + p, 0) - observed;
    const slope = now.reduce((sum, p) => sum + p * (1 - p), 0);
    shift -= Math.max(-2, Math.min(2, excess / slope));
    if (Math.abs(excess) < 1e-12) break;
  }
  return shift;
}
