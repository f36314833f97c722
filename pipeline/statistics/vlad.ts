import { checkRisks, type RiskCase } from './ra-cusum.js';

/**
 * Variable life-adjusted display: after each case, how many events fewer than expected there were so far.
 *
 * The sum of predicted risk minus observed event, in events: rising is better than the model, falling is worse.
 *
 * @throws {RangeError} if a risk is not from 0 to 1
 * @see Lovegrove et al. (1997), Lancet 350:1128
 * @example vlad([{ risk: 0.2, event: false }, { risk: 0.3, event: true }]) // => [0.2, -0.5]
 */
export function vlad(cases: readonly RiskCase[]): number[] {
  checkRisks(cases);
  let sum = 0;
  return cases.map(({ risk, event }) => {
    sum += risk - (event ? 1 : 0);
    return sum;
  });
}
