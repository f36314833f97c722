import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apostropheDoubled, guardedCell, unguardedCell } from '../../../pipeline/receipt/guarded-cell.js';

describe('guardedCell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@x', "'@x"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['＝1', "'＝1"],
    ["'x", "''x"],
    ['110101199003077570', "'110101199003077570"],
    ['00012', "'00012"],
    ['1E5', "'1E5"],
    ['3-5', "'3-5"],
    ['3.50', "'3.50"],
    ['2026-10-05 08:00:30', "'2026-10-05 08:00:30"],
    [' 5', "' 5"],
    ['MAR1', "'MAR1"],
    ['Dec-5', "'Dec-5"],
    // These a spreadsheet leaves as they are.
    ['', ''],
    ['0', '0'],
    ['57', '57'],
    ['12345678901', '12345678901'],
    ['VA', 'VA'],
    ['心源性休克', '心源性休克'],
    ['Marfan', 'Marfan'],
    ['a=1', 'a=1'],
  ])('gives %j as %j', (text, guarded) => {
    expect(guardedCell(text)).toBe(guarded);
  });

  it('comes back as it was, whatever it is, from a CSV file and from a workbook', () => {
    const start = fc.constantFrom('', "'", "''", '=', '+', '-', '@', '\t', '\r', '\n', '＝', '1', '０', ' 1');
    fc.assert(
      fc.property(start, fc.string({ unit: 'binary', maxLength: 8 }), (head, tail) => {
        const text = head + tail;
        expect(unguardedCell(guardedCell(text))).toBe(text);
        expect(unguardedCell(apostropheDoubled(text))).toBe(text);
        expect(guardedCell(text)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes nothing from a cell that was typed anew', () => {
    expect(unguardedCell('=1')).toBe('=1');
    expect(unguardedCell('00012')).toBe('00012');
  });
});
