import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { indicators, norms } from '../../indicators/index.js';
import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { apiPage } from './api-page.js';
import { coveragePage } from './coverage-page.js';
import { declarations, declaredIn, fileOf, lineOf } from './definition-file.js';
import { dependenciesPage } from './dependencies-page.js';
import { factsPage } from './facts-page.js';
import { indicatorPage } from './indicator-page.js';
import { withIndicatorTable } from './indicator-table.js';
import { normPage } from './norm-page.js';
import { wordsPage } from './words-page.js';
import { workedRows } from './worked-rows.js';

/** Folders that hold nothing but generated pages. */
export const generatedFolders = ['docs/indicators', 'docs/norms'] as const;

/** Every generated page: its path from the root of the project, and its text. */
export function documentationPages(root: string): ReadonlyMap<string, string> {
  const byCode = new Map<string, DefinedIndicator[]>();
  for (const indicator of indicators)
    byCode.set(indicator.code, [...(byCode.get(indicator.code) ?? []), indicator]);
  const readme = 'indicators/README.md';
  return new Map([
    ...[...byCode].map(
      ([code, versions]) =>
        [
          `docs/indicators/${code}.md`,
          indicatorPage(versions, norms, (one) => sourcesOf(root, one)),
        ] as const,
    ),
    ...norms.flatMap((norm) =>
      norm.clauseSet
        ? [[`docs/norms/${norm.clauseSet.prefix}.md`, normPage(norm, norm.clauseSet)] as const]
        : [],
    ),
    [
      'docs/api.md',
      apiPage(
        root,
        'pipeline/index.ts',
        'zhikong',
        "What `import … from 'zhikong'` gives. How to ask with it: [for analysts](for-analysts.en.md), [分析人员](for-analysts.md). Statistics are [`zhikong/statistics`](api-statistics.md).",
      ),
    ],
    [
      'docs/api-statistics.md',
      apiPage(
        root,
        'pipeline/statistics/index.ts',
        'zhikong/statistics',
        'Pure functions on counts and series. Every example is run by a test; a method names its source.',
      ),
    ],
    ['docs/coverage.md', coveragePage(indicators, norms)],
    ['docs/dependencies.md', dependenciesPage(root)],
    ['docs/facts.md', factsPage(indicators, declarations(root))],
    ['docs/words.md', wordsPage()],
    [readme, withIndicatorTable(readFileSync(join(root, readme), 'utf8'), indicators, norms)],
  ]);
}

/** Where a definition is declared, at the line that decides, and its worked cases. */
function sourcesOf(root: string, indicator: DefinedIndicator) {
  const path = declaredIn(indicator);
  const worked = workedRows(root, `test/indicators/${fileOf(indicator)}`);
  // A definition that shares a file with others is linked to its folder.
  if (!existsSync(join(root, path))) return { declaredAt: 'indicators', worked };
  const decisive = [/^ {2}numerator: /, /^ {2}(?:of|observed|median|centre): /];
  const line = lineOf(readFileSync(join(root, path), 'utf8'), ...decisive);
  return {
    declaredAt: line === null ? path : `${path}#L${line}`,
    worked,
  };
}

/** Files in the generated folders that no definition has a page for any more. */
export function strayPages(root: string, pages: ReadonlyMap<string, string>): readonly string[] {
  return generatedFolders
    .flatMap((folder) => namesIn(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((path) => !pages.has(path));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Paths whose page on disk is missing, differs, or should not be there. */
export function stalePages(root: string, pages: ReadonlyMap<string, string>): readonly string[] {
  const differing = [...pages].filter(([path, text]) => textOf(join(root, path)) !== text);
  return [...differing.map(([path]) => path), ...strayPages(root, pages)];
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
