import { describe, expect, it } from 'vitest';
import { indicators } from '../../indicators/index.js';
import type { Fact } from '../../pipeline/define/fact.js';
import { columnsUsed, type DefinedIndicator, definitionHash } from '../../pipeline/define/index.js';
import type { AnyTable, Derived } from '../../pipeline/define/table.js';
import { columnsBehind } from '../../pipeline/describe/resting-facts.js';
import { factMutants } from '../proof/mutation/fact-mutants.js';

/*
 * The hash of a definition is of what was declared: of the definition and of the facts it rests on, at once or through others, and of
 * nothing else.
 */

const tables = [...new Set(indicators.map(({ of }) => of))];

/** A table in which a derived column is another fact. */
const withFact = (table: AnyTable, name: string, fact: Fact): AnyTable => {
  const derived = { ...table.spec.derived, [name]: { ...table.spec.derived[name], fact } as Derived };
  return { ...table, spec: { ...table.spec, derived } };
};

const hashIn = (indicator: DefinedIndicator, of: AnyTable) =>
  definitionHash({ ...indicator, of } as DefinedIndicator);
const nameOf = ({ code, version }: DefinedIndicator) => `${code} ${version}`;

describe('the hash of a definition', () => {
  it.each(indicators)('is of the declaration of $code $version', (indicator) => {
    expect(indicator.hash).toBe(definitionHash(indicator));
  });

  it.each(tables.flatMap((of) => Object.keys(of.spec.derived).map((name) => ({ of, table: of.name, name }))))(
    'changes with every change of $table.$name, and of what rests on it alone',
    ({ of, name }) => {
      const fact = of.spec.derived[name]?.fact;
      if (fact === undefined) throw new Error(`no ${name}`);
      const own = indicators.filter((one) => one.of === of);
      const resting = own.filter((one) => columnsBehind(of, columnsUsed(one)).includes(name));
      const mutants = factMutants(fact);
      // All of them on one definition of each side, one of them on all definitions.
      for (const { name: change, mutated } of mutants) {
        const other = withFact(of, name, mutated);
        const [first] = resting;
        if (first) expect(hashIn(first, other), change).not.toBe(first.hash);
      }
      const [last] = mutants.slice(-1);
      if (last === undefined) return;
      const other = withFact(of, name, last.mutated);
      const moved = own.filter((one) => hashIn(one, other) !== one.hash);
      expect(moved.map(nameOf)).toEqual(resting.map(nameOf));
    },
  );

  it('stays when titles, notes and the names of facts are reworded', () => {
    const other = { zh: '改写', en: 'reworded' };
    for (const indicator of indicators) {
      const { spec } = indicator.of;
      const reworded = JSON.parse(
        JSON.stringify(Object.entries(spec.derived), (key, value) => (key === 'title' ? other : value)),
      ) as [string, (typeof spec.derived)[string]][];
      const of = { ...indicator.of, spec: { ...spec, derived: Object.fromEntries(reworded) } };
      const said = {
        title: other,
        meaning: other,
        rationale: other,
        checkedBy: 'X',
        reviewedOn: '2030-01-01',
      };
      expect(definitionHash({ ...indicator, ...said, of } as DefinedIndicator)).toBe(indicator.hash);
    }
  });

  it('stays when a part of a fact is given a name', () => {
    const [indicator] = indicators;
    if (indicator === undefined) throw new Error('no indicator');
    const [name = ''] = columnsBehind(indicator.of, columnsUsed(indicator));
    const fact = indicator.of.spec.derived[name]?.fact;
    if (fact === undefined) throw new Error('it rests on nothing');
    const named: Fact = { op: 'named', title: { zh: '名', en: 'name' }, of: fact };
    expect(hashIn(indicator, withFact(indicator.of, name, named))).toBe(indicator.hash);
  });

  it('changes with the window, the numerator, and what fills a column in', () => {
    const indicator = indicators.find(
      ({ measure, window }) => measure === 'proportion' && window !== undefined,
    );
    if (indicator?.measure !== 'proportion' || !indicator.window) throw new Error('no such indicator');
    const { window } = indicator;
    const others = [
      { ...indicator, window: { ...window, days: 7 } },
      { ...indicator, numerator: { op: 'not' as const, of: indicator.numerator } },
      { ...indicator, multiplier: '‱' as const },
    ];
    for (const other of others) expect(definitionHash(other as DefinedIndicator)).not.toBe(indicator.hash);
    const [name = ''] = columnsBehind(indicator.of, columnsUsed(indicator));
    const derived = { ...indicator.of.spec.derived[name], lookup: 'staff' as const };
    const spec = { ...indicator.of.spec, derived: { ...indicator.of.spec.derived, [name]: derived } };
    expect(hashIn(indicator, { ...indicator.of, spec } as AnyTable)).not.toBe(indicator.hash);
  });
});
