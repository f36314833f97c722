import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What changes the world, or asks the clock or the dice. Reading, and counting time, may go on anywhere. */
const changing = [
  /\b(append|cp|copy|write|mk|rm|unlink|rename|link|symlink|truncate|ftruncate|chmod|fchmod|chown|utimes|futimes|fsync|fdatasync)[A-Za-z]*Sync\b/,
  /\bcreateWriteStream\b/,
  /from 'node:fs\/promises'/,
  /import \{[^}]*\b(appendFile|copyFile|cp|write|writev|writeFile|mkdir|mkdtemp|rm|rmdir|unlink|rename|link|symlink|truncate|ftruncate|chmod|fsync|fdatasync)\b[^}]*\} from 'node:fs'/,
  /import \{(?! type)[^}]*\b(spawn|spawnSync|exec|execSync|execFile|execFileSync|fork)\b[^}]*\} from 'node:child_process'/,
  /\bopenSync\([^)]*'(w|wx|a|ax|r\+|w\+|a\+)'/,
  /\bO_(WRONLY|RDWR|CREAT|APPEND|TRUNC)\b/,
  /\bDate\.now\b/,
  /\bnew Date\(\)/,
  /\bMath\.random\b/,
  /\brandom(Bytes|UUID|Int|FillSync|Fill)\b/,
];

/** The first thing in a source that belongs into effects.ts, or null. */
function foundIn(source: string): string | null {
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  for (const pattern of changing) {
    const found = pattern.exec(code);
    if (found) return found[0];
  }
  return null;
}

describe('every side effect of the pipeline', () => {
  it('goes through effects.ts', () => {
    const sources = readdirSync(join(root, 'pipeline'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => join(entry.parentPath, entry.name));
    expect(sources.length).toBeGreaterThan(150);
    const outside = sources
      .filter((path) => relative(root, path) !== join('pipeline', 'effects', 'effects.ts'))
      .flatMap((path) => {
        const found = foundIn(readFileSync(path, 'utf8'));
        return found === null ? [] : [`${relative(root, path)}: ${found}`];
      });
    expect(outside).toEqual([]);
    expect(foundIn(readFileSync(join(root, 'pipeline/effects/effects.ts'), 'utf8'))).not.toBeNull();
  });

  it.each([
    "import { mkdirSync } from 'node:fs'; mkdirSync('x')",
    "import { readFileSync, writeFile } from 'node:fs';",
    "import { spawn } from 'node:child_process';",
    "openSync(path, 'wx', 0o600)",
    'const at = Date.now();',
    'const at = new Date();',
    'randomBytes(4)',
  ])('is seen where it is not: %s', (source) => {
    expect(foundIn(source)).not.toBeNull();
  });

  it.each([
    "import { closeSync, openSync, readSync } from 'node:fs'; openSync(path, 'r')",
    "import type { ChildProcess } from 'node:child_process';",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text of a source
    'const day = new Date(`${text}T00:00:00Z`);',
  ])('does not count what only reads: %s', (source) => {
    expect(foundIn(source)).toBeNull();
  });
});
