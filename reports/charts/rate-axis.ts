/** The axis of rates under a chart, in the units shown (40 for 40 %). */
export interface RateAxis {
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  readonly scale: 'linear' | 'sqrt';
  readonly title: string;
}

/**
 * An axis on which the threshold and the intervals can be compared.
 *
 * Proportions with a low or middle threshold run from 0 to the highest value; with a high one (93 %, 100 %) the axis starts at the lowest
 * interval, as dots and not bars are drawn. Where the threshold would lie in the first twentieth (‱ events in a few hundred cases) a
 * square-root scale separates it from 0, and values beyond a hundred thresholds are cut off with an arrow.
 */
export function rateAxis(options: {
  readonly threshold: number | null;
  readonly rates: readonly number[];
  readonly lows: readonly number[];
  readonly highs: readonly number[];
  /** The number shown for a rate of 1; null for rates without an upper end. */
  readonly whole: number | null;
  readonly title: string;
}): RateAxis {
  const { threshold, rates, lows, highs, whole, title } = options;
  const top = Math.max(0, ...highs, ...rates, threshold ?? 0);
  if (threshold !== null && threshold > 0 && threshold < top / 20) {
    const end = Math.min(top, Math.max(threshold * 100, ...rates.map((rate) => rate * 1.15)));
    return { domain: [0, end], ticks: rootTicks(threshold, end), scale: 'sqrt', title };
  }
  if (whole !== null && threshold !== null && threshold >= whole * 0.8) {
    const bottom = Math.min(threshold, ...lows, ...rates);
    const start = Math.max(0, Math.floor((bottom / whole) * 10 - 0.2) / 10) * whole;
    return { domain: [start, whole], ticks: stepTicks(start, whole), scale: 'linear', title };
  }
  const full = whole !== null && top > whole * 0.6 ? whole : Math.max(top * 1.05, (threshold ?? 0) * 1.6);
  const end = full > 0 ? full : (whole ?? 1);
  return { domain: [0, end], ticks: stepTicks(0, end), scale: 'linear', title };
}

/** Four to six round numbers from start to end. */
export function stepTicks(start: number, end: number): number[] {
  const rough = (end - start) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10);
  const ticks: number[] = [];
  for (let index = Math.ceil(start / step - 1e-9); index * step <= end * (1 + 1e-9); index++)
    ticks.push(Number((index * step).toPrecision(10)));
  return ticks;
}

/** 0, the threshold, and the round numbers above it that do not overlap on a square-root scale. */
function rootTicks(threshold: number, end: number): number[] {
  const ticks = [0, threshold];
  for (let power = 10 ** Math.floor(Math.log10(threshold)); power <= end; power *= 10) {
    for (const factor of [1, 2, 5]) {
      const value = Number((factor * power).toPrecision(10));
      const last = ticks.at(-1) ?? 0;
      if (value > threshold && value <= end && Math.sqrt(value / end) - Math.sqrt(last / end) > 0.13)
        ticks.push(value);
    }
  }
  return ticks;
}
