import { devianceTerm } from './deviance-term.js';
import type { Tails } from './incomplete-beta.js';
import { stirlingError } from './stirling-error.js';

/**
 * Regularised incomplete gamma function: lower = P(a, x), upper = Q(a, x) = 1 - P(a, x); a > 0, x >= 0.
 *
 * For a Poisson count X with mean x: P(X >= a) = lower at a, P(X <= a) = upper at a + 1. The chi-squared
 * distribution with 2a degrees of freedom at 2x is the same function.
 *
 * @see DLMF 8.11.4 (series below the mean), 8.9.2 (continued fraction above it)
 */
export function incompleteGamma(a: number, x: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  // x^a e^-x / Γ(a + 1)
  const density = Math.exp(-stirlingError(a) - devianceTerm(a, x)) / Math.sqrt(2 * Math.PI * a);
  if (x < a + 1) {
    const lower = Math.min(1, density * series(a, x));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, (density * a) / continuedFraction(a, x));
  return { lower: 1 - upper, upper };
}

/** 1 + x/(a+1) + x²/((a+1)(a+2)) + … */
function series(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

/** x + 1 - a - 1 (1 - a) / (x + 3 - a - …) by the modified Lentz method. */
function continuedFraction(a: number, x: number): number {
  let beta = x + 1 - a;
  let value = beta;
  let c = beta;
  let d = 0;
  for (let m = 1; m < 1_000_000; m++) {
    const alpha = m * (a - m);
    beta += 2;
    d = 1 / (beta + alpha * d);
    c = beta + alpha / c;
    const change = c * d;
    value *= change;
    if (Math.abs(change - 1) < 1e-16) return value;
  }
  throw new RangeError(`the incomplete gamma function did not converge at a = ${a}, x = ${x}`);
}
