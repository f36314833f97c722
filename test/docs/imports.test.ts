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

/**
 * The floors of the house, ground first: a file imports from its own floor and from those below it, types included. What a folder is for
 * stands in ARCHITECTURE.md.
 */
const floors = [
  ...['message', 'effects', 'sql', 'calendar', 'statistics', 'read', 'workbook', 'define'],
  ...['dialect', 'scores', 'cases', 'technology', 'compile', 'lists', '/indicators', 'contract'],
  ...['figure', 'warehouse', 'current', 'template', 'receipt', 'mapping', 'load'],
  ...[
    'compute',
    'disclose',
    'workspace',
    'describe',
    'comply',
    'signal',
    'ask',
    'restate',
    'settle',
    '/reports',
  ],
  ...[
    'forget',
    'batch',
    'self-check',
    'fhir',
    'export',
    'forms',
    '/data-samples',
    'sampling',
    'letter',
    'command',
    'index.ts',
  ],
].map((name) => (name.startsWith('/') ? name.slice(1) : `pipeline/${name}`));

/** The number of the floor a file stands on; -1 where it stands on none. */
const floorOf = (path: string) => floors.findIndex((floor) => path === floor || path.startsWith(`${floor}/`));

/** The circles of a graph of imports, each as the way round from every place that lies on it. */
function circlesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const circleOf = (start: string): string[] | null => {
    const seen = new Set<string>();
    const walk = (place: string, way: readonly string[]): string[] | null => {
      for (const next of graph.get(place) ?? []) {
        if (next === start) return [...way, next];
        if (seen.has(next)) continue;
        seen.add(next);
        const found = walk(next, [...way, next]);
        if (found) return found;
      }
      return null;
    };
    return walk(start, [start]);
  };
  return [...graph.keys()].map(circleOf).filter((circle) => circle !== null);
}

// Tests also hold sources as text.
const own = [...imports].filter(([path]) => !path.startsWith('test/'));

describe('imports', () => {
  it('are of files that are there', () => {
    expect(imports.size).toBeGreaterThan(500);
    expect(
      own.flatMap(([path, of]) => of.filter((to) => !imports.has(to)).map((to) => `${path} > ${to}`)),
    ).toEqual([]);
  });

  it('make no circle of files, types included', () => {
    expect(circlesIn(imports)).toEqual([]);
  });

  it('make no circle of folders, at any depth', () => {
    const folders = new Map<string, Set<string>>();
    for (const [path, of] of own) {
      const folder = dirname(path);
      const others = of.map((to) => dirname(to)).filter((to) => to !== folder);
      folders.set(folder, new Set([...(folders.get(folder) ?? []), ...others]));
    }
    expect(folders.size).toBeGreaterThan(60);
    expect(circlesIn(new Map([...folders].map(([folder, of]) => [folder, [...of]])))).toEqual([]);
  });

  it('go down from floor to floor', () => {
    const house = own.filter(([path]) => /^(?:pipeline|indicators|reports|data-samples)\//.test(path));
    expect(house.map(([path]) => path).filter((path) => floorOf(path) < 0)).toEqual([]);
    const up = house.flatMap(([path, of]) =>
      of.filter((to) => floorOf(to) > floorOf(path)).map((to) => `${path} > ${to}`),
    );
    expect(up).toEqual([]);
  });

  it('are of folders: nothing lies loose in pipeline/ but what the package shows', () => {
    const loose = readdirSync(join(root, 'pipeline'), { withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(loose.map(({ name }) => name)).toEqual(['index.ts']);
  });
});
