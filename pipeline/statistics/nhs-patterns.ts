/** The side of the mean on which a value lies: above, on it, below. */
export type Side = 1 | 0 | -1;

/** Points in a row that make a trend or a shift. */
const SEVEN = 7;

/** For each point: whether it is one of seven or more in a row on one side of the mean; a point on the mean breaks the run. */
export function sevenOnOneSide(sides: readonly Side[]): boolean[] {
  return partOfStretch(sides, (side, i) => side !== 0 && side === sides[i - 1], SEVEN);
}

/**
 * For each point: 1 or -1 if it is one of seven or more strictly rising or falling points in a row, else 0.
 *
 * A turning point that ends one trend and begins another takes the sign of the later one.
 */
export function sevenPointTrend(values: readonly number[]): Side[] {
  const steps = values.map((value, i) => (i === 0 ? 0 : Math.sign(value - (values[i - 1] as number))));
  const rising = partOfStretch(values, (_, i) => steps[i] === 1, SEVEN);
  const falling = partOfStretch(values, (_, i) => steps[i] === -1, SEVEN);
  return values.map((_, i) => {
    if (rising[i] && falling[i]) return steps[i] === 1 ? -1 : 1;
    return rising[i] ? 1 : falling[i] ? -1 : 0;
  });
}

/**
 * For each point: whether it lies in three in a row on one side of the mean of which two or more are near the limit.
 */
export function twoInThree(near: readonly boolean[], sides: readonly Side[]): boolean[] {
  const marked = near.map(() => false);
  for (let i = 2; i < near.length; i++) {
    const window = [i - 2, i - 1, i];
    const sameSide = sides[i] !== 0 && window.every((at) => sides[at] === sides[i]);
    if (sameSide && window.filter((at) => near[at]).length >= 2) for (const at of window) marked[at] = true;
  }
  return marked;
}

/** Marks the points of every stretch of at least `length`; `continues` says whether a point belongs to the one before. */
function partOfStretch<T>(
  points: readonly T[],
  continues: (point: T, i: number) => boolean,
  length: number,
): boolean[] {
  const marked = points.map(() => false);
  let start = 0;
  points.forEach((point, i) => {
    if (i > 0 && !continues(point, i)) start = i;
    if (i - start + 1 >= length) marked.fill(true, start, i + 1);
  });
  return marked;
}
