import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnLetters } from '../../../pipeline/message/column-letters.js';
import { parseAddress, parseRange } from '../../../pipeline/read/xlsx/cell-address.js';
import { decimalText } from '../../../pipeline/read/xlsx/decimal.js';
import { numberFormat, readFormat } from '../../../pipeline/read/xlsx/number-format.js';
import {
  bareDate,
  civilDate,
  elapsedText,
  isPlausibleSerial,
  serialText,
} from '../../../pipeline/read/xlsx/serial-date.js';
import { decodeEscapes } from '../../../pipeline/read/xlsx/text-run.js';
import { growth, linear } from '../../growth.js';

const DAY = 86_400_000;
const iso = (days: number) => new Date(days * DAY).toISOString().slice(0, 10);

describe('civilDate', () => {
  it('agrees with the calendar of the runtime on every day from 1899 to 2500', () => {
    for (let days = -25_600; days < 193_000; days += 1) {
      const [year, month, day] = civilDate(days);
      const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      if (text !== iso(days)) throw new Error(`${days}: ${text} is not ${iso(days)}`);
    }
  });
});

describe('serialText', () => {
  const text = (serial: number, date1904 = false) => serialText(serial, bareDate, date1904);

  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [36_526, '2000-01-01'],
    [45_000, '2023-03-15'],
    [46_086, '2026-03-05'],
    [46_086.60416666666, '2026-03-05 14:30'],
    [46_086.60421296296, '2026-03-05 14:30:04'],
    [46_086.999999, '2026-03-06'],
    [46_086.5, '2026-03-05 12:00'],
    [2_958_465, '9999-12-31'],
  ])('is for serial %d the time %s', (serial, expected) => {
    expect(text(serial)).toEqual({ text: expected });
  });

  it('says nothing for the day that never was, and outside the calendar', () => {
    expect(text(60)).toEqual({ rule: 'excel-serial-60' });
    expect(text(60.5)).toEqual({ rule: 'excel-serial-60' });
    for (const serial of [0, 0.5, -1, 2_958_466, 1e14])
      expect(text(serial)).toEqual({ rule: 'excel-serial' });
  });

  it('counts from 1904 where the workbook says so, with a real serial 60', () => {
    expect(text(0, true)).toEqual({ text: '1904-01-01' });
    expect(text(60, true)).toEqual({ text: '1904-03-01' });
    expect(text(46_086 - 1_462, true)).toEqual({ text: '2026-03-05' });
  });

  it('shows midnight where the format has a time, and a time alone without a day', () => {
    const stamp = readFormat('yyyy-mm-dd hh:mm');
    const clock = readFormat('h:mm');
    if (stamp.kind !== 'date' || clock.kind !== 'date') throw new Error('not dates');
    expect(serialText(46_086, stamp, false)).toEqual({ text: '2026-03-05 00:00' });
    expect(serialText(0.604166666666667, clock, false)).toEqual({ text: '14:30' });
    expect(serialText(46_086.60416666667, clock, false)).toEqual({ text: '2026-03-05 14:30' });
  });

  it('gives back every second of a day', () => {
    for (let second = 0; second < 86_400; second += 7) {
      const expected = new Date(Date.UTC(2026, 2, 5) + second * 1000).toISOString();
      const shown = serialText(46_086 + second / 86_400, { ...bareDate, time: true }, false);
      const clock = expected.slice(11, second % 60 === 0 ? 16 : 19);
      if (!('text' in shown) || shown.text !== `2026-03-05 ${clock}`) throw new Error(JSON.stringify(shown));
    }
  });
});

describe('isPlausibleSerial', () => {
  it('takes serials of 1910 to 2099 and no years, months or days written as numbers', () => {
    for (const serial of [3_654, 30_000, 46_086.6, 73_050])
      expect(isPlausibleSerial(serial, false)).toBe(true);
    for (const number of [0, 1, 60, 1985, 2026, 3_653, 73_051, 202_603, 20_260_305, -46_086]) {
      expect(isPlausibleSerial(number, false)).toBe(false);
    }
  });
});

describe('elapsedText', () => {
  it('counts hours beyond a day', () => {
    expect([elapsedText(1.5), elapsedText(0.0208333333), elapsedText(-1)]).toEqual([
      '36:00:00',
      '0:30:00',
      '-24:00:00',
    ]);
  });
});

