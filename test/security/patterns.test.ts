import { describe, expect, it } from 'vitest';
import { headerDictionaries } from '../../pipeline/stage/dictionary.js';
import { tables } from '../../pipeline/stage/tables.js';
import { partsOf, sourcesOf } from './sources.js';

/*
 * Patterns in SQL run in RE2, which is linear by construction. Those in TypeScript backtrack; each must be linear on
 * what it can be given.
 */

/** Patterns that only ever see short texts, the longest of which is named here, and why. */
const capped: Readonly<Record<string, readonly [longest: number, why: string]>> = {
  '/^\\*+|\\*+$/g': [200, 'a header is cut to 200 characters first'],
  '/0+$/': [16, 'the digits of one number'],
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

/** Milliseconds of the quickest of a few tries; one is enough where it was quick. A busy machine only adds to them. */
function timeOf(work: () => unknown): number {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 4 && least > 20 && !(least > 2_000 && tries > 0); tries += 1) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

function slowest(pattern: string, length: number): { ms: number; text: string } {
  const end = pattern.lastIndexOf('/');
  const regExp = new RegExp(pattern.slice(1, end), pattern.slice(end + 1));
  let worst = { ms: 0, text: '' };
  for (const text of adversaries(pattern, length)) {
    const ms = timeOf(() => text.replace(regExp, ''));
    if (ms > worst.ms) worst = { ms, text };
    if (ms > 2_000) break;
  }
  return worst;
}

describe('every pattern of the code', () => {
  it('is found, and the few that are built at run time are known', () => {
    expect(literals.length).toBeGreaterThan(80);
    const built = [...sources]
      .filter(([, text]) => /new RegExp\(/.test(partsOf(text).code))
      .map(([path]) => path);
    expect(built).toEqual([
      'pipeline/mask.ts', // one run of one class
      'pipeline/read/odd-characters.ts', // one of the literals again, without its flags
      'pipeline/read/salvage.ts', // one of the literals again, for all places
      'pipeline/stage/cells/number.ts', // asked below, through the cells
      'pipeline/warehouse/database.ts', // names of our own parameters in statements of our own
    ]);
    for (const pattern of Object.keys(capped)) expect(literals.map((l) => l.pattern)).toContain(pattern);
  });

  it.each([...new Set(literals.map(({ pattern }) => pattern))])(
    '%s is linear',
    (pattern) => {
      const [longest] = capped[pattern] ?? [long];
      // A square would take sixteen times as long on four times the text; so near to nothing a clock says little.
      const quarter = slowest(pattern, longest / 4);
      expect(quarter.ms, JSON.stringify(quarter.text.slice(0, 20))).toBeLessThan(400);
      const whole = slowest(pattern, longest);
      expect(whole.ms, JSON.stringify(whole.text.slice(0, 20))).toBeLessThan(2_000);
      if (whole.ms > 100) expect(whole.ms / Math.max(quarter.ms, 1)).toBeLessThan(12);
    },
    120_000,
  );
});

describe('every kind of cell', () => {
  const schemas = new Map(
    tables.flatMap((table) =>
      Object.entries(table.spec.fields).map(([, field]) => [field.meta.cell, field.schema] as const),
    ),
  );
  // A cell of more than 32,767 characters is refused before it is understood.
  const texts = [
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
  ]
    .flatMap((piece) =>
      ['', '\u0001', ' ', 'x'].map((end) => piece.repeat(Math.floor(32_000 / piece.length)) + end),
    )
    .flatMap((text) => [text, ` ${text}`, `1${text}1`, `2026-10-05 ${text}`]);

  it.each([...schemas].map(([cell, schema]) => [cell.kind, schema] as const))(
    '%s judges a long text at once',
    (_, schema) => {
      for (const text of texts) {
        const ms = timeOf(() => schema.safeParse(text));
        expect(ms, JSON.stringify(text.slice(0, 20))).toBeLessThan(300);
      }
    },
  );
});

it('the dictionaries have no header longer than what a header is looked at for', () => {
  for (const { fields } of headerDictionaries)
    for (const { headers } of fields) for (const header of headers) expect(header.length).toBeLessThan(200);
});
