import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDemo } from '../../data-samples/generator/demo.js';
import { publicNames } from '../../docs/generator/public-names.js';
import * as main from '../../pipeline/index.js';
import { oneThreaded, writeFiles } from '../pipeline/fixture.js';

/* Every example of a docstring is run: one line, or a block whose last line is an expression and what it gives. */

interface Example {
  readonly file: string;
  readonly before: string;
  readonly expression: string;
  readonly value: string;
}

const root = join(import.meta.dirname, '..', '..');
const place = mkdtempSync(join(tmpdir(), 'zhikong-examples-'));
/** What examples may name beside the exports: a workspace, the inbox of a small month, and a file in it. */
const given = {
  workspace: join(place, 'workspace'),
  inbox: join(place, 'inbox'),
  file: join(place, 'inbox', '2026-10', 'H0201', 'ECMO病例.csv'),
};

const examples: readonly Example[] = ['pipeline', 'reports', 'indicators', 'docs/generator']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
  )
  // Those of the statistics are run to six decimals beside their vectors.
  .filter((file) => !file.startsWith('pipeline/statistics/'))
  .flatMap((file) =>
    [
      ...readFileSync(join(root, file), 'utf8').matchAll(
        /@example[ \t]*(.*)((?:\n\s*\* ```ts[\s\S]*?```)?)/g,
      ),
    ].map(([, line = '', block = '']): Example => {
      const lines = (line || block.replace(/^\s*\* ?/gm, '').replace(/```(?:ts)?/g, '')).trim().split('\n');
      const [, expression = '', value = ''] = /^(.+?);? \/\/ => (.+)$/.exec(lines.at(-1) ?? '') ?? [];
      return { file, before: lines.slice(0, -1).join('\n'), expression, value };
    }),
  );

beforeAll(async () => {
  writeFiles(join(given.inbox, '2026-10'), Object.fromEntries(makeDemo().files));
  oneThreaded(given.workspace);
  await main.run({ month: '2026-10', workspace: given.workspace, inbox: given.inbox });
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

describe('the examples in the docstrings', () => {
  it('are there', () => expect(examples.length).toBeGreaterThan(19));

  it.each(examples)('$file: $expression gives $value', async ({ file, before, expression, value }) => {
    expect(expression, 'an example ends with “expression // => value”').not.toBe('');
    const module: Record<string, unknown> = await import(
      /* @vite-ignore */ pathToFileURL(join(root, file)).href
    );
    const names = { ...main, ...module, ...given };
    const run = (code: string): Promise<unknown> =>
      new Function(...Object.keys(names), `return (async () => { ${code} })();`)(...Object.values(names));
    expect(await run(`${before}\nreturn (${expression});`)).toEqual(await run(`return (${value});`));
  });
});

describe('what the package exports', () => {
  it.each(['pipeline/index.ts', 'pipeline/statistics/index.ts'])('has docstrings: %s', (entry) => {
    const bare = publicNames(root, entry).filter(({ text }) => text === '');
    expect(bare.map(({ name }) => name)).toEqual([]);
  });
});
