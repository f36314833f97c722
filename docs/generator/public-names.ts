import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** A name that an entry of the package exports, as its source declares it. */
export interface PublicName {
  readonly name: string;
  /** Path from the root of the project. */
  readonly file: string;
  readonly line: number;
  readonly kind: 'function' | 'const' | 'class' | 'interface' | 'type';
  /** The declaration without a body. */
  readonly signature: string;
  /** The docstring without its stars; empty where there is none. */
  readonly text: string;
  /** Its tags in order, such as `throws` with the rest of the line and those that follow. */
  readonly tags: readonly { readonly tag: string; readonly text: string }[];
}

/**
 * What an entry exports, in its order; names that it passes on from other lists of exports are followed to where they are declared.
 *
 * @throws {Error} for a name that is declared nowhere
 */
export function publicNames(root: string, entry: string): readonly PublicName[] {
  return exportsOf(root, entry).map(({ name, file }) => declared(root, name, file));
}

function exportsOf(root: string, path: string): { name: string; file: string }[] {
  const source = readFileSync(join(root, path), 'utf8');
  return [...source.matchAll(/export (?:type )?\{([^}]*)\} from '([^']+)';/g)].flatMap(
    ([, list = '', from = '']) => {
      const file = normalize(join(dirname(path), from.replace(/\.js$/, '.ts'))).replaceAll('\\', '/');
      const names = list.split(',').map((item) => item.trim().replace(/^type /, ''));
      const passedOn = readFileSync(join(root, file), 'utf8').includes('} from ')
        ? exportsOf(root, file)
        : [];
      return names
        .filter((name) => name !== '')
        .map((name) => passedOn.find((one) => one.name === name) ?? { name, file });
    },
  );
}

function declared(root: string, name: string, file: string): PublicName {
  const source = readFileSync(join(root, file), 'utf8');
  const found = new RegExp(
    `(?:/\\*\\*((?:(?!\\*/)[\\s\\S])*)\\*/\\n)?^export (?:async )?(function\\*?|const|class|interface|type) ${name}\\b`,
    'm',
  ).exec(source);
  if (!found) throw new Error(`${file} must declare ${name}`);
  const [all, doc = '', word = ''] = found;
  const start = found.index + all.lastIndexOf('export ');
  const [text = '', ...tags] = doc
    .replace(/^[ \t]*\*? ?/gm, '')
    .trim()
    .split(/^@/m);
  const kind = word.replace('*', '') as PublicName['kind'];
  return {
    name,
    file,
    line: source.slice(0, start).split('\n').length,
    kind,
    signature: signatureOf(source.slice(start), kind),
    text: text.trim(),
    tags: tags.map((tag) => {
      const [, word = '', rest = ''] = /^(\w+)\s*([\s\S]*)$/.exec(tag) ?? [];
      return { tag: word, text: rest.trim() };
    }),
  };
}

/** A declaration up to its body: an interface with its members, a function to what it gives, a constant to its type. */
function signatureOf(source: string, kind: PublicName['kind']): string {
  const text = source.replace(/^export /, '');
  if (kind === 'interface') return text.slice(0, text.indexOf('\n}') + 2 || undefined);
  if (kind === 'type') return text.slice(0, endOf(text, /;\n/));
  if (kind === 'class') return text.slice(0, text.indexOf(' {\n'));
  if (kind === 'function') return text.slice(0, endOf(text, / \{\n/));
  return text.slice(0, endOf(text, / =>| = (?!\()/)).replace(/ = \(/, ' = (');
}

/** Where a pattern is first found outside of all brackets. */
function endOf(text: string, pattern: RegExp): number {
  let depth = 0;
  const end = new RegExp(pattern.source, 'y');
  for (let at = 0; at < text.length; at += 1) {
    end.lastIndex = at;
    if (depth === 0 && end.test(text)) return at;
    const char = text[at] ?? '';
    if ('([{'.includes(char)) depth += 1;
    if (')]}'.includes(char)) depth -= 1;
  }
  return text.length;
}
