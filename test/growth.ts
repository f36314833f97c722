/*
 * How the time of a piece of work grows with what it is given. A limit in milliseconds says as much of the machine as of
 * the code; a ratio of one run does not. CPU time is taken, for what else a busy machine does does not count in it.
 */

/** CPU milliseconds of this process for `work`. */
export async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** CPU milliseconds that nobody waits for, and of which no ratio can be told. */
const negligible = 50;
const rounds = 6;

/**
 * How many times longer `large` takes than `small`: the least time of each over a few rounds, 1 where `large` is over at
 * once. Ends as soon as the ratio is below `limit`, for disturbances only add.
 */
export async function timesLonger(
  small: () => unknown,
  large: () => unknown,
  limit: number,
): Promise<number> {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < rounds; round += 1) {
    most = Math.min(most, await cpuOf(large));
    if (most < negligible) return 1;
    // The first go may be slow because nothing is compiled yet, which would make the ratio look better than it is.
    least = Math.min(least, await cpuOf(small), await cpuOf(small));
    if (most / least < limit) break;
  }
  return most / least;
}

/** Four times the input takes about four times as long where the work is linear, and sixteen times where it is a square. */
export const linear = 8;

/** How many times longer `work` takes on what `make` makes of `size` than on a quarter of it. */
export function growth<T>(make: (size: number) => T, work: (input: T) => unknown, size: number) {
  const [quarter, whole] = [make(size / 4), make(size)];
  return timesLonger(
    () => work(quarter),
    () => work(whole),
    linear,
  );
}
