import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { program } from '../../pipeline/effects/program.js';

it('is called in its source as in its package', () => {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, string>;
  expect(program).toBe(`${name} ${version}`);
});
