/** One distinct time: the number still followed just before it, and those who leave at it. */
export type TimeAtRisk<T> = { time: number; atRisk: number; leaving: T[] };

/**
 * The distinct times in ascending order, each with the number at risk just before it and those who leave at it.
 *
 * @throws {RangeError} if a time is negative or not finite
 */
export function timesAtRisk<T extends { time: number }>(patients: readonly T[]): TimeAtRisk<T>[] {
  const bad = patients.findIndex(({ time }) => !Number.isFinite(time) || time < 0);
  if (bad >= 0)
    throw new RangeError(
      `patients[${bad}].time must be a finite number from 0 on, not ${patients[bad]?.time}`,
    );
  const byTime = new Map<number, T[]>();
  for (const patient of patients) {
    const leaving = byTime.get(patient.time);
    if (leaving) leaving.push(patient);
    else byTime.set(patient.time, [patient]);
  }
  let atRisk = patients.length;
  return [...byTime]
    .sort(([a], [b]) => a - b)
    .map(([time, leaving]) => {
      const row = { time, atRisk, leaving };
      atRisk -= leaving.length;
      return row;
    });
}
