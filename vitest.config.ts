import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/*
 * Which test runs when follows from the folder it lies in and from what it says of itself; no file is named here.
 * What that means for a new test: test/README.md.
 */

const isLong = process.env['ZHIKONG_LONG'] === '1';

/** A file that sizes itself by `test/long.ts`, or that is long as a whole. */
const hasLongForm = (file: string) =>
  file.endsWith('.long.test.ts') ||
  /import \{[^}]*\b(?:isLong|sized)\b[^}]*\} from '[./]+\/long\.js'/.test(
    readFileSync(join(import.meta.dirname, file), 'utf8'),
  );

const files = readdirSync(join(import.meta.dirname, 'test'), { recursive: true, encoding: 'utf8' })
  .map((name) => `test/${name.replaceAll('\\', '/')}`)
  .filter((name) => name.endsWith('.test.ts'))
  .filter((name) => (isLong ? hasLongForm(name) : !name.endsWith('.long.test.ts')))
  .sort();

/** Declarations and pure functions; of databases only one in memory, and no process. */
const quick = /^test\/(?:docs|indicators|pipeline\/(?:statistics|define|compile|comply|calendar))\//;
/** Tests that change what all of a process shares, or that measure it: each file in a process of its own. */
const apart = /^test\/(?:faults|process)\//;

const projects = {
  quick: { include: files.filter((file) => quick.test(file)), isolate: false },
  shared: { include: files.filter((file) => !quick.test(file) && !apart.test(file)), isolate: false },
  apart: { include: files.filter((file) => apart.test(file)), isolate: true },
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    // Tests in a process of their own each load the program: from here, as the first of them has made it.
    experimental: { fsModuleCache: true },
    projects: Object.entries(projects)
      // A project that includes nothing would look for files itself.
      .filter(([, { include }]) => include.length > 0)
      .map(([name, project]) => ({
        test: {
          name,
          ...project,
          // These catch what hangs, not what is slow: a machine that others use may be ten times as slow as an idle one.
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      })),
  },
});
