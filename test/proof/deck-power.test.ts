import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../data-samples/generator/random.js';
import { indicators } from '../../indicators/index.js';
import { isLong, patience } from '../long.js';
import { drawDeck } from './decks/deck.js';
import { type RawRow, rowsOf } from './evaluate/cells.js';
import { parseDay } from './evaluate/civil.js';
import { figuresOf, type Unit } from './evaluate/figures.js';
import { evaluateTable } from './evaluate/tables.js';
import { definitionMutants } from './mutation/definition-mutants.js';
import { keyOf, label } from './mutation/run.js';

const equivalent = new Set(
  rowsOf(readFileSync(new URL('./mutation/equivalent.csv', import.meta.url), 'utf8')).map(
    ({ of = '', mutant = '' }) => keyOf({ of, name: mutant }),
  ),
);

const asOfDays = [
  '2026-10-31',
  '2022-01-01',
  '2024-02-29',
  '2022-10-31',
  '2021-12-31',
  '2015-03-31',
  '2026-02-28',
];
const decks = 400;
const units: readonly Unit[] = [
  { level: 'city', name: '甲' },
  { level: 'province', name: '*' },
];

/** What the hospitals of some decks sent, together. */
function drawProvince(asOf: string, seed: number): Record<string, RawRow[]> {
  const sent: Record<string, RawRow[]> = {};
  for (let n = 0; n < decks; n += 1) {
    const options = { hospital: `H${n}`, asOf, plain: false };
    const deck = drawDeck(randomStream(seed + n, 'deck'), parseDay(asOf), options);
    for (const [table, rows] of Object.entries(deck)) sent[table] = [...(sent[table] ?? []), ...rows];
  }
  return sent;
}

describe.runIf(isLong)('random decks', () => {
  it(
    'are such that a wrong definition would be noticed',
    () => {
      const mutants = new Map(
        indicators.map((indicator) => [
          indicator,
          definitionMutants(indicator).filter(({ mutated }) => !mutated.shift),
        ]),
      );
      const all = [...mutants.values()].flat().length;
      for (const [i, asOf] of asOfDays.entries()) {
        const sent = drawProvince(asOf, i * decks);
        for (const [indicator, left] of mutants) {
          const { rows } = evaluateTable(indicator.of, sent, asOf);
          const textOf = (definition: typeof indicator) =>
            JSON.stringify([...figuresOf(definition, rows, () => units, asOf)].sort());
          const right = textOf(indicator);
          mutants.set(
            indicator,
            left.filter(({ mutated }) => textOf(mutated.indicator) === right),
          );
        }
      }
      const unnoticed = [...mutants].flatMap(([indicator, left]) =>
        left.map(({ name }) => keyOf({ of: label(indicator), name })),
      );
      const tellable = unnoticed.filter((mutant) => !equivalent.has(mutant));
      process.stdout.write(
        `${all} changed definitions, ${all - unnoticed.length} noticed by ${asOfDays.length * decks} random decks, ${unnoticed.length - tellable.length} equivalent (declared), ${tellable.length} not noticed\n`,
      );
      expect(tellable.length, tellable.join('\n')).toBeLessThanOrEqual(all / 100);
    },
    patience,
  );
});
