import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../data-samples/generator/random.js';
import { expectedOf, recalibrationOf } from '../../../pipeline/compute/expectations.js';
import { expectedBounds, type OpenExpectation, shiftsOf } from '../../../pipeline/compute/expected-bounds.js';
import { sized } from '../../long.js';

/** One case: what its score expects, what it came to, and whether it is asked; null where nobody knows. */
interface Case {
  readonly own: boolean;
  readonly percent: number | null;
  readonly met: boolean | null;
  readonly belongs: boolean | null;
}
const classes = [92, 76, 75, 58, 57, 42, 33, 30, 18];

const groupOf = ({ percent, met, belongs }: Case): OpenExpectation => {
  const group = { percent, n: 0, observed: 0, surelyMet: 0, surelyNot: 0, open: 0, undated: 0 };
  if (belongs === null) return { ...group, undated: 1 };
  if (met === null) return { ...group, open: 1 };
  if (percent === null) return { ...group, surelyMet: met ? 1 : 0, surelyNot: met ? 0 : 1 };
  return { ...group, n: 1, observed: met ? 1 : 0 };
};

/** Every way in which what is not known may have come to pass. */
function* worlds(cases: readonly Case[], scores: readonly number[]): Generator<Case[]> {
  const [first, ...rest] = cases;
  if (!first) return yield [];
  const percents = first.percent === null ? scores : [first.percent];
  const outcomes = first.met === null ? [true, false] : [first.met];
  const belongings = first.belongs === null ? [true, false] : [first.belongs];
  for (const others of worlds(rest, scores))
    for (const belongs of belongings)
      if (!belongs) yield others;
      else
        for (const percent of percents)
          for (const met of outcomes) yield [{ ...first, belongs, percent, met }, ...others];
}

function ratioIn(world: readonly Case[], recalibration: 'none' | 'intercept'): number | null {
  const expectations = (of: readonly Case[]) =>
    of.map(({ percent, met }) => ({ percent: percent ?? Number.NaN, n: 1, observed: met ? 1 : 0 }));
  const own = expectations(world.filter((of) => of.own));
  const expected = expectedOf(own, recalibrationOf({ recalibration }, expectations(world)));
  return expected === null || own.length === 0
    ? null
    : own.reduce((sum, { observed }) => sum + observed, 0) / expected;
}

describe('the bounds of a standardised ratio', () => {
  it('by hand: 3 of 4 at 57 %, one more of class 57 without an outcome, one alive without a score', () => {
    const group = { n: 0, observed: 0, surelyMet: 0, surelyNot: 0, open: 0, undated: 0 };
    const own = [
      { ...group, percent: 57, n: 4, observed: 3, open: 1 },
      { ...group, percent: null, surelyMet: 1 },
    ];
    const bounds = expectedBounds(own, shiftsOf(own, { recalibration: 'none' }));
    // Dead, and 92 % expected of the other: 4 ÷ (5 × 0.57 + 0.92). Alive, and 18 %: 5 ÷ (5 × 0.57 + 0.18).
    expect(bounds.low_bound).toBeCloseTo(4 / 3.77, 12);
    expect(bounds.high_bound).toBeCloseTo(5 / 3.03, 12);
  });

  it('of one who may not belong are those of neither in nor out, whichever is further', () => {
    const group = { n: 0, observed: 0, surelyMet: 0, surelyNot: 0, open: 0, undated: 0 };
    const own = [{ ...group, percent: 58, n: 2, observed: 1, undated: 1 }];
    const bounds = expectedBounds(own, shiftsOf(own, { recalibration: 'none' }));
    expect(bounds.low_bound).toBeCloseTo(1 / 1.74, 12);
    expect(bounds.high_bound).toBeCloseTo(2 / 1.74, 12);
  });

  const seeds = Array.from({ length: sized(200, 4000) }, (_, seed) => seed);
  it('hold whatever may have come to pass, and as published are reached', () => {
    let compared = 0;
    for (const seed of seeds) {
      const random = randomStream(seed, 'expected');
      const drawn = <T>(of: readonly T[]) => of[random.between(0, of.length - 1)] as T;
      const cases = Array.from({ length: random.between(3, 9) }, (_, i): Case => {
        const isOpen = i < 4 && random.between(0, 1) === 1;
        return {
          own: random.between(0, 1) === 1,
          percent: isOpen && random.between(0, 2) === 0 ? null : drawn(classes),
          met: isOpen && random.between(0, 1) === 0 ? null : random.between(0, 1) === 1,
          belongs: isOpen && random.between(0, 3) === 0 ? null : true,
        };
      });
      for (const recalibration of ['none', 'intercept'] as const) {
        const province = cases.map(groupOf);
        const own = cases.filter((of) => of.own).map(groupOf);
        const { low_bound, high_bound } = expectedBounds(own, shiftsOf(province, { recalibration }));
        if (low_bound === null || high_bound === null) continue;
        const ratios = [...worlds(cases, [18, 57, 92])].flatMap(
          (world) => ratioIn(world, recalibration) ?? [],
        );
        compared += ratios.length;
        expect(Math.min(...ratios), `${seed} ${recalibration}`).toBeGreaterThanOrEqual(low_bound - 1e-5);
        expect(Math.max(...ratios), `${seed} ${recalibration}`).toBeLessThanOrEqual(high_bound + 1e-5);
        if (recalibration === 'none' && cases.every(({ belongs }) => belongs)) {
          expect(Math.min(...ratios)).toBeCloseTo(low_bound, 4);
          expect(Math.max(...ratios)).toBeCloseTo(high_bound, 4);
        }
      }
    }
    expect(compared).toBeGreaterThan(1000);
  });
});
