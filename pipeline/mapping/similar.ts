import { headerKey } from '../read/header-key.js';

/** An item with its similarity to the text looked for, 0 to 1. */
export interface Similar<T> {
  readonly item: T;
  readonly score: number;
}

/**
 * The similarity of two names, 0 to 1: the share of neighbouring pairs and of single characters they have in common (Dice). Chinese names
 * share characters where they share meaning; a Latin word inside Chinese, such as ECMO, counts as one character, so that it does not
 * outweigh them. A name that contains the other one is similar to it.
 */
export function similarity(a: string, b: string): number {
  const [left, right] = [headerKey(a), headerKey(b)];
  if (left === '' || right === '') return 0;
  if (left === right) return 1;
  const [first, second] = [charactersOf(left), charactersOf(right)];
  const shared = 0.6 * dice(piecesOf(first, 2), piecesOf(second, 2)) + 0.4 * dice(first, second);
  const shorter = Math.min(first.length, second.length);
  const holds = shorter >= 2 && (left.includes(right) || right.includes(left));
  return holds ? Math.max(shared, 0.5 + 0.5 * (shorter / Math.max(first.length, second.length))) : shared;
}

/** The items whose best name is most similar to the text, best first; equal ones in the given order. */
export function mostSimilar<T>(
  text: string,
  items: readonly T[],
  namesOf: (item: T) => readonly string[],
  count: number,
  atLeast = 0.25,
): Similar<T>[] {
  return items
    .map((item) => ({ item, score: Math.max(0, ...namesOf(item).map((name) => similarity(text, name))) }))
    .filter(({ score }) => score >= atLeast)
    .sort((a, b) => b.score - a.score)
    .slice(0, count);
}

const charactersOf = (key: string): string[] =>
  /\p{Script=Han}/u.test(key) ? (key.match(/[a-z0-9]+|./gsu) ?? []) : [...key];

function piecesOf(characters: readonly string[], length: number): string[] {
  if (characters.length < length) return [characters.join('')];
  return Array.from({ length: characters.length - length + 1 }, (_, i) =>
    characters.slice(i, i + length).join(''),
  );
}

function dice(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const piece of a) left.set(piece, (left.get(piece) ?? 0) + 1);
  let shared = 0;
  for (const piece of b) {
    const count = left.get(piece) ?? 0;
    if (count === 0) continue;
    left.set(piece, count - 1);
    shared += 1;
  }
  return (2 * shared) / (a.length + b.length);
}
