import { factSql } from '../../../pipeline/compile/fact-sql.js';
import { columnsIn } from '../../../pipeline/define/facts-in.js';
import type { AnyTable } from '../../../pipeline/define/table.js';
import type { Mutant } from './predicate-mutants.js';

/*
 * Changes of SQL text: one comparison, one number, one word of logic or one word in quotes at a time. Days in quotes, names
 * with digits in them and the sizes of types are left alone.
 */

const tokens = /'[^']*'|[A-Za-z_$][A-Za-z0-9_$]*|\d+(?:\.\d+)?|->|<=|>=|<>|<|>|=|[\s\S]/g;

const otherSign: { readonly [sign: string]: string } = {
  '<=': '<',
  '<': '<=',
  '>=': '>',
  '>': '>=',
  '=': '<>',
  '<>': '=',
};

const otherWord: { readonly [word: string]: string } = {
  AND: 'OR',
  OR: 'AND',
  NOT: '',
  true: 'false',
  false: 'true',
  greatest: 'least',
  list_max: 'list_min',
};

/** The changed texts of a token. */
function changesOf(token: string): string[] {
  const other = otherSign[token] ?? otherWord[token];
  if (other !== undefined) return [other];
  // A word that no cell holds.
  if (/^'[^\d-]/.test(token)) return ["'×'"];
  if (!/^\d/.test(token)) return [];
  const places = token.split('.')[1]?.length ?? 0;
  const unit = 10 ** -places;
  // A sign is no part of a number to SQL.
  return [Number(token) + unit, Number(token) - unit].map((n) =>
    n < 0 ? `(${n.toFixed(places)})` : n.toFixed(places),
  );
}

/** What stands before and after a change, so that its name tells where it is. */
const around = (all: readonly string[], i: number) => {
  const text = (part: readonly string[]) => part.join('').replace(/\s+/g, ' ');
  return { before: text(all.slice(Math.max(0, i - 14), i)), after: text(all.slice(i + 1, i + 9)) };
};

/** The text from the word of logic before a place up to it. */
function beforeLast(all: readonly string[], i: number): string {
  const start = all
    .slice(0, i)
    .findLastIndex((token) => token === 'AND' || token === 'OR' || token === 'WHEN');
  return all.slice(start + 1, i).join('');
}

/** Every change of a text by one comparison, number or word. */
export function sqlMutants(sql: string): Mutant<string>[] {
  const all = sql.match(tokens) ?? [];
  const names = new Map<string, number>();
  const isSize = (i: number) => /DECIMAL\($|DECIMAL\(\d+,$/.test(all.slice(Math.max(0, i - 4), i).join(''));
  const isOfBetween = (i: number) => all[i] === 'AND' && /BETWEEN [^()]*$/.test(beforeLast(all, i));
  return all.flatMap((token, i) =>
    isSize(i) || isOfBetween(i)
      ? []
      : changesOf(token).map((other) => {
          const { before, after } = around(all, i);
          const place = `${before}⟨${token} → ${other}⟩${after}`.trim();
          const times = (names.get(place) ?? 0) + 1;
          names.set(place, times);
          return {
            name: times === 1 ? place : `${place} #${times}`,
            mutated: [...all.slice(0, i), other, ...all.slice(i + 1)].join(''),
          };
        }),
  );
}

/** The SQL of a derived column and of every derived column it rests on, by name. */
export function sqlBehind(table: AnyTable, column: string): Record<string, string> {
  const found: Record<string, string> = {};
  const follow = (name: string) => {
    const derived = table.spec.derived[name];
    if (!derived || name in found) return;
    found[name] = factSql(derived.fact);
    for (const word of columnsIn(derived.fact)) follow(word);
  };
  follow(column);
  return found;
}
