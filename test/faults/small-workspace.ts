import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { run } from '../../pipeline/batch/run.js';
import { csv, ecmoDeath, ecmoRun, writeFiles } from '../pipeline/fixture.js';
import { smallBatch } from './driver.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
export const driverPath = join(root, 'dist/test/faults/driver.js');
export const lockDriverPath = join(root, 'dist/test/faults/lock-driver.js');
export const binPath = join(root, 'dist/pipeline/command/bin.js');

/** Where workspaces are made: in memory where the system has such a place, for a thousand of them are synced to disk. */
export const newPlace = () =>
  mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'zhikong-fault-'));

/** Compiles the driver when it is older than the sources. */
export function compileDriver(): void {
  const sources = ['pipeline', 'indicators', 'reports', 'test/faults'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
  if (existsSync(driverPath) && statSync(driverPath).mtimeMs > Math.max(...sources)) return;
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'],
    {
      cwd: root,
    },
  );
}

const hospitals = ['H1', 'H2', 'H3'];

const september = (hospital: string) =>
  csv([
    ecmoRun(`${hospital}-1`, {
      started_at: '2026-09-05 08:00',
      ended_at: '2026-09-10 08:00',
      discharged_at: '2026-09-20 08:00',
    }),
  ]);

/** Two sound rows and one that is held back. */
const october = (hospital: string) =>
  csv([
    ecmoRun(`${hospital}-2`),
    ecmoDeath(`${hospital}-3`),
    ecmoRun(`${hospital}-4`, { started_at: '2026-13-05 08:00' }),
  ]);

/** A workspace with a published September and the files of October, one of which will be refused, waiting in its inbox. */
export async function makeWorkspace(workspace: string): Promise<void> {
  const files = hospitals.flatMap((hospital) => [
    [`2026-09/${hospital}/ecmo.csv`, september(hospital)] as const,
    [`2026-10/${hospital}/ecmo.csv`, october(hospital)] as const,
  ]);
  writeFiles(workspace, { 'zhikong.config.json': '{"threads": 1}' });
  writeFiles(join(workspace, 'inbox'), { ...Object.fromEntries(files), '2026-10/H1/note.csv': 'a,b\n1,2\n' });
  await run({ month: '2026-09', workspace }, smallBatch);
}

export const copyWorkspace = (from: string, to: string) =>
  cpSync(from, to, { recursive: true, preserveTimestamps: true });

/**
 * For the tests of a file: `workspace`, made anew before each as `makeWorkspace` makes it, and `made`, which stays as it is; both lie in
 * `place`, which is gone afterwards.
 */
export function freshWorkspaces(): {
  readonly place: string;
  readonly made: string;
  readonly workspace: string;
} {
  const place = newPlace();
  const [made, workspace] = [join(place, 'made'), join(place, 'workspace')];
  beforeAll(async () => {
    compileDriver();
    await makeWorkspace(made);
  }, 300_000);
  afterAll(() => rmSync(place, { recursive: true, force: true }));
  beforeEach(() => {
    rmSync(workspace, { recursive: true, force: true });
    copyWorkspace(made, workspace);
  });
  return { place, made, workspace };
}

/** Every file of a folder as text, by its path. */
export function filesOf(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    paths.sort().map((path) => [relative(folder, path), readFileSync(path, 'latin1')]),
  );
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
