import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFiles } from '../pipeline/fixture.js';

/* `npm run build` on a package of a few lines. */

const text = (content: string) => `${content}\n`;
const sources = {
  'package.json': text(
    JSON.stringify({
      name: 'small',
      version: '1.0.0',
      type: 'module',
      bin: { small: 'dist/app/bin.js' },
      exports: { '.': { types: './dist/app/index.d.ts', default: './dist/app/index.js' } },
      files: ['dist'],
    }),
  ),
  'tsconfig.build.json': text(
    JSON.stringify({
      compilerOptions: { target: 'ES2023', module: 'NodeNext', types: [], declaration: true, rootDir: '.' },
      include: ['app', 'bench'],
    }),
  ),
  'app/bin.ts': text(
    `export const later = () => import('./later.js');\nexport const thread = new URL('./thread.js', 'file:///');`,
  ),
  'app/later.ts': text('export const later = 1;'),
  'app/thread.ts': text('export const thread = 1;'),
  'app/index.ts': text(`import { depth } from './depth.js';\nexport const twice = () => depth * 2;`),
  'app/depth.ts': text('export const depth = 1;'),
  'app/unused.ts': text('export const unused = 1;'),
  'bench/bench.ts': text(`import { twice } from '../app/index.js';\nexport const bench = twice;`),
};

let root = '';
const build = () =>
  spawnSync(process.execPath, [resolve('.ci/build.mjs')], { cwd: root, encoding: 'utf8', timeout: 120_000 });

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'zhikong-build-'));
  writeFiles(root, sources);
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'), 'junction');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('npm run build', () => {
  it('leaves nothing in dist that has no source any more', () => {
    writeFiles(root, {
      'dist/app/stale.js': 'stale',
      'dist/gone/deep/stale.d.ts': 'stale',
      'dist/stale.map': 'stale',
    });
    expect(build()).toMatchObject({ status: 0, stdout: '', stderr: '' });
    for (const name of ['app/stale.js', 'gone', 'stale.map'])
      expect(existsSync(join(root, 'dist', name)), name).toBe(false);
    expect(existsSync(join(root, 'dist/bench/bench.js'))).toBe(true);
  });

  it('packs what the entries of the package reach, and nothing else', () => {
    const { stdout } = spawnSync('npm pack --dry-run --json --ignore-scripts', {
      cwd: root,
      encoding: 'utf8',
      shell: true,
    });
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    expect(files.map(({ path }) => path).sort()).toEqual([
      'dist/app/bin.js',
      'dist/app/depth.js',
      'dist/app/index.d.ts',
      'dist/app/index.js',
      'dist/app/later.js',
      'dist/app/thread.js',
      'package.json',
    ]);
  });

  it('compiles nothing where neither sources nor dist have changed, and everything else anew', () => {
    const depth = join(root, 'dist/app/depth.js');
    const written = () => statSync(depth).mtimeMs;
    expect(build()).toMatchObject({ status: 0 });
    const first = written();
    expect(build()).toMatchObject({ status: 0, stdout: '', stderr: '' });
    expect(written()).toBe(first);
    rmSync(depth);
    expect(build()).toMatchObject({ status: 0 });
    const second = written();
    writeFiles(root, { 'app/more.ts': text('export const more = 1;') });
    expect(build()).toMatchObject({ status: 0 });
    expect(existsSync(join(root, 'dist/app/more.js'))).toBe(true);
    expect(written()).toBeGreaterThan(second);
    rmSync(join(root, 'app/more.ts'));
    expect(build()).toMatchObject({ status: 0 });
    expect(existsSync(join(root, 'dist/app/more.js'))).toBe(false);
  });

  it('tells a fault of the sources, ends with 1 and leaves what was built', () => {
    const before = readFileSync(join(root, 'dist/app/depth.js'), 'utf8');
    writeFiles(root, { 'app/fault.ts': text(`export const fault: number = 'text';`) });
    const { status, stdout } = build();
    expect(status).toBe(1);
    expect(stdout).toContain('app/fault.ts');
    expect(stdout).not.toContain('TSFILE');
    expect(readFileSync(join(root, 'dist/app/depth.js'), 'utf8')).toBe(before);
  });
});
