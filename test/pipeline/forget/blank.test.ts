import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { blankText } from '../../../pipeline/forget/blank-text.js';
import { blankWorkbook } from '../../../pipeline/forget/blank-workbook.js';
import { newFolder, remove } from '../fixture.js';
import { workbook } from '../read/workbook-fixture.js';
import { partsOf } from '../workbook/parts.js';

const folder = newFolder();
afterAll(() => remove(folder));
let made = 0;
const place = () => {
  made += 1;
  return join(folder, String(made));
};
const copyOf = (bytes: Uint8Array, encoding: Parameters<typeof blankText>[2], ...lines: number[]) => {
  const [from, to] = [place(), place()];
  writeFileSync(from, bytes);
  blankText(from, to, encoding, (line) => lines.includes(line));
  return readFileSync(to);
};
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('a text without some of its lines', () => {
  it.each([
    ['LF', 'h\na\nb\nc\n', 'h\n\nb\n\n'],
    ['CRLF', 'h\r\na\r\nb\r\nc\r\n', 'h\r\n\r\nb\r\n\r\n'],
    ['CR', 'h\ra\rb\rc', 'h\r\rb\r'],
    ['all three', 'h\r\na\rb\nc', 'h\r\n\rb\n'],
    ['no line end at the end', 'h\na\nb\nc', 'h\n\nb\n'],
  ])('keeps the line ends: %s', (_, text, expected) => {
    expect(copyOf(Buffer.from(text), 'utf-8', 2, 4).toString()).toBe(expected);
    expect(copyOf(Buffer.from(text, 'utf16le'), 'utf-16le', 2, 4)).toEqual(Buffer.from(expected, 'utf16le'));
    expect(copyOf(utf16be(text), 'utf-16be', 2, 4)).toEqual(utf16be(expected));
  });

  it('takes no half of a character for a line end', () => {
    // U+0A0D and U+0D0A hold the bytes of line ends; so does U+010A beside U+0A01.
    const text = '\u0a0d\u0d0a\n\u010a\u0a01\n中\n';
    expect(copyOf(Buffer.from(text, 'utf16le'), 'utf-16le', 2).toString('utf16le')).toBe(
      '\u0a0d\u0d0a\n\n中\n',
    );
  });

  it('is right where a line end lies across two chunks', () => {
    const long = 'x'.repeat((1 << 20) - 1);
    expect(copyOf(Buffer.from(`${long}\r\na\r\nb\r\n`), 'utf-8', 2).toString()).toBe(`${long}\r\n\r\nb\r\n`);
  });
});

describe('a workbook without some of its rows', () => {
  const sheets = [
    {
      name: 'A&B "x"',
      rows: [
        ['h', 'k'],
        ['GONE', 1.5],
        [' kept ', 44000.25],
        [null, { xml: ' t="e"><v>#N/A</v>' }],
        ['GONE', 'GONE'],
        ['_x000D_ a\nb', 1e21],
      ],
    },
    { name: 'other', state: 'hidden', rows: [['GONE elsewhere']] },
  ] as const;

  it('reads as the rest does, and holds nothing else', async () => {
    const [from, to] = [place(), place()];
    const extra = { 'xl/comments1.xml': '<comments>GONE</comments>', 'docProps/core.xml': '<x>GONE</x>' };
    writeFileSync(from, workbook({ sheets, formats: ['yyyy-mm-dd'], extra }));
    const isGone = (sheet: string, row: number) => sheet === 'other' || row === 2 || row === 5;
    expect(await blankWorkbook(from, to, isGone)).toBe(true);
    const parts = partsOf(readFileSync(to));
    expect(Object.values(parts).join('\n')).not.toContain('GONE');
    expect(Object.keys(parts).sort()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet2.xml',
    ]);
    expect(parts['xl/worksheets/sheet1.xml']).toContain('<row r="3">');
    expect(parts['xl/worksheets/sheet1.xml']).not.toContain('<row r="2">');
    // The same bytes at any time.
    const again = place();
    await blankWorkbook(from, again, isGone);
    expect(readFileSync(again)).toEqual(readFileSync(to));
  });
});
