import { columnsIn } from '../define/facts-in.js';
import type { AnyTable } from '../define/table.js';

/** The derived columns among some columns and all that these depend on, in the order in which they are met. */
export function columnsBehind(of: AnyTable, columns: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const follow = (name: string) => {
    const derived = of.spec.derived[name];
    if (!derived || found.has(name)) return;
    found.add(name);
    for (const word of columnsIn(derived.fact)) follow(word);
  };
  for (const column of columns) follow(column);
  return [...found];
}
