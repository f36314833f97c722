import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefinedIndicator, editionOf } from '../../pipeline/define/index.js';
import type { AnyTable } from '../../pipeline/define/table.js';

/** What the file of a definition and its folder of worked cases are called: its id, and the edition of one that has ended. */
export const fileOf = ({ id, version, effectiveTo }: DefinedIndicator): string =>
  effectiveTo ? `${id}-${editionOf(version)}` : id;

/** The file that declares a definition, from the root of the project: the id spells its path. */
export function declaredIn(indicator: DefinedIndicator): string {
  const [folder = ''] = indicator.id.split('-');
  return `indicators/${folder}/${fileOf(indicator).slice(folder.length + 1)}.ts`;
}

/** Lines of a file on which one of the patterns matches, the first by the first pattern that matches at all; null where none does. */
export function lineOf(text: string, ...patterns: readonly RegExp[]): number | null {
  const all = text.split('\n');
  for (const pattern of patterns) {
    const at = all.findIndex((line) => pattern.test(line));
    if (at >= 0) return at + 1;
  }
  return null;
}

/** Where a derived column of a table is declared, as `path#L12` from the root; null where its place cannot be told. */
export type DeclaredAt = (of: AnyTable, name: string) => string | null;

/** Looks derived columns up in the sources under `root`. Of several declarations of one name, that in a file named like the table. */
export function declarations(root: string): DeclaredAt {
  const sources = readdirSync(join(root, 'pipeline'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `pipeline/${name.replaceAll('\\', '/')}`)
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
    .filter(({ text }) => text.includes('fact:'));
  return (of, name) => {
    const [technique = ''] = of.name.split('_');
    const found = sources.flatMap(({ path, text }) => {
      const line = lineOf(text, new RegExp(`^ {2,4}${name}: (?:\\{|\\w+\\()`));
      return line === null ? [] : [{ path, at: `${path}#L${line}` }];
    });
    const own = found.filter(({ path }) => path.includes(technique));
    const [only, ...more] = own.length > 0 ? own : found;
    return only && more.length === 0 ? only.at : null;
  };
}
