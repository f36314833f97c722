/** A stream of pseudo-random choices that is the same on every machine for the same seed and name. */
export interface Random {
  /** An integer from 0 to `limit` - 1. */
  below(limit: number): number;
  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True in `perMille` of 1000 draws. */
  chance(perMille: number): boolean;
  pick<T>(list: readonly T[]): T;
  weighted<T>(choices: readonly (readonly [weight: number, choice: T])[]): T;
  shuffle<T>(list: readonly T[]): T[];
  /** A draw from the distribution whose equally spaced quantiles are given (linear between them, rounded down). */
  quantile(table: readonly number[]): number;
}

/** Each name has a stream of its own, so that a change in one table moves no other. */
export function randomStream(seed: number, name: string): Random {
  const next = xoshiro128(hashText(`${seed}/${name}`));
  const below = (limit: number) => Math.floor((next() / 0x1_0000_0000) * limit);
  const between = (low: number, high: number) => low + below(high - low + 1);
  return {
    below,
    between,
    chance: (perMille) => below(1000) < perMille,
    pick: (list) => at(list, below(list.length)),
    weighted(choices) {
      let left = below(choices.reduce((sum, [weight]) => sum + weight, 0));
      for (const [weight, choice] of choices) {
        if (left < weight) return choice;
        left -= weight;
      }
      throw new RangeError('a weighted choice must have a weight above 0');
    },
    shuffle(list) {
      const shuffled = [...list];
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = below(last + 1);
        const moved = at(shuffled, last);
        shuffled[last] = at(shuffled, other);
        shuffled[other] = moved;
      }
      return shuffled;
    },
    quantile(table) {
      const place = below((table.length - 1) * 1024);
      const step = Math.floor(place / 1024);
      const low = at(table, step);
      return low + Math.floor(((at(table, step + 1) - low) * (place % 1024)) / 1024);
    },
  };
}

/** xoshiro128** 1.1 (Blackman and Vigna): 32-bit integer arithmetic only. */
export function xoshiro128(seed: number): () => number {
  let mixed = seed >>> 0;
  const splitmix = () => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let z = mixed;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return z ^ (z >>> 16);
  };
  let a = splitmix();
  let b = splitmix();
  let c = splitmix();
  let d = splitmix();
  return () => {
    const scaled = Math.imul(b, 5);
    const result = Math.imul((scaled << 7) | (scaled >>> 25), 9) >>> 0;
    const carried = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= carried;
    d = (d << 11) | (d >>> 21);
    return result;
  };
}

/** FNV-1a over the UTF-16 units of a text. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

function at<T>(list: readonly T[], index: number): T {
  if (index < 0 || index >= list.length) throw new RangeError(`no item ${index} in a list of ${list.length}`);
  return list[index] as T;
}
