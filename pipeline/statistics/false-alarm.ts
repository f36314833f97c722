import { afterPoint, noRun, type RunState, type Zone } from './run-rules.js';

/** The chances of a point to lie in the zones -3, -2, -1, 0, 1, 2 and 3, in this order; null for a gap. */
export type ZoneChances = readonly number[] | null;

/** The chance that the last point breaks a rule, and that any point does. */
export type FalseAlarm = { last: number; any: number };

/** Zones in the order of their chances. */
const zones: readonly Exclude<Zone, null>[] = [-3, -2, -1, 0, 1, 2, 3];

/** Every state that points can leave, with the state and the signal that each zone makes of it, by number. */
const { next, signals, size } = transitions();

/**
 * The chance of a signal by the rules of `runRules` in a series of independent points, computed without simulation: the states of the rules
 * are a Markov chain, and each point moves it by the chances of its zones.
 *
 * @see Champ and Woodall (1987), Technometrics 29:393, whose chart of 3 sigma with 2 of 3 beyond 2 sigma this one holds
 * @example falseAlarm([[0.00135, 0.0214, 0.47725, 0, 0.47725, 0.0214, 0.00135]]).any // => 0.0027
 */
export function falseAlarm(points: readonly ZoneChances[]): FalseAlarm {
  let all = start();
  let quiet = start();
  let last = 0;
  for (const chances of points) {
    last = 0;
    if (chances === null) {
      all = collapsed(all);
      quiet = collapsed(quiet);
      continue;
    }
    const [allNext, quietNext] = [new Float64Array(size), new Float64Array(size)];
    for (let state = 0; state < size; state++) {
      const [mass, calm] = [all[state] as number, quiet[state] as number];
      if (mass === 0) continue;
      for (let zone = 0; zone < zones.length; zone++) {
        const chance = chances[zone] as number;
        const at = state * zones.length + zone;
        const to = next[at] as number;
        allNext[to] = (allNext[to] as number) + mass * chance;
        if (signals[at] === 1) last += mass * chance;
        else quietNext[to] = (quietNext[to] as number) + calm * chance;
      }
    }
    [all, quiet] = [allNext, quietNext];
  }
  return { last, any: Math.max(0, 1 - sum(quiet)) };
}

function start(): Float64Array {
  const at = new Float64Array(size);
  at[0] = 1;
  return at;
}

/** All mass in the state without a run, where a gap leads. */
function collapsed(mass: Float64Array): Float64Array {
  const at = new Float64Array(size);
  at[0] = sum(mass);
  return at;
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

function transitions(): { next: Uint8Array; signals: Uint8Array; size: number } {
  const key = ({ run, near, nearBefore }: RunState) => `${run} ${near} ${nearBefore}`;
  const states = [noRun];
  const numbers = new Map([[key(noRun), 0]]);
  const [next, signals]: [number[], number[]] = [[], []];
  for (let from = 0; from < states.length; from++)
    for (const zone of zones) {
      const { state, rule } = afterPoint(states[from] as RunState, zone);
      if (!numbers.has(key(state))) numbers.set(key(state), states.push(state) - 1);
      next.push(numbers.get(key(state)) as number);
      signals.push(rule === null ? 0 : 1);
    }
  return { next: Uint8Array.from(next), signals: Uint8Array.from(signals), size: states.length };
}
