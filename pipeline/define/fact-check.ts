import { DefinitionError } from '../message/errors.js';
import type { Fact, Kind } from './fact.js';
import { clockOf, clocksAsked, factsIn, kindOf, partsOf, valuesOf } from './facts-in.js';
import type { Field } from './field.js';

/** The part of a table that facts belong to. */
interface Declared {
  readonly name: string;
  readonly fields: Readonly<Record<string, Field>>;
  readonly derived: Readonly<Record<string, { readonly fact: Fact }>>;
  readonly death?: {
    readonly turns: readonly { readonly dead: Fact; readonly alive: Fact }[];
    readonly day: Fact;
    readonly aliveOn: readonly Fact[];
  };
}

const kindOfField = ({ kind, meta }: Field): Kind =>
  kind === 'date' ? (meta.cell.kind === 'date' ? 'day' : 'moment') : (kind as Kind);

/** The kind of every column that a fact may read: fields, their clocks, and derived columns. */
function kindsOf(spec: Declared): ReadonlyMap<string, Kind> {
  const kinds = new Map<string, Kind>();
  for (const [name, field] of Object.entries(spec.fields)) {
    kinds.set(name, kindOfField(field));
    for (const { suffix } of field.meta.cell.also ?? []) kinds.set(`${name}${suffix}`, 'bool');
  }
  for (const [name, { fact }] of Object.entries(spec.derived)) {
    const own = kindOf(fact);
    if (own !== null) kinds.set(name, own);
  }
  return kinds;
}

/** The operands of a fact that must have the same kind. */
const alike = (fact: Fact): readonly Fact[] => (fact.op === 'compare' ? partsOf(fact) : valuesOf(fact));

/**
 * Checks that facts read the columns of a table by their kinds and compare only like with like: never a day with a moment.
 *
 * @param facts facts by name, where others than the table's own are to be checked
 * @throws {DefinitionError} naming the table, the fact and what must hold
 */
export function checkFacts(
  spec: Declared,
  facts: readonly (readonly [of: string, fact: Fact])[] = factsOf(spec),
): void {
  const kinds = kindsOf(spec);
  for (const [of, fact] of facts) {
    const fail = (message: string) => {
      throw new DefinitionError(`${spec.name}.${of}`, message);
    };
    const checkColumn = (name: string, kind: Kind) => {
      const own = kinds.get(name);
      if (own !== kind)
        fail(own ? `reads ${name} as ${kind}, which is ${own}` : `reads ${name}, which is not there`);
    };
    for (const part of factsIn(fact)) {
      if (part.op === 'column') checkColumn(part.name, part.kind);
      if (part.op === 'read' || part.op === 'meaning') checkColumn(part.column, 'text');
      for (const column of clocksAsked(part)) checkColumn(clockOf(column), 'bool');
      const known = alike(part)
        .map(kindOf)
        .filter((kind) => kind !== null);
      if (new Set(known).size > 1) fail(`sets ${[...new Set(known)].join(' against ')}`);
    }
  }
}

function factsOf({ derived, death }: Declared): (readonly [of: string, fact: Fact])[] {
  const ofDeath = death
    ? [...death.turns.flatMap(({ dead, alive }) => [dead, alive]), death.day, ...death.aliveOn]
    : [];
  return [
    ...Object.entries(derived).map(([name, { fact }]) => [name, fact] as const),
    ...ofDeath.map((fact) => ['death', fact] as const),
  ];
}
