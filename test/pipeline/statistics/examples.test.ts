import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as statistics from '../../../pipeline/statistics/index.js';

const folder = new URL('../../../pipeline/statistics/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'index.ts');
const names = Object.keys(statistics);

function evaluate(expression: string): unknown {
  return new Function(...names, `return (${expression});`)(...Object.values(statistics));
}

describe('the examples in the docstrings', () => {
  const examples = files.flatMap((file) =>
    [...readFileSync(new URL(file, folder), 'utf8').matchAll(/@example (.+) \/\/ => (.+)/g)].map(
      ([, expression, value]) => ({ file, expression: expression as string, value: value as string }),
    ),
  );

  it.each(examples)('$expression gives $value', ({ expression, value }) => {
    expect({ value: evaluate(expression) }).toEqual({ value: approximately(evaluate(value)) });
  });

  it('are given for every exported function', () => {
    for (const name of names) {
      expect(
        examples.some(({ expression }) => expression.startsWith(`${name}(`)),
        name,
      ).toBe(true);
    }
  });
});

/** Numbers agree to six decimals; all else must be equal. */
function approximately(value: unknown): unknown {
  if (typeof value === 'number') return expect.closeTo(value, 5);
  if (Array.isArray(value)) return value.map(approximately);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, approximately(inner)]));
}