describe('readFormat', () => {
  it.each([
    'yyyy-mm-dd',
    'yyyy/m/d;@',
    'yyyy"年"m"月"d"日"',
    'yyyy年m月d日',
    '[$-804]yyyy"年"m"月"d"日";@',
    '[$-F800]dddd, mmmm dd, yyyy',
    '[DBNum1][$-804]yyyy年m月d日',
    'mm-dd-yy',
    'D/M/YYYY H:MM AM/PM',
    'm月d日',
  ])('sees a date in %s', (code) => {
    expect(readFormat(code)).toMatchObject({ kind: 'date', day: true, clock: false });
  });

  it.each(['h:mm', 'hh:mm:ss', 'mm:ss', 'h:mm AM/PM', '[$-804]上午/下午h"时"mm"分"', 'mm:ss.0'])(
    'sees a time alone in %s',
    (code) => {
      expect(readFormat(code)).toMatchObject({ kind: 'date', time: true, clock: true });
    },
  );

  it.each([
    'General',
    'G/通用格式',
    '0.00',
    '#,##0',
    '#,##0.00;[Red]-#,##0.00',
    '0.00E+00',
    '0" days"',
    '0.0\\d',
    '0_d',
    '[Red]0',
    '[>=100]0;0.0',
    '"年月日"0',
    '¥#,##0.00',
    '@',
    '# ?/?',
    '0;d',
    '"unclosed d',
  ])('sees a plain number in %s', (code) => {
    expect(readFormat(code).kind).toBe('plain');
  });

  it('tells percentages, leading zeros, lengths of time, and months', () => {
    expect(readFormat('0.0%')).toEqual({ kind: 'percent' });
    expect(readFormat('0"%"').kind).toBe('plain');
    expect(readFormat('00000')).toEqual({ kind: 'zeros', digits: 5 });
    expect(readFormat('0').kind).toBe('plain');
    expect(readFormat('[h]:mm:ss')).toEqual({ kind: 'elapsed' });
    expect(readFormat('yyyy"年"m"月"')).toMatchObject({ kind: 'date', day: false });
  });

  it('knows the built-in ones, and the Chinese ones among them', () => {
    const dates = [14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 47, ...span(27, 36), ...span(50, 58)];
    for (const id of dates) expect([id, numberFormat(id, undefined).kind]).toEqual([id, 'date']);
    for (const id of [...span(0, 8), ...span(11, 13), ...span(23, 26), ...span(37, 44), 48, 49, 59, 163]) {
      expect([id, numberFormat(id, undefined).kind]).toEqual([id, 'plain']);
    }
    expect(numberFormat(46, undefined).kind).toBe('elapsed');
    expect(numberFormat(14, '0.00').kind).toBe('plain');
  });

  it('takes linear time on hostile codes', async () => {
    for (const [end, piece] of [
      ['', '['],
      ['', 'y'],
      ['"', '""'],
      ['', 'a/'],
    ] as const) {
      const times = await growth((size) => piece.repeat(size) + end, readFormat, 100_000);
      expect(times, piece).toBeLessThan(linear);
    }
  });
});

describe('decimalText', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [45_000, '45000'],
    [37.5, '37.5'],
    [-0.5, '-0.5'],
    [37.299999999999997, '37.3'],
    [0.1 + 0.2, '0.3'],
    [1.1 * 3, '3.3'],
    [1 / 3, '0.333333333333333'],
    [1e-7, '0.0000001'],
    [123_456_789_012_345, '123456789012345'],
    [1e15, '1000000000000000'],
    [100, '100'],
  ])('writes %d as %s', (number, text) => {
    expect(decimalText(number)).toBe(text);
  });

  it('moves the point exactly for a percentage', () => {
    expect([0.4, 0.405, 0.07, 1, 0.0005, 12].map((n) => decimalText(n, 2))).toEqual([
      '40',
      '40.5',
      '7',
      '100',
      '0.05',
      '1200',
    ]);
  });

  it('keeps every decimal of up to fifteen digits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999_999_999_999 }),
        fc.integer({ min: 0, max: 20 }),
        (n, e) => {
          const written = `${n}e-${e}`;
          expect(Number(decimalText(Number(written)))).toBe(Number(written));
          expect(decimalText(Number(written))).toMatch(/^\d+(?:\.\d*[1-9])?$/);
        },
      ),
    );
  });
});

describe('decodeEscapes', () => {
  it('reads what XML cannot hold, once', () => {
    expect(decodeEscapes('a_x000D_b_x005F_x000D_c_x41_')).toBe('a\rb_x000D_c_x41_');
  });
});

describe('cell addresses', () => {
  it('are read and written', () => {
    for (const [column, text] of [
      [1, 'A'],
      [26, 'Z'],
      [27, 'AA'],
      [703, 'AAA'],
      [16_384, 'XFD'],
    ] as const) {
      expect(columnLetters(column)).toBe(text);
      expect(parseAddress(`${text}7`)).toEqual({ row: 7, column });
    }
    expect(parseRange('A1:C2')).toEqual([1, 1, 2, 3]);
  });

  it.each(['XFE1', 'A1048577', 'A0', 'A', '1', 'a1', 'A1B', 'AAAA1', `A${'1'.repeat(100_000)}`])(
    'are refused outside a sheet: %s',
    (text) => {
      expect(parseAddress(text)).toBeNull();
    },
  );
});

function span(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
