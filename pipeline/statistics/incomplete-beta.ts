import { binomialDensity } from './binomial-density.js';

/** The probabilities on both sides of a point of a distribution; they sum to 1, and the smaller one is the accurate one. */
export type Tails = { lower: number; upper: number };

/**
 * Regularised incomplete beta function: lower = I_x(a, b), upper = 1 - I_x(a, b) = I_y(b, a).
 *
 * `y` is 1 - x, given apart so that neither loses digits near 0. a > 0, b > 0.
 * The side of the mean on which x lies is computed, the other is its complement.
 *
 * @see DiDonato and Morris (1992), ACM TOMS 18:360, eq. 9 (the even part of DLMF 8.17.22)
 */
export function incompleteBeta(a: number, b: number, x: number, y: number = 1 - x): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  if (a * y >= b * x) {
    const lower = belowMean(a, b, x, y);
    return { lower, upper: 1 - lower };
  }
  const upper = belowMean(b, a, y, x);
  return { lower: 1 - upper, upper };
}

function belowMean(a: number, b: number, x: number, y: number): number {
  const density = binomialDensity(a, a + b, x, y) * a * (b / (a + b)); // x^a y^b / B(a, b)
  return density === 0 ? 0 : Math.min(1, density / continuedFraction(a, b, x, y));
}

/**
 * beta(0) + alpha(1) / (beta(1) + alpha(2) / …) by the modified Lentz method.
 *
 * Written with a y - b x, the distance from the mean, so that rare events (x near 1) lose no digits to 1 - x.
 */
function continuedFraction(a: number, b: number, x: number, y: number): number {
  const distance = a * y - b * x;
  let value = (a / (a + 1)) * (distance + 1);
  let c = value;
  let d = 0;
  for (let m = 1; m < 1_000_000; m++) {
    const middle = a + 2 * m - 1;
    const alpha = ((a + m - 1) / middle) * ((a + b + m - 1) / middle) * m * (b - m) * x * x;
    const beta = m + (m * (b - m) * x) / middle + ((a + m) / (middle + 2)) * (distance + 1 + m * (1 + y));
    d = 1 / (beta + alpha * d);
    c = beta + alpha / c;
    const change = c * d;
    value *= change;
    if (Math.abs(change - 1) < 1e-16) return value;
  }
  throw new RangeError(`the incomplete beta function did not converge at a = ${a}, b = ${b}, x = ${x}`);
}
