/**
 * The names that somebody may have meant: equal except for dashes and case, else those of which one begins with the other, else those with
 * the fewest typing errors. Usually one; none where nothing is near.
 */
export function nearestNames(given: string, names: readonly string[]): string[] {
  const bare = (name: string) => name.replace(/^-+/, '').toLowerCase();
  const asked = bare(given);
  if (asked === '') return [];
  const same = names.filter((name) => bare(name) === asked);
  if (same.length > 0) return same;
  const begun = names.filter(
    (name) => bare(name).startsWith(asked) || (bare(name).length > 3 && asked.startsWith(bare(name))),
  );
  if (begun.length > 0) return begun.slice(0, 3);
  const slips = names.map((name) => slipsBetween(asked, bare(name)));
  const fewest = Math.min(...slips);
  if (fewest > Math.max(1, Math.floor(asked.length * 0.4))) return [];
  return names.filter((_, i) => slips[i] === fewest).slice(0, 3);
}

/** Letters inserted, deleted, changed or swapped with their neighbour (optimal string alignment). */
function slipsBetween(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(i - 2, j - 2) + 1);
      rows[i]?.push(least);
    }
  }
  return at(a.length, b.length);
}
