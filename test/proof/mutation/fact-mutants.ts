import type { Fact, FactNode } from '../../../pipeline/define/fact.js';
import type { Mutant } from './predicate-mutants.js';

/*
 * Changes of what a fact says: one number, word, sign, column, order or word of logic at a time.
 */

const otherOp: Readonly<Record<string, string>> = {
  all: 'any',
  any: 'all',
  latest: 'earliest',
  earliest: 'latest',
  surely: 'possibly',
  possibly: 'surely',
  within: 'less than',
  'less than': 'within',
  'days between': 'years between',
  times: 'over',
  over: 'times',
  rounded: 'rounded down',
  'rounded down': 'rounded',
};

const otherSign: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '=': '<>',
  '<>': '=',
};

/** Lists in which the order of the parts says something. */
const inOrder = new Set(['when', 'first known']);

/** What the keys of a node may be changed to; parts are changed by themselves. */
function changesOf(key: string, value: unknown): unknown[] {
  if (key === 'op') return otherOp[String(value)] === undefined ? [] : [otherOp[String(value)]];
  if (key === 'sign') return [otherSign[String(value)]];
  if (key === 'kind' || key === 'mask' || key === 'title') return [];
  if (key === 'unit') return value === 'days' ? ['hours'] : [];
  if (key === 'as') return [value === 'number' ? 'percentage' : 'number'];
  if (typeof value === 'number') return [value + 1, value - 1];
  if (typeof value === 'boolean') return [!value];
  return typeof value === 'string' ? [`${value}×`] : [];
}

/** Every change of one place of a declaration, with the path to it. */
function changed(node: unknown, path: string): { readonly name: string; readonly mutated: unknown }[] {
  if (Array.isArray(node)) {
    const inside = node.flatMap((part, i) =>
      changed(part, `${path}.${i}`).map(({ name, mutated }) => ({ name, mutated: node.with(i, mutated) })),
    );
    return inside;
  }
  if (typeof node !== 'object' || node === null) return [];
  const own = node as Readonly<Record<string, unknown>>;
  const found = Object.entries(own).flatMap(([key, value]) => {
    const at = `${path}.${key}`;
    if (key === 'title') return [];
    const list = Array.isArray(value) && value.every((one) => typeof one !== 'object') ? value : null;
    const changes = list
      ? list.flatMap((one, i) => changesOf(key, one).map((other) => list.with(i, other)))
      : changesOf(key, value);
    return [
      ...changes.map((other) => ({ name: `${at}: ${String(other)}`, mutated: { ...own, [key]: other } })),
      ...(list
        ? []
        : changed(value, at).map(({ name, mutated }) => ({ name, mutated: { ...own, [key]: mutated } }))),
    ];
  });
  const parts = own['op'] === 'when' ? 'branches' : 'of';
  const list = own[parts];
  if (inOrder.has(String(own['op'])) && Array.isArray(list))
    for (let i = 1; i < list.length; i += 1)
      found.push({
        name: `${path}.${parts}: ${i} before ${i - 1}`,
        mutated: { ...own, [parts]: list.with(i - 1, list[i]).with(i, list[i - 1]) },
      });
  if (own['op'] === 'not') found.push({ name: `${path}: left out`, mutated: own['of'] as typeof own });
  if (own['otherwise'] !== undefined) {
    const { otherwise, ...rest } = own;
    found.push({ name: `${path}.otherwise: left out`, mutated: rest });
  }
  return found;
}

/** Every change of a fact by one place, none of them the fact itself. */
export const factMutants = (fact: Fact): Mutant<Fact>[] =>
  changed(fact, '')
    .map(({ name, mutated }) => ({ name, mutated: mutated as FactNode as Fact }))
    .filter(({ mutated }) => JSON.stringify(mutated) !== JSON.stringify(fact));
