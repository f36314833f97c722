import { describe, expect, it } from 'vitest';
import { falseAlarm, runRules, type Zone } from '../../../pipeline/statistics/index.js';
import { type Side, sevenOnOneSide, twoInThree } from '../../../pipeline/statistics/nhs-patterns.js';

const zones: Exclude<Zone, null>[] = [-3, -2, -1, 0, 1, 2, 3];

/** Whether the last point breaks a rule, by the patterns that are tested against NHSRplotthedots. */
function brokenByPatterns(series: readonly Exclude<Zone, null>[]): boolean {
  const sides = series.map((zone) => Math.sign(zone) as Side);
  const near = series.map((zone) => Math.abs(zone) === 2);
  const last = series.length - 1;
  const isOutside = Math.abs(series[last] as number) === 3;
  const isPair = (twoInThree(near, sides)[last] ?? false) && (near[last] ?? false);
  return isOutside || isPair || (sevenOnOneSide(sides)[last] ?? false);
}

/** Numbers from 0 to 1 that depend on nothing but their seed. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

describe('runRules', () => {
  it('agrees with the NHS patterns read up to each point, on 20,000 series', () => {
    const dice = numbers(7);
    const next = () => dice.next().value as number;
    for (let round = 0; round < 20_000; round++) {
      // Mostly one side, so that runs of seven come about.
      const series = Array.from({ length: 9 }, () => {
        const zone = zones[Math.floor(next() * 7)] as Exclude<Zone, null>;
        return (round % 2 === 0 ? zone : Math.abs(zone)) as Exclude<Zone, null>;
      });
      const expected = series.map((_, i) => brokenByPatterns(series.slice(0, i + 1)));
      expect(
        runRules(series).map((rule) => rule !== null),
        series.join(' '),
      ).toEqual(expected);
    }
  });

  it('never takes a gap for a shift', () => {
    expect(runRules([1, 1, 1, null, 1, 1, 1, 1])).toEqual(Array(8).fill(null));
    expect(runRules([2, null, 1, 2])).toEqual([null, null, null, null]);
    expect(runRules([1, 1, 1, 1, 1, 1, 1])[6]).toBe('seven_on_one_side');
    expect(runRules([])).toEqual([]);
  });
});

describe('falseAlarm', () => {
  const chances = [0.003, 0.03, 0.4, 0.1, 0.42, 0.04, 0.007];

  it('is the sum of the chances of all series of four points that give a signal', () => {
    let [last, any] = [0, 0];
    for (let number = 0; number < 7 ** 4; number++) {
      const series = [0, 1, 2, 3].map((digit) => Math.floor(number / 7 ** digit) % 7);
      const chance = series.reduce((product, zone) => product * (chances[zone] as number), 1);
      const own = series.map((zone) => zones[zone] as Exclude<Zone, null>);
      if (brokenByPatterns(own)) last += chance;
      if (own.some((_, i) => brokenByPatterns(own.slice(0, i + 1)))) any += chance;
    }
    const found = falseAlarm([chances, chances, chances, chances]);
    expect(found.last).toBeCloseTo(last, 14);
    expect(found.any).toBeCloseTo(any, 14);
  });

  it('holds the run of seven: coins alone give it at the seventh point once in 64', () => {
    const coin = [0, 0, 0.5, 0, 0.5, 0, 0];
    expect(falseAlarm(Array(7).fill(coin))).toEqual({ last: 1 / 64, any: 1 / 64 });
    expect(falseAlarm([...Array(3).fill(coin), null, ...Array(6).fill(coin)]).any).toBe(0);
    expect(falseAlarm([])).toEqual({ last: 0, any: 0 });
  });
});
