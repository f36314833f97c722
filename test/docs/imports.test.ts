import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** Every source file with the files that it imports, types included. */
const imports = new Map(
  ['pipeline', 'indicators', 'reports', 'data-samples', 'bench', 'docs/generator', 'test']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
        .filter((path) => path.endsWith('.ts')),
    )
    .map((path): [string, string[]] => {
      const text = readFileSync(join(root, path), 'utf8');
      const targets = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)\.js'/g)].map(([, target = '']) =>
        normalize(join(dirname(path), `${target}.ts`)).replaceAll('\\', '/'),
      );
      return [path, targets];
    }),
);

/** The circle that a file lies on, as the way round; null where it lies on none. */
function circleOf(start: string): string[] | null {
  const seen = new Set<string>();
  const walk = (path: string, way: readonly string[]): string[] | null => {
    for (const next of imports.get(path) ?? []) {
      if (next === start) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = walk(next, [...way, next]);
      if (found) return found;
    }
    return null;
  };
  return walk(start, [start]);
}

describe('imports', () => {
  it('are of files that are there', () => {
    expect(imports.size).toBeGreaterThan(500);
    // Tests also hold sources as text.
    const own = [...imports].filter(([path]) => !path.startsWith('test/'));
    expect(
      own.flatMap(([path, of]) => of.filter((to) => !imports.has(to)).map((to) => `${path} > ${to}`)),
    ).toEqual([]);
  });

  it('make no circle of files, types included', () => {
    expect([...imports.keys()].map(circleOf).filter((circle) => circle !== null)).toEqual([]);
  });
});
