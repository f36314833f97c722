import { clopperPearson } from '../statistics/index.js';

/** The limits of a hospital's rate of wrong cases, given the number of wrong ones among those drawn: 95 %, each end 0 to 1. */
export interface ErrorLimit {
  readonly wrong: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The exact (Clopper–Pearson) 95 % limits for 0, 1, 2 … wrong cases of `drawn`, at most eleven lines; empty without a case. Sampling
 * without replacement is more precise, so the limits err to the wide side.
 */
export function errorLimits(drawn: number): ErrorLimit[] {
  return Array.from({ length: Math.min(drawn, 10) + 1 }, (_, wrong) => wrong).flatMap((wrong) => {
    const interval = clopperPearson(wrong, drawn);
    return interval === null ? [] : [{ wrong, ...interval }];
  });
}

/** How many cases must be reviewed without any wrong one for the upper limit to be at most a rate between 0 and 1. */
export function casesToShow(rate: number): number {
  const holds = (cases: number) => (clopperPearson(0, cases)?.high ?? 1) <= rate;
  for (let cases = 1; ; cases += 1) if (holds(cases)) return cases;
}
