import { expect, it } from 'vitest';
import { growth, linear } from './growth.js';

const steps = (count: number) => {
  let state = 1;
  for (let i = 0; i < count; i += 1) state = Math.imul(state ^ i, 0x9e3779b1);
  return state;
};

it('tells work that is linear, and work with a logarithm, from a square', async () => {
  const size = 40_000;
  const of = (work: (n: number) => number) => growth((n) => n, work, size);
  expect(await of((n) => steps(n * 2_000))).toBeLessThan(linear);
  expect(await of((n) => steps(n * Math.log2(n) * 125))).toBeLessThan(linear);
  expect(await of((n) => steps(n * n * 0.06))).toBeGreaterThan(linear);
});

it('does not judge what is over at once', async () => {
  expect(
    await growth(
      (n) => n,
      (n) => steps(n * n),
      100,
    ),
  ).toBe(1);
});
