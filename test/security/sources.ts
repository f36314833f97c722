import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every source file of ours by its path, with its text. */
export function sourcesOf(...folders: readonly string[]): Map<string, string> {
  const paths = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const sources = paths.filter((path) => path.endsWith('.ts')).sort();
  return new Map(sources.map((path) => [path.replaceAll('\\', '/'), readFileSync(path, 'utf8')]));
}

/** The parts of a TypeScript text that matter here. Comments are left out. */
export interface Parts {
  /** Code without comments, regular expressions and the insides of strings. */
  readonly code: string;
  /** Regular expression literals as written. */
  readonly patterns: readonly string[];
  /** Text of strings and templates; an interpolation stands as `${}`. */
  readonly texts: readonly string[];
}

const hole = `$${'{}'}`;

/** Cuts a TypeScript text apart. Knows what our formatter writes, which is less than the language allows. */
export function partsOf(source: string): Parts {
  const patterns: string[] = [];
  const texts: string[] = [];
  let code = '';
  let at = source.startsWith('#!') ? source.indexOf('\n') : 0;

  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0] ?? null;
    if (found !== null) at += found.length;
    return found;
  };
  const template = () => {
    let text = '';
    at += 1;
    while (source[at] !== '`') {
      if (at >= source.length) throw new Error('a template is not closed');
      if (source.startsWith('${', at)) {
        at += 2;
        walk('}');
        text += hole;
      } else text += take(/\\[\s\S]|[^`\\$]+|\$/y) ?? '';
    }
    at += 1;
    texts.push(text);
    code += '``';
  };
  /** Goes on to the bracket that closes what was opened before, or to the end. */
  const walk = (until: '}' | null) => {
    let depth = 0;
    while (at < source.length) {
      const char = source[at] ?? '';
      if (char === '}' && until === '}' && depth === 0) {
        at += 1;
        return;
      }
      if (take(/\/\/[^\n]*|\/\*[\s\S]*?\*\//y) !== null) continue;
      if (char === '`') {
        template();
        continue;
      }
      const text = take(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/y);
      if (text !== null) {
        texts.push(text.slice(1, -1));
        code += "''";
        continue;
      }
      if (char === '/' && /(?:^|[(,=:[!&|?{};+]|=>|\breturn)\s*$/.test(code)) {
        const pattern = take(/\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y);
        if (pattern !== null) {
          patterns.push(pattern);
          code += '//';
          continue;
        }
      }
      if (char === '{') depth += 1;
      if (char === '}') depth -= 1;
      code += char;
      at += 1;
    }
    if (until !== null) throw new Error('an interpolation is not closed');
  };
  walk(null);
  return { code, patterns, texts };
}
