/** A forbidden key in a JSON text, with the path of its object. */
export interface BadKey {
  readonly path: readonly string[];
  readonly key: string;
  readonly why: 'twice' | 'reserved';
}

/** Names with a meaning in the language itself. */
const reserved = new Set(['__proto__', 'constructor', 'prototype']);

/** Valid JSON closes every string; an unclosed one would only end the search there. */
const token = /"(?:[^"\\]|\\.)*(?:"|$)|[{}[\],:]/g;

interface Frame {
  /** Null in an array. */
  readonly keys: Set<string> | null;
  key: string;
  expectsKey: boolean;
}

/**
 * The first key that occurs twice in its object or has a reserved name; null when there is none. `JSON.parse` silently keeps the last of
 * two equal keys, so one of two contradicting lines of a file would be lost.
 *
 * @param text must be valid JSON
 */
export function findBadKey(text: string): BadKey | null {
  const stack: Frame[] = [];
  for (const [sign] of text.matchAll(token)) {
    const top = stack.at(-1);
    if (sign === '{' || sign === '[') {
      const isObject = sign === '{';
      stack.push({ keys: isObject ? new Set() : null, key: '', expectsKey: isObject });
    } else if (sign === '}' || sign === ']') stack.pop();
    else if (sign === ',') {
      if (top?.keys) top.expectsKey = true;
    } else if (sign !== ':' && top?.keys && top.expectsKey) {
      const key = String(JSON.parse(sign));
      const path = stack.slice(0, -1).map((frame) => frame.key);
      if (reserved.has(key)) return { path, key, why: 'reserved' };
      if (top.keys.has(key)) return { path, key, why: 'twice' };
      top.keys.add(key);
      top.key = key;
      top.expectsKey = false;
    }
  }
  return null;
}
