/*
 * npm run build: compiles into dist, and leaves there what the sources of now give and nothing else. What has no source any more is taken
 * out when the rest is written: a program that runs from dist meanwhile always finds its files.
 *
 * dist/.npmignore names what the package does not use (its benches, its documentation, declarations that no entry shows), so that
 * the tarball holds what package.json's `bin` and `exports` reach: nobody keeps that list by hand.
 *
 * dist/.built tells of what dist was made: where neither the sources nor dist have changed since, nothing is compiled.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const dist = resolve('dist');
const stamp = join(dist, '.built');
const isNew = existsSync(stamp) && readFileSync(stamp, 'utf8') === state();
const emitted = isNew ? null : compile();
if (emitted) {
  sweep(dist);
  const examples = resolve('dist/pipeline/command/examples.js');
  if (emitted.has(examples)) await settle(examples, 'examples');
  const reached = reachedBy(entriesOf(JSON.parse(readFileSync('package.json', 'utf8'))));
  const unused = [...emitted].filter((path) => !reached.has(path)).map(inDist).sort();
  writeFileSync(join(dist, '.npmignore'), ['.built', ...unused].map((name) => `/${name}\n`).join(''));
  writeFileSync(stamp, state());
} else if (!isNew) process.exitCode = 1;

/** A hash of size and time of everything that dist is made of, and of what is in it; a file that is missing counts as such. */
function state() {
  const { include } = JSON.parse(readFileSync('tsconfig.build.json', 'utf8'));
  const made = filesIn(dist).filter((path) => path !== stamp);
  const compiled = made.flatMap((path) => (path.endsWith('.js') ? [inDist(path).replace(/\.js$/, '.ts')] : []));
  const settings = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
  const files = [...settings, process.argv[1], ...include.flatMap(filesIn), ...compiled, ...made];
  const hash = createHash('sha256').update(process.version);
  for (const path of [...new Set(files.map((file) => resolve(file)))].sort()) {
    const { size, mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { size: -1, mtimeMs: -1 };
    hash.update(`${path}\n${size} ${mtimeMs}\n`);
  }
  return `${hash.digest('hex')}\n`;
}

/** A file, or every file of a folder; none where there is neither. */
function filesIn(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found ? [path] : [];
  return readdirSync(path).flatMap((name) => filesIn(join(path, name)));
}

/** The files that the compiler wrote; null when it found a fault, which is printed. */
function compile() {
  const compiler = join(dirname(createRequire(resolve('package.json')).resolve('typescript/package.json')), 'bin/tsc');
  const options = ['-p', 'tsconfig.build.json', '--outDir', 'dist', '--listEmittedFiles'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [compiler, ...options], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const lines = (stdout ?? '').split(/\r?\n/);
  const told = lines.filter((line) => line !== '' && !line.startsWith('TSFILE: '));
  if (told.length > 0) process.stdout.write(`${told.join('\n')}\n`);
  process.stderr.write(stderr ?? '');
  const files = lines.flatMap((line) => (line.startsWith('TSFILE: ') ? [resolve(line.slice('TSFILE: '.length))] : []));
  return status === 0 && files.length > 0 ? new Set(files) : null;
}

/** Writes what a module works out when it is loaded into it as it is: help is asked for more often than technologies are added. */
async function settle(path, name) {
  const { [name]: value } = await import(pathToFileURL(path).href);
  writeFileSync(path, `export const ${name} = ${JSON.stringify(value)};\n`);
}

/** Removes what was not emitted, and folders that are left empty. */
function sweep(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) sweep(path);
    else if (!emitted.has(path)) rmSync(path, { force: true });
  }
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}

/** What package.json gives to users: programs, modules and their declarations. */
function entriesOf({ bin = {}, exports = {} }) {
  const targets = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(targets));
  return [...targets(bin), ...targets(exports)].map((path) => resolve(path));
}

/** The files that these load or declare by, directly or through others: `from`, `import()` and, of threads and processes, `new URL()`. */
function reachedBy(entries) {
  const reached = new Set();
  const open = [...entries];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    const isDeclaration = path.endsWith('.d.ts');
    for (const [, name] of readFileSync(path, 'utf8').matchAll(
      /(?:\bfrom|\bimport|\bimport\(|\bnew URL\()\s*['"](\.{1,2}\/[^'"]+\.js)['"]/g,
    )) {
      const target = resolve(dirname(path), isDeclaration ? name.replace(/\.js$/, '.d.ts') : name);
      if (!emitted.has(target)) throw new Error(`${path} names ${name}, which was not built`);
      open.push(target);
    }
  }
  return reached;
}

function inDist(path) {
  return relative(dist, path).replaceAll('\\', '/');
}
