import { indicators } from '../../../indicators/index.js';
import type { Predicate } from '../../../pipeline/define/predicate.js';
import type { AnyTable } from '../../../pipeline/define/table.js';

/** Limits that are not in a definition but in what is worked out of a row: millilitres of blood, and the steps of scores. */
const workedOut: { readonly [column: string]: readonly number[] } = {
  autologous_ml: [0, 100, 200, 300, 400],
  allogeneic_ml: [0, 100, 200, 300, 400],
  weight_kg: [65, 90],
  ventilated_hours: [10, 30, 48, 168],
  paco2_mmhg: [75],
  peak_pressure_cmh2o: [20, 42],
  diastolic_mmhg: [40],
  pulse_pressure_mmhg: [20],
  bicarbonate_mmol_l: [15],
};

function collect(predicate: Predicate, found: Map<string, Set<number>>): void {
  switch (predicate.op) {
    case 'compare': {
      const limits = found.get(predicate.column) ?? new Set();
      found.set(predicate.column, limits.add(predicate.value));
      return;
    }
    case 'all':
    case 'any':
    case 'at least':
      for (const part of predicate.of) collect(part, found);
      return;
    case 'not':
      collect(predicate.of, found);
      return;
    default:
  }
}

const byColumn = new Map<string, Set<number>>();
for (const indicator of indicators) {
  const trees: (Predicate | undefined)[] = Object.values(indicator.exclusions ?? {}).map(({ when }) => when);
  if ('denominator' in indicator && indicator.measure !== 'ratio') trees.push(indicator.denominator);
  if ('numerator' in indicator && indicator.measure !== 'ratio') trees.push(indicator.numerator);
  if ('cases' in indicator && typeof indicator.cases === 'object') trees.push(indicator.cases);
  if ('observed' in indicator) trees.push(indicator.observed);
  for (const tree of trees) if (tree) collect(tree, byColumn);
}

/** The numbers worth trying in a column: every limit that something compares it with, and its neighbours. */
export function numbersFor(table: AnyTable, column: string): readonly number[] {
  const meta = table.spec.fields[column]?.meta;
  const isWhole = meta?.cell.kind === 'int';
  const step = isWhole ? 1 : 0.1;
  const limits = [...(byColumn.get(column) ?? []), ...(workedOut[column] ?? [])];
  const [low, high] = meta?.range ?? [0, 99];
  const near = limits.flatMap((limit) => [limit - step, limit, limit + step]);
  return [...(near.length === 0 ? [0, 1, 2, 3] : near)].filter((n) => n >= low && n <= high);
}
