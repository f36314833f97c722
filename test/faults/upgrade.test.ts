import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BuiltProgram } from '../built-program.js';
import { isLong } from '../long.js';
import { csv, ecmoDeath, ecmoRun, newFolder, remove, writeFiles } from '../pipeline/fixture.js';
import { filesOf } from './small-workspace.js';

/** Programs whose workspaces are in use: the first release, and one before it whose figures had a column less. */
const earlier = ['b0cbf64', 'd1913ae'];

const root = resolve('.');
const git = (...args: string[]) =>
  spawnSync('git', args, { cwd: root, encoding: 'buffer', maxBuffer: 1 << 29 });
const isHere = (commit: string) => git('cat-file', '-e', `${commit}^{commit}`).status === 0;

/** Compiles a commit in a folder of its own; gives a way to run one command line of it. */
function programOf(commit: string, folder: string) {
  const place = join(folder, commit);
  mkdirSync(place);
  execFileSync('tar', ['-x', '-C', place], { input: git('archive', commit).stdout });
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'));
  // A commit may use what a library has renamed since; what it compiles to is all the same.
  spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
    cwd: place,
  });
  return (args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(place, 'dist/pipeline/bin.js'), ...args],
      { cwd: folder, encoding: 'utf8' },
    );
    return { exit: status ?? -1, out: stdout, err: stderr };
  };
}

const september = (hospital: string) =>
  csv([
    ecmoRun(`${hospital}-1`, {
      started_at: '2026-09-05 08:00',
      ended_at: '2026-09-10 08:00',
      discharged_at: '2026-09-20 08:00',
    }),
  ]);
/** Two sound rows and one that is held back, so that a run ends with 1. */
const october = (hospital: string) =>
  csv([
    ecmoRun(`${hospital}-2`),
    ecmoDeath(`${hospital}-3`),
    ecmoRun(`${hospital}-4`, { started_at: '2026-13-05 08:00' }),
  ]);

/** All that is published; not the audit log, which records that somebody tried. */
const published = (workspace: string) =>
  Object.fromEntries(
    Object.entries(filesOf(workspace)).filter(([path]) => !/^(audit\.jsonl|tmp\/|vault\/)/.test(path)),
  );

describe.skipIf(!isLong)('a workspace between two versions of the program', () => {
  let folder = '';
  let current: BuiltProgram;
  beforeAll(() => {
    folder = newFolder();
    current = new BuiltProgram();
    for (const hospital of ['H1', 'H2'])
      writeFiles(join(folder, 'inbox'), {
        [`2026-09/${hospital}/ecmo.csv`]: september(hospital),
        [`2026-10/${hospital}/ecmo.csv`]: october(hospital),
      });
  }, 300_000);
  afterAll(() => {
    current.remove();
    remove(folder);
  });
  const inbox = () => ['--inbox', join(folder, 'inbox')];

  for (const commit of earlier) {
    it(`of ${commit} is read, upgraded and verified, also after its warehouse is lost`, {
      timeout: 900_000,
    }, ({ skip }) => {
      if (!isHere(commit)) {
        process.stdout.write(
          `skipped: this clone has no commit ${commit}; fetch the whole history to test upgrades
`,
        );
        skip();
      }
      const before = programOf(commit, folder);
      const workspace = join(folder, `workspace-${commit}`);
      const at = ['--workspace', workspace];
      expect(before(['run', '--month', '2026-09', ...inbox(), ...at]).exit).toBe(0);
      const report = filesOf(join(workspace, 'reports/2026-09'));

      // Before anything is run: sound, and what is asked of it is answered or told what must come first.
      expect(current.run(['verify', ...at])).toMatchObject({ exit: 0 });
      const status = current.run(['status', '--month', '2026-09', ...at]);
      if (status.exit > 1) expect(status.err).toContain('[older-workspace]'); // it asks for columns that are not there
      const early = current.run(['explain', 'ECMO-01', '--unit', 'H1', '--period', '2026', ...at]);
      expect(early).toMatchObject({ exit: 2, out: '' });
      expect(early.err).toContain('[older-workspace]');

      expect(current.run(['run', '--month', '2026-10', ...inbox(), ...at]).exit).toBe(1);
      const verified = current.run(['verify', ...at]);
      expect(verified.out).not.toContain('FAILED');
      expect(verified.exit).toBe(0);
      expect(filesOf(join(workspace, 'reports/2026-09'))).toEqual(report);
      const exported = [
        'export',
        '--format',
        'csv',
        '--month',
        '2026-09',
        '--out',
        join(folder, commit, 'out'),
      ];
      expect(current.run([...exported, ...at]).exit).toBe(0);

      rmSync(join(workspace, 'zhikong.duckdb'));
      expect(current.run(['run', '--month', '2026-10', ...inbox(), ...at]).exit).toBe(1);
      expect(current.run(['verify', ...at])).toMatchObject({ exit: 0 });

      // An upgraded workspace is no longer the older program's: it refuses, and nothing published changes.
      const kept = join(folder, `kept-${commit}`);
      cpSync(workspace, kept, { recursive: true, preserveTimestamps: true });
      for (const args of [
        ['run', '--month', '2026-10', ...inbox()],
        ['status', '--month', '2026-10'],
        ['explain', 'ECMO-01', '--unit', 'H1', '--period', '2026'],
        ['verify'],
      ]) {
        const { exit, out, err } = before([...args, ...at]);
        expect({ args, exit }).toEqual({ args, exit: 3 });
        // It knows no better word than "damaged"; from format 2 on the sentence is true.
        expect(out + err).toMatch(/publication\.json/);
      }
      expect(published(workspace)).toEqual(published(kept));
      expect(readFileSync(join(workspace, 'publication.json'), 'utf8')).toContain('"format": 2');
      expect(current.run(['verify', ...at])).toMatchObject({ exit: 0 });
    });
  }
});
