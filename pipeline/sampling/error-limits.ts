import { clopperPearson } from '../statistics/index.js';

/** What a hospital's rate of wrong cases may be when so many of the drawn ones were found wrong: 95 %, each end 0 to 1. */
export interface ErrorLimit {
  readonly wrong: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The exact (Clopper–Pearson) 95 % limits for 0, 1, 2 … wrong cases of `drawn`, at most eleven lines; none of no case. Drawn without
 * putting back the truth is narrower, so the limits err to the wide side.
 */
export function errorLimits(drawn: number): ErrorLimit[] {
  return Array.from({ length: Math.min(drawn, 10) + 1 }, (_, wrong) => wrong).flatMap((wrong) => {
    const interval = clopperPearson(wrong, drawn);
    return interval === null ? [] : [{ wrong, ...interval }];
  });
}

/** How many cases must be reviewed, none of them wrong, for the upper limit to be no more than a rate between 0 and 1. */
export function casesToShow(rate: number): number {
  const holds = (cases: number) => (clopperPearson(0, cases)?.high ?? 1) <= rate;
  for (let cases = 1; ; cases += 1) if (holds(cases)) return cases;
}
