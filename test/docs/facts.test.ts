import { describe, expect, it } from 'vitest';
import { factAnchor, factsPage } from '../../docs/generator/facts-page.js';
import { indicatorPage } from '../../docs/generator/indicator-page.js';
import { indicators, norms } from '../../indicators/index.js';
import { columnsUsed } from '../../pipeline/define/index.js';
import { derivedWords, wordedLookups } from '../../pipeline/describe/derived-facts.js';
import { factNames } from '../../pipeline/describe/fact-words.js';
import { columnsBehind } from '../../pipeline/describe/resting-facts.js';

const needed = new Set(
  indicators.flatMap((one) =>
    columnsBehind(one.of, columnsUsed(one)).map((name) => `${one.of.name}.${name}`),
  ),
);
const tables = new Map(indicators.map(({ of }) => [of.name, of]));
const isLookedUp = (name: string) => {
  const [table = '', column = ''] = name.split('.');
  return tables.get(table)?.spec.derived[column]?.lookup !== undefined;
};
const said = [...needed].map((name) => {
  const [table = '', column = ''] = name.split('.');
  const of = tables.get(table);
  if (of === undefined) throw new Error(`no table ${table}`);
  return { name, words: derivedWords(of, column) };
});

describe('the words of derived facts', () => {
  it('are written by hand of those alone that a definition rests on and a look-up fills in', () => {
    expect([...wordedLookups].sort()).toEqual([...needed].filter(isLookedUp).sort());
  });

  it('are there in both languages for every derived column that a definition rests on', () => {
    expect(said.length).toBeGreaterThan(60);
    expect(
      said.filter(({ words: { zh, en } }) => !/\p{Script=Han}|\d/u.test(zh) || en.trim() === ''),
    ).toEqual([]);
  });

  it('call one thing of a table by one name', () => {
    for (const of of tables.values()) {
      const facts = Object.values(of.spec.derived).map(({ fact }) => fact);
      const names = new Map(
        facts
          .flatMap((fact) => factNames(fact, of.columns))
          .map(({ name, is }) => [`${name.zh} ${is.zh}`, name.zh]),
      );
      expect(names.size).toBe(new Set(names.values()).size);
    }
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
