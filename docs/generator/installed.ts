import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** A package as it lies in node_modules. */
export interface Installed {
  readonly version: string;
  readonly licence: string;
  /** Bytes of its own files. */
  readonly own: number;
  /** Bytes of it and of the packages that it needs, and how many these are. What is only for one platform is not counted. */
  readonly together: { readonly bytes: number; readonly others: number };
}

interface Manifest {
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** What is installed of a package. @throws where it is not */
export function installed(root: string, name: string): Installed {
  const folder = resolve(root, 'node_modules', name);
  const { version, license } = manifestOf(folder);
  const folders = withNeeded(folder);
  const sizes = [...folders].map(bytesOf);
  return {
    version,
    licence: license ?? '—',
    own: bytesOf(folder),
    together: { bytes: sizes.reduce((sum, size) => sum + size, 0), others: folders.size - 1 },
  };
}

const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** The folder of a package and those of all that it needs. */
function withNeeded(folder: string, found = new Set<string>()): Set<string> {
  if (found.has(folder)) return found;
  found.add(folder);
  const { dependencies = {}, optionalDependencies = {} } = manifestOf(folder);
  for (const name of Object.keys(dependencies))
    if (!(name in optionalDependencies)) withNeeded(seenFrom(folder, name), found);
  return found;
}

/** Where Node finds a package from another: in that one's folder, or further up. */
function seenFrom(folder: string, name: string): string {
  for (let above = folder; above !== dirname(above); above = dirname(above)) {
    const place = join(above, 'node_modules', name);
    if (statSync(join(place, 'package.json'), { throwIfNoEntry: false })) return place;
  }
  throw new Error(`${name}, which ${folder} needs, is not installed: run npm ci`);
}

/** Bytes of the files in a folder; packages that lie in it are their own. */
function bytesOf(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules') bytes += bytesOf(join(folder, entry.name));
    } else if (entry.isFile()) bytes += statSync(join(folder, entry.name)).size;
  }
  return bytes;
}
