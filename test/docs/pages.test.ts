import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { documentationPages, stalePages } from '../../docs/generator/pages.js';
import { indicators } from '../../indicators/index.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = documentationPages(root);

describe('the pages that come from the definitions', () => {
  it('are what the definitions say now; otherwise run `npm run docs` and commit the difference', () => {
    expect(stalePages(root, pages)).toEqual([]);
  });

  it('has one for every code, with all versions of it', () => {
    for (const { code, version, hash } of indicators) {
      const text = pages.get(`docs/indicators/${code}.md`);
      expect(text, code).toContain(`## ${version}：`);
      expect(text, code).toContain(hash);
    }
  });

  it('names no path of this machine', () => {
    for (const [path, text] of pages) expect(text, path).not.toContain(root);
  });
});
