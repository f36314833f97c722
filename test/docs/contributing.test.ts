import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sourcesOf } from '../security/sources.js';

const text = readFileSync('CONTRIBUTING.md', 'utf8');
const glossary = (text.split('## Glossary\n')[1] ?? '')
  .split('\n## ')[0]
  ?.split('\n')
  .filter((line) => /^\| (?!word |-)/.test(line) && !line.startsWith('|---'))
  .map((line) => line.slice(2, -2).split(' | '));

it('has every word of the glossary from the code, in its order, with one sentence', () => {
  const code = [...sourcesOf('pipeline').values()].join('\n').toLowerCase();
  const words = (glossary ?? []).map(([word = '']) => word);
  expect(words.length).toBeGreaterThan(40);
  expect(words).toEqual([...words].sort());
  for (const [word = '', chinese = '', meaning = '', ...more] of glossary ?? []) {
    for (const each of word.split(', '))
      expect(code, each).toMatch(new RegExp(`\\b${each.replace(/[- ]/g, '[- ]')}s?\\b`));
    expect(chinese, word).toMatch(/^\p{Script=Han}/u);
    expect(meaning, word).toMatch(/^[A-Z].*\.$/);
    expect(more, word).toEqual([]);
  }
});

it('names files, folders and commands that are there', () => {
  const linked = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);
  const named = [
    ...text.matchAll(/(?:`|npx vitest run )((?:\.ci|docs|indicators|pipeline|test)\/[\w./-]*)/g),
  ].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(10);
  for (const path of [...linked, ...named]) expect(existsSync(path), path).toBe(true);
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  for (const [, script = ''] of text.matchAll(/npm run ([\w:]+)/g)) expect(scripts).toHaveProperty([script]);
});
