/**
 * Where a point lies: 0 on the centre line, ±1 within 2 sigma of it, ±2 beyond 2 sigma and not beyond 3, ±3 beyond 3 sigma; null is a gap.
 */
export type Zone = -3 | -2 | -1 | 0 | 1 | 2 | 3 | null;

/** The rule that a point breaks; the first that applies in this order. */
export type RunRule = 'outside_limits' | 'two_in_three' | 'seven_on_one_side';

/** The rules under the name and number that a chart prints; another choice of rules gets another number. */
export const runRuleSet = 'zhikong runs 1';

/** What the points up to a point leave to the next: how many in a row lie on one side, and whether the last and the last but one were near the limit. */
export type RunState = { readonly run: number; readonly near: boolean; readonly nearBefore: boolean };

/** Before the first point, and after a gap or a point on the centre line. */
export const noRun: RunState = { run: 0, near: false, nearBefore: false };

/** Points in a row on one side that make a shift. */
const SEVEN = 7;

/** The state after a further point, and the rule that it breaks. */
export function afterPoint(
  { run, near, nearBefore }: RunState,
  zone: Zone,
): { state: RunState; rule: RunRule | null } {
  if (zone === null || zone === 0) return { state: noRun, rule: null };
  const side = Math.sign(zone);
  const goesOn = Math.sign(run) === side;
  const length = goesOn ? Math.min(SEVEN, Math.abs(run) + 1) : 1;
  const isNear = Math.abs(zone) === 2;
  const state = { run: side * length, near: isNear, nearBefore: goesOn && near };
  const isPair = isNear && goesOn && length >= 3 && (near || nearBefore);
  const rule =
    Math.abs(zone) === 3
      ? 'outside_limits'
      : isPair
        ? 'two_in_three'
        : length === SEVEN
          ? 'seven_on_one_side'
          : null;
  return { state, rule };
}

/**
 * The rules of runs that each point of a chart breaks by what came up to it, so that no point is marked by later ones.
 *
 * `outside_limits`: beyond 3 sigma. `two_in_three`: itself beyond 2 sigma, and so is one of the two points before it, all three on one side.
 * `seven_on_one_side`: the seventh point or a later one of a run on one side of the centre. A point on the centre and a gap (null) break a run.
 * These are the rules of NHS Making Data Count without its trend of seven, which adds false signals and finds hardly anything that the
 * others do not (Davis and Woodall 1988, Journal of Quality Technology 20:190).
 *
 * @see Western Electric (1956), Statistical Quality Control Handbook; NHS England, Making Data Count
 * @example runRules([1, 2, 2, null, 3]) // => [null, null, 'two_in_three', null, 'outside_limits']
 */
export function runRules(zones: readonly Zone[]): (RunRule | null)[] {
  let state = noRun;
  return zones.map((zone) => {
    const next = afterPoint(state, zone);
    state = next.state;
    return next.rule;
  });
}
