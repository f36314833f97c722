/**
 * The form in which headers are compared: NFKC, lower case, white space and zero-width characters folded.
 *
 * White space is kept only as one blank between two ASCII letters or digits. A star at either end, which marks required columns in
 * templates, is removed. `体重（Kg）` and `体重 (kg)*` give `体重(kg)`.
 */
export function headerKey(header: string): string {
  if (header.length > LONGEST) return header.slice(0, LONGEST);
  const folded = header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u200B-\u200F\u2060\uFEFF\u00AD]+/g, ' ');
  return folded.replace(/(?<![a-z0-9]) | (?![a-z0-9])/g, '').replace(/^\*+|\*+$/g, '');
}

/** Longest text that is compared; every header of the dictionary is shorter. */
const LONGEST = 200;

/** A header's name and the unit or remark in the brackets at its end; `unit` is null without brackets. */
export function splitUnit(key: string): { base: string; unit: string | null } {
  const open = key.lastIndexOf('(');
  if (open <= 0 || !key.endsWith(')')) return { base: key, unit: null };
  return { base: key.slice(0, open).trimEnd(), unit: sameUnit(key.slice(open + 1, -1)) };
}

const units = new Map([
  ['公斤', 'kg'],
  ['千克', 'kg'],
  ['克', 'g'],
  ['米', 'm'],
  ['厘米', 'cm'],
  ['毫升', 'ml'],
  ['升', 'l'],
  ['毫米汞柱', 'mmhg'],
  ['摄氏度', '°c'],
  ['℃', '°c'],
  ['百分比', '%'],
]);

function sameUnit(unit: string): string {
  return units.get(unit) ?? unit;
}

/** Whether the text in brackets is a unit of measure, and not a remark such as 入院时. */
export function isUnit(text: string): boolean {
  return text.length <= 16 && (/^[a-z0-9%°µμ/·.*^ -]+$/.test(text) || [...units.values()].includes(text));
}

/**
 * The one of `words` that `text` almost certainly means: at most a third of its characters differ, two at most, and no other word is as
 * near. Null otherwise, because a wrong hint is worse than none.
 */
export function nearest(text: string, words: readonly string[]): string | null {
  const key = headerKey(text);
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  let ties = 0;
  for (const word of words) {
    const other = headerKey(word);
    const allowed = Math.min(2, Math.floor(Math.max(key.length, other.length) / 3));
    const distance = editDistance(key, other);
    if (distance > allowed) continue;
    if (distance < least) {
      least = distance;
      best = word;
      ties = 0;
    } else if (distance === least) ties += 1;
  }
  return ties === 0 ? best : null;
}

/** Optimal string alignment distance: insert, delete, replace, or swap two neighbours. Long texts count as far apart. */
export function editDistance(a: string, b: string): number {
  if (a.length > 64 || b.length > 64 || Math.abs(a.length - b.length) > 2) return 64;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
