import { describe, expect, it } from 'vitest';
import { norms } from '../../../indicators/index.js';
import { readingsOf } from '../../../pipeline/signal/readings.js';
import { isLong, patience, sized } from '../../long.js';
import {
  Dice,
  days,
  density,
  inControl,
  mixed,
  month,
  removal,
  simulatedProvince,
} from './simulated-provinces.js';

const provinces = sized(40, 2000);
/** Monte Carlo errors that count as agreement; of few provinces more, since six numbers are compared. */
const errors = sized(3, 2);

const indicators = [removal, density, days];

/** The figures of a long run, for who reports them. */
const tell = (line: string) => {
  if (isLong) process.stdout.write(`${line}\n`);
};

/** A mean with its Monte Carlo error. */
function meanOf(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt(variance / values.length) };
}

/** One province: what its report says, and what is false in it. */
function provinceOf(dice: Dice, truthOf: Parameters<typeof simulatedProvince>[1]) {
  const { figures, truths } = simulatedProvince(dice, truthOf);
  const readings = readingsOf(figures, indicators, norms, month);
  const rateOf = new Map(truths.map((truth) => [truth.unit, truth]));
  const isSound = (unit: string) => (rateOf.get(unit)?.now ?? 0) >= 0.4;
  const isSame = (unit: string) => rateOf.get(unit)?.now === rateOf.get(unit)?.before;
  const { signals, priority, falseSignals } = readings;
  const sameSeries = signals.filter(({ code, unit }) => code !== removal.code || isSame(unit));
  const first = priority.filter((row) => row.first);
  return {
    saidTests: falseSignals.tests.month,
    saidCharts: falseSignals.charts.month,
    saidInYear: falseSignals.charts.seriesInYear,
    tests: figures.filter(({ verdict, unit }) => verdict === 'not_met' && isSound(unit)).length,
    charts: sameSeries.filter(({ rule }) => rule !== null).length,
    inYear: sameSeries.filter(({ broken }) => broken.length > 0).length,
    wronglyFirst: first.length === 0 ? 0 : first.filter(({ unit }) => isSound(unit)).length / first.length,
    rightlyFirst: first.filter(({ unit }) => !isSound(unit)).length,
    methods: new Set(signals.map(({ method }) => method)),
  };
}

const simulate = (seed: number, truthOf: Parameters<typeof simulatedProvince>[1]) => {
  const dice = new Dice(seed);
  return Array.from({ length: provinces }, () => provinceOf(dice, truthOf));
};

describe(`${provinces} simulated provinces`, () => {
  it(
    'in control give as many false signals as the page says, within 10 % or a few Monte Carlo errors',
    () => {
      const found = simulate(20261201, inControl);
      for (const [said, seen] of [
        ['saidTests', 'tests'],
        ['saidCharts', 'charts'],
        ['saidInYear', 'inYear'],
      ] as const) {
        const expected = meanOf(found.map((one) => one[said])).mean;
        const { mean, error } = meanOf(found.map((one) => one[seen]));
        tell(
          `in control, ${seen}: said ${expected.toFixed(3)}, seen ${mean.toFixed(3)} ± ${error.toFixed(3)}`,
        );
        expect(Math.abs(mean - expected), seen).toBeLessThanOrEqual(Math.max(0.1 * expected, errors * error));
      }
      const methods = new Set(found.flatMap((one) => [...one.methods]));
      for (const method of ['p', 'p quarters', 'laney p′', 'u', 'xmr'] as const)
        expect(methods).toContain(method);
    },
    patience,
  );

  it(
    'of which some are below or have fallen stay within the budget, and few of those named first are sound',
    () => {
      const found = simulate(7, mixed);
      for (const [said, seen] of [
        ['saidTests', 'tests'],
        ['saidCharts', 'charts'],
        ['saidInYear', 'inYear'],
      ] as const) {
        const budget = meanOf(found.map((one) => one[said])).mean;
        const { mean, error } = meanOf(found.map((one) => one[seen]));
        tell(`mixed, ${seen}: budget ${budget.toFixed(3)}, seen ${mean.toFixed(3)} ± ${error.toFixed(3)}`);
        expect(mean, seen).toBeLessThanOrEqual(budget + errors * error);
      }
      const share = meanOf(found.map(({ wronglyFirst }) => wronglyFirst));
      const right = meanOf(found.map(({ rightlyFirst }) => rightlyFirst));
      tell(
        `mixed, named first though sound: ${share.mean.toFixed(4)} ± ${share.error.toFixed(4)}; rightly named ${right.mean.toFixed(2)} of 8`,
      );
      expect(share.mean).toBeLessThanOrEqual(0.1 + errors * share.error);
      expect(right.mean).toBeGreaterThan(2);
    },
    patience,
  );
});
