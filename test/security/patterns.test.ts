import { describe, expect, it } from 'vitest';
import { tables } from '../../pipeline/contract/tables.js';
import { headerDictionaries } from '../../pipeline/mapping/dictionary.js';
import { cpuOf, growth, linear } from '../growth.js';
import { patience } from '../long.js';
import { partsOf, sourcesOf } from './sources.js';

/*
 * Patterns in SQL run in RE2, which is linear by construction. Those in TypeScript backtrack; each must be linear on
 * what it can be given.
 */

/** Patterns that only ever see short texts, the longest of which is named here, and why. */
const capped: Readonly<Record<string, readonly [longest: number, why: string]>> = {
  '/^\\*+|\\*+$/g': [200, 'a header is cut to 200 characters first'],
  '/0+$/': [16, 'the digits of one number'],
  '/\\[[^\\]]*\\]|::?[a-z-]+(\\([^)]*\\))?|#[\\w-]+/g': [200, 'one selector of our own style sheet'],
  '/\\B(?=(\\d{3})+(?!\\d))/g': [400, 'the digits of one number of ours'],
};

const long = 100_000;
const sources = sourcesOf('pipeline', 'reports', 'indicators');
const literals = [...sources].flatMap(([path, text]) =>
  partsOf(text).patterns.map((pattern) => ({ path, pattern })),
);

/** Pieces that the pattern itself names, and some that nearly every pattern meets. */
function piecesOf(pattern: string): string[] {
  const body = pattern.slice(1, pattern.lastIndexOf('/'));
  const named = body
    .replace(/\\u([0-9A-Fa-f]{4})|\\x([0-9A-Fa-f]{2})/g, (_, u, x) =>
      String.fromCharCode(Number.parseInt(u ?? x, 16)),
    )
    .replace(/\\[dDwWsSbBp]|\\(.)/g, '$1')
    .replace(/[()[\]{}|^?]/g, '');
  const words = body.match(/[\p{Script=Han}A-Za-z]{2,}/gu) ?? [];
  return [
    ...new Set([...named, ...words, ' ', '\t', '\n', '0', 'a', 'A', '一', '"', ',', '<', '\ud800', '*']),
  ].slice(0, 40);
}

/** Long texts that nearly match: repeats of one piece and of two, with an end that spoils them. */
function* adversaries(pattern: string, length: number): Generator<string> {
  const pieces = piecesOf(pattern);
  const repeated = (piece: string) => piece.repeat(Math.ceil(length / piece.length));
  for (const piece of pieces) for (const end of ['', '\u0001', 'x', ' ']) yield repeated(piece) + end;
  for (const first of pieces.slice(0, 14))
    for (const second of pieces.slice(0, 14)) if (first !== second) yield `${repeated(first + second)}\u0001`;
  for (const piece of pieces) yield `x${repeated(piece)}\u0001`;
}

/** The places, among the adversaries of a pattern, of those that take longest: a square stands out at any length. */
async function slowest(pattern: string, length: number, work: (text: string) => unknown): Promise<number[]> {
  const taken: { place: number; ms: number }[] = [];
  let place = 0;
  for (const text of adversaries(pattern, length)) {
    taken.push({ place, ms: await cpuOf(() => work(text)) });
    place += 1;
    if (Math.max(...taken.map(({ ms }) => ms)) > 2_000) break;
  }
  return taken
    .sort((a, b) => b.ms - a.ms)
    .slice(0, 3)
    .map((one) => one.place);
}

describe('every pattern of the code', () => {
  it('is found, and the few that are built at run time are known', () => {
    expect(literals.length).toBeGreaterThan(80);
    const built = [...sources]
      .filter(([, text]) => /new RegExp\(/.test(partsOf(text).code))
      .map(([path]) => path);
    expect(built.sort()).toEqual([
      ...['cell', 'clinical', 'date-forms', 'date', 'identifier', 'number', 'rounded-number', 'text'].map(
        (cell) => `pipeline/define/cells/${cell}.ts`, // asked below, through the cells
      ),
      'pipeline/load/intake/month-folder.ts', // the name of a folder, which no machine lets grow long
      'pipeline/message/mask.ts', // one run of one class
      'pipeline/read/odd-characters.ts', // one of the literals again, without its flags
      'pipeline/read/salvage.ts', // one of the literals again, for all places
      'pipeline/read/spoilt-header.ts', // the same beside a quote
      'pipeline/warehouse/database.ts', // names of our own parameters in statements of our own
    ]);
    for (const pattern of Object.keys(capped)) expect(literals.map((l) => l.pattern)).toContain(pattern);
  });

  it.each([...new Set(literals.map(({ pattern }) => pattern))])(
    '%s is linear',
    async (pattern) => {
      const [longest] = capped[pattern] ?? [long];
      const end = pattern.lastIndexOf('/');
      const regExp = new RegExp(pattern.slice(1, end), pattern.slice(end + 1));
      const work = (text: string) => text.replace(regExp, '');
      for (const place of await slowest(pattern, longest / 4, work)) {
        const textOf = (size: number) => [...adversaries(pattern, size)][place] ?? '';
        const times = await growth(textOf, work, longest);
        expect(times, JSON.stringify(textOf(20))).toBeLessThan(linear);
      }
    },
    patience,
  );
});

describe('every kind of cell', () => {
  const schemas = new Map(
    tables.flatMap((table) =>
      Object.entries(table.spec.fields).map(([, field]) => [field.meta.cell, field.schema] as const),
    ),
  );
  // A cell of more than 32,767 characters is refused before it is understood.
  const longest = 32_000;
  const textsOf = (size: number) =>
    [
      '1',
      '0',
      ' ',
      '-',
      '1-',
      '1/',
      '日',
      '1日',
      '1,',
      '1,000',
      '.',
      '%',
      '全麻+',
      ';',
      'a',
      '年',
      '\u3000',
      "'",
      '时',
      '上午',
      ':',
      '零',
      'e',
    ]
      .flatMap((piece) =>
        ['', '\u0001', ' ', 'x'].map((end) => piece.repeat(Math.floor(size / piece.length)) + end),
      )
      .flatMap((text) => [text, ` ${text}`, `1${text}1`, `2026-10-05 ${text}`]);

  it.each([...schemas].map(([cell, schema]) => [cell.kind, schema] as const))(
    '%s judges a long text in time linear in it',
    async (_, schema) => {
      for (const place of textsOf(1).keys()) {
        const textOf = (size: number) => textsOf(size)[place] ?? '';
        const times = await growth(textOf, (text) => schema.safeParse(text), longest);
        expect(times, JSON.stringify(textOf(5))).toBeLessThan(linear);
      }
    },
  );
});

it('the dictionaries have no header longer than what a header is looked at for', () => {
  for (const { fields } of headerDictionaries)
    for (const { headers } of fields) for (const header of headers) expect(header.length).toBeLessThan(200);
});
