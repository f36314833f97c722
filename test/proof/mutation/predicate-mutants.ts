import type { Predicate, Sign } from '../../../pipeline/define/predicate.js';
import type { AnyTable } from '../../../pipeline/define/table.js';

/** A changed copy of something, and what was changed. */
export interface Mutant<T> {
  readonly name: string;
  readonly mutated: T;
}

const looser: { readonly [sign in Sign]: Sign } = {
  '>=': '>',
  '>': '>=',
  '<=': '<',
  '<': '<=',
  '=': '<>',
  '<>': '=',
};

/** One in the last place that the number is written to. */
const unitOf = (value: number) => 10 ** -(String(value).split('.')[1]?.length ?? 0);
const moved = (value: number, by: number) => Number((value + by).toFixed(6));

/** Every small change of a predicate: signs, numbers, words of lists, yes and no, all and any, parts left out. */
export function predicateMutants(table: AnyTable, predicate: Predicate): Mutant<Predicate>[] {
  switch (predicate.op) {
    case 'always':
      return [];
    case 'is':
      return [
        {
          name: `${predicate.column} is ${!predicate.value}`,
          mutated: { ...predicate, value: !predicate.value },
        },
      ];
    case 'in':
    case 'includes':
      return wordMutants(table, predicate);
    case 'compare': {
      const { column, sign, value } = predicate;
      return [
        { ...predicate, sign: looser[sign] },
        { ...predicate, value: moved(value, unitOf(value)) },
        { ...predicate, value: moved(value, -unitOf(value)) },
      ].map((mutated) => ({
        name: `${column} ${mutated.sign} ${mutated.value} for ${sign} ${value}`,
        mutated,
      }));
    }
    case 'order': {
      const { left, sign, right } = predicate;
      return [{ name: `${left} ${looser[sign]} ${right}`, mutated: { ...predicate, sign: looser[sign] } }];
    }
    case 'recent':
      return [-1, 1].map((by) => ({
        name: `${predicate.column} recent by ${predicate.days + by} days`,
        mutated: { ...predicate, days: predicate.days + by },
      }));
    case 'known':
      return [{ name: `${predicate.column} not known`, mutated: { op: 'not', of: predicate } }];
    case 'not':
      return [
        { name: 'without not', mutated: predicate.of },
        ...predicateMutants(table, predicate.of).map(({ name, mutated }) => ({
          name,
          mutated: { ...predicate, of: mutated },
        })),
      ];
    case 'all':
    case 'any':
    case 'at least':
      return [...groupMutants(predicate), ...partMutants(table, predicate)];
  }
}

type Group = Extract<Predicate, { op: 'all' | 'any' | 'at least' }>;

function groupMutants(predicate: Group): Mutant<Predicate>[] {
  if (predicate.op === 'at least')
    return [predicate.count + 1, predicate.count - 1].map((count) => ({
      name: `at least ${count} for ${predicate.count}`,
      mutated: { ...predicate, count },
    }));
  if (predicate.of.length < 2) return [];
  const op = predicate.op === 'all' ? 'any' : 'all';
  return [{ name: `${op} for ${predicate.op}`, mutated: { ...predicate, op } }];
}

function partMutants(table: AnyTable, predicate: Group): Mutant<Predicate>[] {
  return predicate.of.flatMap((part, i) => {
    const changed = predicateMutants(table, part).map(({ name, mutated }) => ({
      name: `${i}: ${name}`,
      mutated: { ...predicate, of: predicate.of.with(i, mutated) },
    }));
    if (predicate.of.length < 2) return changed;
    return [
      ...changed,
      { name: `${i}: left out`, mutated: { ...predicate, of: predicate.of.toSpliced(i, 1) } },
    ];
  });
}

function wordMutants(
  table: AnyTable,
  predicate: Extract<Predicate, { op: 'in' | 'includes' }>,
): Mutant<Predicate>[] {
  const { column, op, values } = predicate;
  const of = (words: readonly string[]): Predicate =>
    op === 'in'
      ? { ...predicate, values: words }
      : { ...predicate, values: words, mask: maskOf(table, column, words) };
  if (values.length === 1)
    return [{ name: `${column} not ${op} ${values.join()}`, mutated: { op: 'not', of: predicate } }];
  return values.map((word, i) => ({
    name: `${column} ${op} without ${word}`,
    mutated: of(values.toSpliced(i, 1)),
  }));
}

function maskOf(table: AnyTable, column: string, words: readonly string[]): number {
  const values = table.spec.fields[column]?.values ?? [];
  return words.reduce((mask, word) => mask | (2 ** values.indexOf(word)), 0);
}
