import { readFileSync } from 'node:fs';
import { expect } from 'vitest';

/** The expected values kept under `vectors/`; their sources are in the README there. */
export function readVector<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`vectors/${name}.json`, import.meta.url), 'utf8')) as T;
}

/** Expects agreement to a relative precision; 0, 1 and null must be met exactly. */
export function expectClose(
  actual: number | null | undefined,
  expected: number | null,
  relative = 1e-10,
): void {
  if (expected === null || expected === 0) {
    expect(actual).toBe(expected);
    return;
  }
  expect(typeof actual).toBe('number');
  expect(Math.abs((actual as number) / expected - 1), `${actual} against ${expected}`).toBeLessThanOrEqual(
    relative,
  );
}
