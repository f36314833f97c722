import type { ColumnNode, Fact, Kind } from './fact.js';

/** The direct parts of a fact, in reading order. */
export function partsOf(fact: Fact): readonly Fact[] {
  switch (fact.op) {
    case 'when':
      return [
        ...fact.branches.flatMap((branch) => [branch.condition, branch.value]),
        ...(fact.otherwise ? [fact.otherwise] : []),
      ];
    case 'compare':
    case 'surely before':
      return [fact.left, fact.right];
    case 'between':
      return [fact.of, fact.low, fact.high];
    case 'within':
    case 'less than':
      return [fact.of, fact.after];
    case 'days between':
    case 'minutes between':
    case 'years between':
      return [fact.from, fact.to];
    case 'clock known':
    case 'column':
    case 'constant':
    case 'not known':
    case 'as-of end':
    case 'read':
    case 'meaning':
      return [];
    case 'all':
    case 'any':
    case 'how many':
    case 'first known':
    case 'latest':
    case 'earliest':
    case 'sum':
      return fact.of;
    default:
      return [fact.of];
  }
}

/** A fact and all its parts, at every depth. */
export const factsIn = (fact: Fact): readonly Fact[] => [fact, ...partsOf(fact).flatMap(factsIn)];

/** The column that says whether the clock time of a moment is known. */
export const clockOf = ({ name }: ColumnNode): string => `${name}_timed`;

/** The moment columns whose clock times a fact itself needs, without those of its parts. */
export function clocksAsked(fact: Fact): readonly ColumnNode[] {
  switch (fact.op) {
    case 'clock known':
    case 'latest moment':
      return [fact.of];
    case 'surely before':
      return [fact.left, fact.right];
    case 'within':
    case 'less than':
      return [fact.of, fact.after];
    default:
      return [];
  }
}

/** The names of the columns that a fact reads, including those of clock times, in order of first mention. */
export function columnsIn(fact: Fact): readonly string[] {
  const names = factsIn(fact).flatMap((part) => {
    if (part.op === 'column') return [part.name];
    if (part.op === 'read' || part.op === 'meaning') return [part.column];
    return clocksAsked(part).map(clockOf);
  });
  return [...new Set(names)];
}

/** Every number in a declaration, at any depth. */
export function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

/** The kind of a fact's value; null where its declaration does not determine it. */
export function kindOf(fact: Fact): Kind | null {
  switch (fact.op) {
    case 'column':
    case 'meaning':
      return fact.kind;
    case 'not known':
      return fact.kind ?? null;
    case 'constant':
      return typeof fact.value === 'boolean' ? 'bool' : typeof fact.value === 'number' ? 'number' : 'choice';
    case 'read':
      return fact.as === 'yes or no' ? 'bool' : fact.as === 'day' ? 'day' : 'number';
    case 'named':
      return kindOf(fact.of);
    case 'when':
    case 'first known':
    case 'latest':
    case 'earliest':
      return (
        valuesOf(fact)
          .map(kindOf)
          .find((kind) => kind !== null) ?? null
      );
    case 'as-of end':
    case 'latest moment':
    case 'midnight':
      return 'moment';
    case 'plus':
      return fact.unit === 'days' ? 'day' : 'moment';
    case 'day':
    case 'anniversary':
      return 'day';
    case 'how many':
    case 'sum':
    case 'times':
    case 'over':
    case 'rounded':
    case 'rounded down':
    case 'days between':
    case 'minutes between':
    case 'years between':
      return 'number';
    default:
      return 'bool';
  }
}

/** The facts one of which gives the value of a fact. */
export function valuesOf(fact: Fact): readonly Fact[] {
  switch (fact.op) {
    case 'when':
      return [...fact.branches.map(({ value }) => value), ...(fact.otherwise ? [fact.otherwise] : [])];
    case 'first known':
    case 'latest':
    case 'earliest':
      return fact.of;
    default:
      return [];
  }
}
