import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { caseTableNames, sections, technologies } from '../../pipeline/technology/index.js';

const root = join(import.meta.dirname, '..', '..');

/** What a technology is made of: its declaration, its table, and the words and scores of that table's columns. */
const own = [
  /^pipeline\/technology\//,
  /^pipeline\/cases\/(?:ecmo|vad|anesthesia)-/,
  /^pipeline\/scores\//,
  /^pipeline\/template\/clinical-definitions\.ts$/,
  /^pipeline\/describe\/derived-facts\.ts$/,
];

/** The text without comments. */
const codeOf = (path: string) =>
  readFileSync(join(root, path), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/^\s*\/\/.*$/gm, '');

const words = [
  ...technologies.map(({ id }) => id).filter((id) => /[A-Z]/.test(id)),
  ...caseTableNames,
  ...sections.map(({ prefix }) => `${prefix}-`),
  'VAD',
  'anesthesia',
  'anaesthesia',
  'ecmo',
  'vad_',
];

const files = ['pipeline', 'reports']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name.replaceAll('\\', '/')}`,
    ),
  )
  .filter((path) => path.endsWith('.ts') && !own.some((of) => of.test(path)));

describe('technologies', () => {
  it('are named where they are declared, and nowhere else', () => {
    expect(files.length).toBeGreaterThan(300);
    expect(files.filter((path) => words.some((word) => codeOf(path).includes(word)))).toEqual([]);
  });
});
