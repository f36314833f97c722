import { checkBetween } from './check-number.js';

/** A case with its predicted probability of the event, from a model made before it. */
export type RiskCase = { risk: number; event: boolean };

/** Options of a risk-adjusted CUSUM. */
export type CusumOptions = {
  /** Odds ratio the chart looks for: 2 for a doubling (default), 1/2 for a halving. */
  oddsRatio?: number;
  /** Height at which it signals and starts again from 0; none by default, since it must be simulated for the unit. */
  limit?: number;
};

/** The path after each case, and the positions (from 0) of the cases that made it signal. */
export type Cusum = { path: number[]; signals: number[] };

/**
 * Risk-adjusted CUSUM: evidence, in log likelihood ratio, that the odds of the event are `oddsRatio` times the model's.
 *
 * Each case adds log(R / (1 - p + R p)) with the event and log(1 / (1 - p + R p)) without, and the sum never goes
 * below 0. The path shows the value that reached the limit; the next case starts from 0. With a constant risk it is
 * the Bernoulli CUSUM. Risks above 1/2 are used as they are (some packages silently recode them).
 *
 * @throws {RangeError} if a risk is not from 0 to 1, the odds ratio is not above 0 or is 1, or the limit is not above 0
 * @see Steiner, Cook, Farewell and Treasure (2000), Biostatistics 1:441
 * @example raCusum([{ risk: 0.1, event: true }, { risk: 0.1, event: false }]).path // => [0.597837, 0.502527]
 */
export function raCusum(
  cases: readonly RiskCase[],
  { oddsRatio = 2, limit = Number.POSITIVE_INFINITY }: CusumOptions = {},
): Cusum {
  checkBetween('oddsRatio', oddsRatio, 0, Number.POSITIVE_INFINITY);
  if (oddsRatio === 1) throw new RangeError('oddsRatio must not be 1: there would be nothing to look for');
  if (!(limit > 0)) throw new RangeError(`limit must be above 0, not ${limit}`);
  checkRisks(cases);
  const path: number[] = [];
  const signals: number[] = [];
  let sum = 0;
  cases.forEach(({ risk, event }, i) => {
    sum = Math.max(0, sum + Math.log((event ? oddsRatio : 1) / (1 - risk + oddsRatio * risk)));
    path.push(sum);
    if (sum >= limit) {
      signals.push(i);
      sum = 0;
    }
  });
  return { path, signals };
}

/**
 * Throws unless every risk is a number from 0 to 1.
 *
 * @throws {RangeError} naming the first bad position, counted from 0
 */
export function checkRisks(cases: readonly RiskCase[]): void {
  const bad = cases.findIndex(({ risk }) => !(risk >= 0 && risk <= 1));
  if (bad >= 0) throw new RangeError(`cases[${bad}].risk must be from 0 to 1, not ${cases[bad]?.risk}`);
}
