import { headerKey } from '../read/header-key.js';

/** A name and how like it is to what was looked for, 0 to 1. */
export interface Similar<T> {
  readonly item: T;
  readonly score: number;
}

/**
 * How like two names are, 0 to 1: the share of neighbouring character pairs they have in common (Dice), single
 * characters where a name has no pair. Chinese names share characters where they share meaning.
 */
export function similarity(a: string, b: string): number {
  const [left, right] = [headerKey(a), headerKey(b)];
  if (left === '' || right === '') return 0;
  if (left === right) return 1;
  const pairs = dice(piecesOf(left, 2), piecesOf(right, 2));
  const characters = dice(piecesOf(left, 1), piecesOf(right, 1));
  return 0.6 * pairs + 0.4 * characters;
}

/** The items whose best name is most like the text, best first; equal ones in the order given. */
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

function piecesOf(text: string, length: number): string[] {
  const characters = [...text];
  if (characters.length < length) return [text];
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
