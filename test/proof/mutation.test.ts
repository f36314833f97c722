import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { indicators } from '../../indicators/index.js';
import { isLong, patience } from '../long.js';
import { rowsOf } from './evaluate/cells.js';
import { keyOf, runMutants } from './mutation/run.js';
import { allWorkedProvinces } from './worked-cases.js';

/** Mutants that no case can tell from the definition, each with the reason. */
const equivalent = rowsOf(readFileSync(new URL('./mutation/equivalent.csv', import.meta.url), 'utf8'));
const reasons = new Map(
  equivalent.map(({ of = '', mutant = '', reason = '' }) => [keyOf({ of, name: mutant }), reason]),
);

/** A short run looks at one definition of so many; the long run at all, and at what is worked out of rows. */
const every = 8;

describe('every small change of a definition', () => {
  it(
    'changes a figure that was worked out by hand',
    async () => {
      const sample = new Set(indicators.filter((_, i) => isLong || i % every === 0));
      const verdicts = await runMutants(allWorkedProvinces(indicators), {
        of: (indicator) => sample.has(indicator),
        derived: isLong,
      });
      const survivors = verdicts.filter(({ killedBy }) => killedBy === null).map(keyOf);
      const declared = survivors.filter((mutant) => reasons.has(mutant));
      const survived = survivors.filter((mutant) => !reasons.has(mutant));
      process.stdout.write(
        `${verdicts.length} mutants, ${verdicts.length - survivors.length} killed, ${declared.length} equivalent (declared), ${survived.length} survived\n`,
      );
      expect(survived).toEqual([]);
      // What is declared equivalent and is killed, or is no mutant any more, was declared wrongly.
      if (isLong) expect([...reasons.keys()].filter((mutant) => !survivors.includes(mutant))).toEqual([]);
      expect([...reasons.values()]).not.toContain('');
    },
    patience,
  );
});
