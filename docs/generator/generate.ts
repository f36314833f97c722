import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { documentationPages, stalePages, strayPages } from './pages.js';

/*
 * npm run docs            writes the pages that come from the definitions
 * npm run docs -- --check writes nothing, names the stale ones and exits with 1 if there are any
 */

const root = process.cwd();
const pages = documentationPages(root);
const stale = stalePages(root, pages);
const say = (text: string) => process.stdout.write(`${text}\n`);

if (process.argv.includes('--check')) {
  for (const path of stale) say(`stale: ${path}`);
  say(stale.length === 0 ? `${pages.size} pages, none stale` : 'run npm run docs and commit the difference');
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const [path, text] of pages) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  for (const path of strayPages(root, pages)) rmSync(join(root, path));
  say(`${pages.size} pages, ${stale.length} changed`);
}
