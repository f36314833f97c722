import { afterAll, describe, expect, it } from 'vitest';
import { randomStream } from '../../data-samples/generator/random.js';
import { patience, sized } from '../long.js';
import { compareProvince } from './decks/compare.js';
import { drawDeck } from './decks/deck.js';
import { filesOf, withProvince } from './decks/province.js';
import type { RawRow } from './evaluate/cells.js';
import { parseDay } from './evaluate/civil.js';

/*
 * A deck is one hospital with one to fifteen cases of each table; the decks of a province lie in one database. Rough decks
 * hold dates without a clock and some rows that rules hold back; plain ones come in by the lanes for files without them.
 */

const asOfDays = [
  '2026-10-31',
  '2024-02-29',
  '2022-01-01',
  '2022-10-31',
  '2026-02-28',
  '2021-12-31',
  '2015-03-31',
];
const lanes = ['exact', 'fast', 'group'] as const;
const decks = sized(60, 400);
const provinces = Array.from({ length: sized(3, 28) }, (_, i) => ({
  i,
  asOf: asOfDays[i % asOfDays.length] ?? '',
  lane: lanes[i % lanes.length] ?? 'exact',
}));

let compared = 0;
afterAll(() => {
  process.stdout.write(`${provinces.length * decks} random decks, ${compared} figures compared\n`);
});

describe(`random decks, ${decks} in each of ${provinces.length} provinces`, () => {
  it.each(provinces)(
    'give the same figures with SQL and without: province $i as of $asOf by the $lane lane',
    async ({ i, asOf, lane }) => {
      const sent: Record<string, RawRow[]> = {};
      for (let n = 0; n < decks; n += 1) {
        const options = { hospital: `H${i}x${n}`, asOf, plain: lane !== 'exact' };
        const deck = drawDeck(randomStream(i * decks + n, 'deck'), parseDay(asOf), options);
        for (const [table, rows] of Object.entries(deck)) sent[table] = [...(sent[table] ?? []), ...rows];
      }
      const { figures, heldRows, differences } = await withProvince(
        filesOf(sent),
        asOf,
        async (province) => {
          for (const table of ['ecmo_runs', 'vad_implants', 'anesthesia_cases'])
            expect(province.lanes.get(table)).toBe(lane);
          return compareProvince(province, sent);
        },
        lane === 'fast' ? 1 : undefined,
      );
      compared += figures;
      expect(differences.slice(0, 20)).toEqual([]);
      expect(figures).toBeGreaterThan(decks * 100);
      // The rules between the cells of a row are judged on both sides too.
      expect(heldRows > 0).toBe(lane === 'exact');
    },
    patience,
  );
});
