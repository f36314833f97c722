import { describe, expect, it } from 'vitest';
import { factAnchor, factsPage } from '../../docs/generator/facts-page.js';
import { indicatorPage } from '../../docs/generator/indicator-page.js';
import { indicators, norms } from '../../indicators/index.js';
import { columnsUsed } from '../../pipeline/define/index.js';
import { derivedFacts } from '../../pipeline/describe/derived-facts.js';
import { columnsBehind } from '../../pipeline/describe/resting-facts.js';

const needed = new Set(
  indicators.flatMap((one) =>
    columnsBehind(one.of, columnsUsed(one)).map((name) => `${one.of.name}.${name}`),
  ),
);
const said = Object.entries(derivedFacts).flatMap(([table, facts]) =>
  Object.entries(facts).map(([name, words]) => ({ name: `${table}.${name}`, words })),
);

describe('the words of derived facts', () => {
  it('say every derived column that a definition rests on', () => {
    const names = new Set(said.map(({ name }) => name));
    expect(
      [...needed].filter((name) => !names.has(name)),
      'say it in pipeline/describe/derived-facts.ts',
    ).toEqual([]);
  });

  it('say nothing that no definition rests on', () => {
    expect(said.map(({ name }) => name).filter((name) => !needed.has(name))).toEqual([]);
  });

  it('are there in both languages', () => {
    expect(
      said.filter(({ words: { zh, en } }) => !/\p{Script=Han}|\d/u.test(zh) || en.trim() === ''),
    ).toEqual([]);
  });

  it('stand on the page of facts under the anchor that the page of an indicator links to', () => {
    const page = factsPage(indicators);
    for (const one of indicators)
      for (const name of columnsUsed(one).filter((column) => column in one.of.spec.derived))
        expect(page).toContain(`<a id="${factAnchor(one.of, name)}">`);
    const [first] = indicators;
    if (!first) throw new Error('no indicator');
    expect(indicatorPage([first], norms)).toContain('(../facts.md#ecmo-runs-course-48h-over)');
  });

  it('hold the points of the scores: 3 for a diastolic pressure of 40 mmHg and more, 11 for asthma', () => {
    const page = factsPage(indicators);
    expect(page).toMatch(/上机前舒张压/);
    expect(page).toContain('&lt; 40：0<br>其余 · else：3');
    expect(page).toContain('哮喘：11');
    expect(page).toMatch(/\| III \| ≥ -4 \| 42 % \|/);
  });
});
