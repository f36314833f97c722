import type { Tail } from './binomial-tail.js';
import type { Threshold } from './threshold.js';

/**
 * Whether the binomial tail at x of n against the threshold is at most alpha, in whole numbers of any size.
 *
 * `alpha` means the decimal it prints as: 0.05 is 5/100, not the nearest binary fraction.
 * The work grows with n², a few milliseconds at n = 5,000; meant for ties that floating point cannot settle.
 */
export function exactTailAtMost(
  x: number,
  n: number,
  threshold: Threshold,
  tail: Tail,
  alpha: number,
): boolean {
  const num = BigInt(threshold.num);
  const den = BigInt(threshold.den);
  // Works with the count whose lower tail is needed: cases met, or cases not met.
  const [count, hit, miss] = tail === 'lower' ? [x, num, den - num] : [n - x, den - num, num];
  const total = den ** BigInt(n);
  const limit = decimalFraction(alpha);
  return lowerTail(count, n, hit, miss) * limit.den <= limit.num * total;
}

/** Sum over k = 0 … count of C(n, k) hit^k miss^(n - k), each term from the one before. */
function lowerTail(count: number, n: number, hit: bigint, miss: bigint): bigint {
  if (miss === 0n) return count === n ? hit ** BigInt(n) : 0n;
  let term = miss ** BigInt(n);
  let sum = term;
  for (let k = 0; k < count; k++) {
    term = (term * BigInt(n - k) * hit) / (BigInt(k + 1) * miss);
    sum += term;
  }
  return sum;
}

/** The fraction a positive number prints as: 0.05 gives 5/100, 1e-7 gives 1/10^7. */
function decimalFraction(value: number): { num: bigint; den: bigint } {
  const [digits = '', exponent = '0'] = String(value).split('e');
  const [whole = '', decimals = ''] = digits.split('.');
  const shift = Number(exponent) - decimals.length;
  const num = BigInt(whole + decimals);
  return shift >= 0 ? { num: num * 10n ** BigInt(shift), den: 1n } : { num, den: 10n ** BigInt(-shift) };
}
