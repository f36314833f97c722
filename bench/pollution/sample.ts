import type { PollutedFile } from '../../test/pollution/polluted-file.js';

/** A seeded sample of `size` files: some of every kind, the rest drawn from all. */
export function sample(
  files: readonly PollutedFile[],
  size: number,
  random: () => number,
): readonly PollutedFile[] {
  const shuffled = files
    .map((file) => ({ file, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ file }) => file);
  const ofKind = new Map<string, number>();
  const first: PollutedFile[] = [];
  const rest: PollutedFile[] = [];
  for (const file of shuffled) {
    const seen = ofKind.get(file.kind) ?? 0;
    ofKind.set(file.kind, seen + 1);
    (seen < AT_LEAST ? first : rest).push(file);
  }
  return [...first, ...rest].slice(0, size);
}

const AT_LEAST = 12;
