/** Coefficients of z^-1, z^-3, … : B(2j) / (2j (2j - 1)) of Stirling's series. */
const SERIES = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/**
 * The error of Stirling's formula: log Γ(z + 1) - ((z + 1/2) log z - z + log √(2π)), for z > 0.
 *
 * Densities are computed from this small number, not from log Γ itself: with ten million cases log Γ
 * is of the order 10^8 and its rounding alone would cost eight digits.
 *
 * @see DLMF 5.11.1; Loader (2000), Fast and accurate computation of binomial probabilities
 */
export function stirlingError(z: number): number {
  let below = 0;
  let at = z;
  for (; at < 15; at++) below += (at + 0.5) * Math.log1p(1 / at) - 1; // Γ(z + 1) = z Γ(z)
  const inverseSquare = 1 / (at * at);
  let sum = 0;
  for (let j = SERIES.length - 1; j >= 0; j--) sum = sum * inverseSquare + (SERIES[j] as number);
  return below + sum / at;
}
