import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cellMapper, readMapping } from '../../../pipeline/mapping/index.js';

it('the example of docs/mapping.md is accepted and does what the page says', () => {
  const page = readFileSync(new URL('../../../docs/mapping.md', import.meta.url), 'utf8');
  const example = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const mapping = readMapping(example, 'docs/mapping.md');
  const [mode, weight, ended] = cellMapper(mapping, 'ecmo_runs', ['mode', 'weight_kg', 'ended_at']) ?? [];
  expect([mode?.('2'), weight?.('3500'), weight?.('3500g'), ended?.('9999-12-31')]).toEqual([
    'VA',
    '3.5',
    '3500g',
    '未知',
  ]);
});
