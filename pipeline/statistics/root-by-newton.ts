/** A tail at a point: the logarithm of its ratio to the wanted one, and the slope of that against log x. */
export type TailAt = { logRatio: number; slope: number };

/**
 * The x in (0, `end`) at which a monotone tail has its wanted size; `end` may be infinite.
 *
 * Newton's steps are taken on log-log scale, where tails are nearly straight, so x near 0 keeps its relative
 * precision. A step that leaves the bracket, or cannot be made where the tail vanishes, becomes a bisection.
 */
export function rootByNewton(
  tail: (x: number) => TailAt,
  direction: 'rising' | 'falling',
  start: number,
  end: number,
): number {
  let low = 0;
  let high = end;
  let x = start;
  for (let step = 0; step < 1000; step++) {
    const { logRatio, slope } = tail(x);
    const newton = x * Math.exp(-logRatio / slope);
    if (Math.abs(newton - x) <= 2e-16 * x) return newton;
    if (logRatio > 0 === (direction === 'rising')) high = x;
    else low = x;
    x = newton > low && newton < high ? newton : between(low, high);
    if (x === low || x === high) return x;
  }
  return x;
}

function between(low: number, high: number): number {
  if (high === Number.POSITIVE_INFINITY) return low * 4;
  if (low === 0) return high / 1024;
  return high > 4 * low ? Math.sqrt(low * high) : (low + high) / 2;
}
