/**
 * x log(x / mean) - (x - mean), for x > 0 and mean > 0: half the deviance of `x` from its mean.
 *
 * Near the mean the two parts nearly cancel, so there log(x / mean) is expanded in v = (x - mean) / (x + mean)
 * and the cancelling part is removed analytically.
 *
 * @see Loader (2000), Fast and accurate computation of binomial probabilities
 */
export function devianceTerm(x: number, mean: number): number {
  const difference = x - mean;
  if (Math.abs(difference) > 0.1 * (x + mean)) return x * Math.log(x / mean) - difference;
  const v = difference / (x + mean);
  let power = 2 * x * v;
  let sum = difference * v;
  for (let odd = 3; ; odd += 2) {
    power *= v * v;
    const next = sum + power / odd;
    if (next === sum) return sum;
    sum = next;
  }
}
