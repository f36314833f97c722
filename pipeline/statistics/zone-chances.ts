import { binomialDensity } from './binomial-density.js';
import { stirlingError } from './stirling-error.js';

/** Lines of a point in counts: counts below `low3` and above `high3` lie outside, from `low3` to below `low2` near, and so on around `centre`. */
export type ZoneLines = { low3: number; low2: number; centre: number; high2: number; high3: number };

/** Density below which the far tail no longer counts. */
const NEGLIGIBLE = 1e-13;

/** The chances of the zones of a binomial count of n with probability p; see `falseAlarm` for their order. */
export function binomialZones(n: number, p: number, lines: ZoneLines): number[] {
  if (p <= 0 || p >= 1) return certain(p <= 0 ? 0 : n, lines);
  const odds = p / (1 - p);
  const mode = Math.min(n, Math.floor((n + 1) * p));
  return spread(mode, binomialDensity(mode, n, p, 1 - p), n, (k) => ((n - k) / (k + 1)) * odds, lines);
}

/** The chances of the zones of a Poisson count with a mean. */
export function poissonZones(mean: number, lines: ZoneLines): number[] {
  if (mean <= 0) return certain(0, lines);
  const mode = Math.floor(mean);
  const density = mode === 0 ? Math.exp(-mean) : poissonDensity(mode, mean);
  return spread(mode, density, Number.POSITIVE_INFINITY, (k) => mean / (k + 1), lines);
}

/** The zone of a count: 0 for -3 to 6 for 3. */
export function zoneIndex(k: number, { low3, low2, centre, high2, high3 }: ZoneLines): number {
  if (k < low3) return 0;
  if (k < low2) return 1;
  if (k < centre) return 2;
  if (k === centre) return 3;
  if (k <= high2) return 4;
  return k <= high3 ? 5 : 6;
}

function certain(k: number, lines: ZoneLines): number[] {
  const chances = [0, 0, 0, 0, 0, 0, 0];
  chances[zoneIndex(k, lines)] = 1;
  return chances;
}

/** Adds up densities from the mode outwards; `ratio(k)` is that of k + 1 to k. */
function spread(
  mode: number,
  density: number,
  most: number,
  ratio: (k: number) => number,
  lines: ZoneLines,
): number[] {
  const chances = [0, 0, 0, 0, 0, 0, 0];
  const add = (k: number, at: number) => {
    const zone = zoneIndex(k, lines);
    chances[zone] = (chances[zone] as number) + at;
  };
  add(mode, density);
  for (let k = mode, at = density; k < most && at > NEGLIGIBLE; k++) {
    at *= ratio(k);
    add(k + 1, at);
  }
  for (let k = mode, at = density; k > 0 && at > NEGLIGIBLE; k--) {
    at /= ratio(k - 1);
    add(k - 1, at);
  }
  return chances;
}

/** @see Loader (2000), Fast and accurate computation of binomial probabilities */
function poissonDensity(k: number, mean: number): number {
  const deviance = k * Math.log(k / mean) - k + mean;
  return Math.exp(-stirlingError(k) - deviance) / Math.sqrt(2 * Math.PI * k);
}
