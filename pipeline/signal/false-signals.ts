import { testSize } from '../statistics/index.js';
import type { BindingTest } from './binding-tests.js';
import type { FalseSignals, Signal } from './signal.js';

/** The one-sided error of every verdict. */
const alpha = 0.05;

/**
 * How many signals to expect where nothing is wrong: the sum of the exact sizes of the page's tests, `not met` at the threshold itself, and of
 * the chances of the charts that are read. Hospitals beyond their threshold on the good side give fewer, so this is the most that chance alone gives on average.
 */
export function falseSignalsOf(tests: readonly BindingTest[], signals: readonly Signal[]): FalseSignals {
  const sizes = tests.map(({ settled, open, threshold: { value, operator } }) =>
    testSize(settled + open, value, operator, alpha, open),
  );
  const chances = signals.flatMap(({ falseAlarm }) => falseAlarm ?? []);
  const ofTests = sum(sizes);
  const ofCharts = sum(chances.map(({ month }) => month));
  return {
    month: ofTests + ofCharts,
    year: 12 * (ofTests + ofCharts),
    tests: { number: sizes.length, month: ofTests, year: 12 * ofTests },
    charts: {
      number: chances.length,
      month: ofCharts,
      year: 12 * ofCharts,
      seriesInYear: sum(chances.map(({ year }) => year)),
    },
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
