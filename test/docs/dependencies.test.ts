import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  askedOn,
  type Dependency,
  dependencies,
  devDependencies,
} from '../../docs/generator/dependencies.js';
import { installed } from '../../docs/generator/installed.js';
import { sourcesOf } from '../security/sources.js';

type Versions = Readonly<Record<string, string>>;
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Versions;
  devDependencies: Versions;
};
const versions = (list: readonly Dependency[]) =>
  Object.fromEntries(list.map(({ name, version }) => [name, version]));
const sources = sourcesOf('pipeline', 'indicators', 'reports', 'data-samples/generator');

describe('docs/dependencies.md', () => {
  it('has the packages of package.json in the versions there; whoever changes one looks at what is said of it', () => {
    expect(versions(dependencies)).toEqual(manifest.dependencies);
    expect(versions(devDependencies)).toEqual(manifest.devDependencies);
  });

  it('speaks of what is installed', () => {
    for (const { name, version } of [...dependencies, ...devDependencies])
      expect(installed('.', name).version, name).toBe(version);
  });

  it('says of each what it does and why, in both languages, and when it was published', () => {
    for (const { name, does, why, released } of [...dependencies, ...devDependencies]) {
      for (const text of [does.zh, does.en, why.zh, why.en]) expect(text.trim(), name).not.toBe('');
      expect(released, name).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(released <= askedOn, name).toBe(true);
    }
  });
});

it('what is shipped imports the dependencies, all of them and no other package', () => {
  const imported = [...sources.values()].flatMap((text) =>
    [...text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*'((?:@[\w-]+\/)?[\w-]+)(?:\/[^']*)?'/g)].map(
      ([, name = '']) => name,
    ),
  );
  expect([...new Set(imported)].filter((name) => name !== 'node').sort()).toEqual(
    Object.keys(manifest.dependencies).sort(),
  );
});

it('papaparse reads files of our own alone: figures.csv when it is verified', () => {
  const readers = [...sources].filter(([, text]) => /\bPapa\.parse\b/.test(text)).map(([path]) => path);
  expect(readers).toEqual([expect.stringMatching(/\/verify\.ts$/)]);
});

it('counts a package with what it needs: yauzl needs pend alone, fflate nothing', () => {
  const [yauzl, pend, fflate] = ['yauzl', 'pend', 'fflate'].map((name) => installed('.', name));
  expect(yauzl?.together).toEqual({ bytes: (yauzl?.own ?? 0) + (pend?.own ?? 0), others: 1 });
  expect(fflate?.together).toEqual({ bytes: fflate?.own, others: 0 });
  expect(pend?.own).toBeGreaterThan(1000);
});
