import { checkBetween } from './check-number.js';

/** Cells that the height of the chart is cut into; the answer moves by less than one part in a hundred with twice as many. */
const CELLS = 400;

/**
 * The mean number of cases until a risk-adjusted CUSUM signals where every case has the risk that its model says: the time between its false alarms.
 * Divided by a hospital's cases a year it is the years between them.
 *
 * `risks` are those of the hospital's own cases; a case to come has each of them with equal chance. The sum is followed as a Markov chain over
 * the heights from 0 to the limit, a step between two cells going to both by its share. With `actual` odds other than 1 the model's odds
 * are multiplied by it: with the odds ratio itself it is the mean number of cases until a true change is seen.
 *
 * @param actual the odds of the event over the model's, 1 for no change
 * @throws {RangeError} if there is no risk or one is not between 0 and 1, the odds ratio is not above 0 or is 1, or limit or actual is not above 0
 * @see Brook and Evans (1972), Biometrika 59:539; Steiner, Cook, Farewell and Treasure (2000), Biostatistics 1:441
 * @example cusumRunLength([0.5], { oddsRatio: 2, limit: 0.2 }) // => 2
 */
export function cusumRunLength(
  risks: readonly number[],
  { oddsRatio = 2, limit, actual = 1 }: { oddsRatio?: number; limit: number; actual?: number },
): number {
  checkBetween('oddsRatio', oddsRatio, 0, Number.POSITIVE_INFINITY);
  if (oddsRatio === 1) throw new RangeError('oddsRatio must not be 1: there would be nothing to look for');
  checkBetween('limit', limit, 0, Number.POSITIVE_INFINITY);
  checkBetween('actual', actual, 0, Number.POSITIVE_INFINITY);
  if (risks.length === 0) throw new RangeError('there must be at least one risk');
  for (const risk of risks) checkBetween('risk', risk, 0, 1);
  const width = limit / CELLS;
  const matrix = Array.from({ length: CELLS }, () => new Float64Array(CELLS));
  const shares = new Map<number, number>();
  for (const risk of risks) shares.set(risk, (shares.get(risk) ?? 0) + 1 / risks.length);
  for (const [risk, share] of shares) {
    const happens = (actual * risk) / (1 - risk + actual * risk);
    const base = 1 - risk + oddsRatio * risk;
    for (const [step, chance] of [
      [Math.log(oddsRatio / base), happens],
      [Math.log(1 / base), 1 - happens],
    ] as const)
      for (let from = 0; from < CELLS; from++) {
        const to = from + step / width;
        const row = matrix[from] as Float64Array;
        if (to <= 0) row[0] = (row[0] as number) + share * chance;
        else {
          const low = Math.floor(to);
          const part = to - low;
          if (low < CELLS) row[low] = (row[low] as number) + share * chance * (1 - part);
          if (low + 1 < CELLS) row[low + 1] = (row[low + 1] as number) + share * chance * part;
        }
      }
  }
  return meanSteps(matrix);
}

/** The mean number of steps from the first state until the chain is left: the first of (I - Q)⁻¹ 1, by elimination without pivots, which a matrix of chances needs none of. */
function meanSteps(chances: readonly Float64Array[]): number {
  const size = chances.length;
  const right = new Float64Array(size).fill(1);
  const rows = chances.map((row, i) => row.map((chance, j) => (i === j ? 1 : 0) - chance));
  for (let pivot = size - 1; pivot > 0; pivot--) {
    const by = rows[pivot] as Float64Array;
    for (let i = 0; i < pivot; i++) {
      const row = rows[i] as Float64Array;
      const factor = (row[pivot] as number) / (by[pivot] as number);
      if (factor === 0) continue;
      for (let j = 0; j < pivot; j++) row[j] = (row[j] as number) - factor * (by[j] as number);
      right[i] = (right[i] as number) - factor * (right[pivot] as number);
    }
  }
  return (right[0] as number) / ((rows[0] as Float64Array)[0] as number);
}
