import { describe, expect, it } from 'vitest';
import { indicators } from '../../indicators/index.js';
import { printP } from '../../reports/print/number.js';
import { printBound, printRate, printThreshold } from '../../reports/print/rate.js';
import { figure } from './fixture.js';

const named = (code: string) => {
  const found = indicators.find((indicator) => indicator.code === code);
  if (!found) throw new Error(`no indicator ${code}`);
  return found;
};
const removal = named('ECMO-01');
const counted = (met: number, mature: number, code = 'ECMO-01') =>
  figure(named(code), ['hospital', 'H', 'rolling12', '2025-11..2026-10', ''], {
    met,
    mature,
    pending: 0,
    unknown: 0,
    excluded: 0,
  });
const printed = (met: number, mature: number, code = 'ECMO-01') =>
  printRate(counted(met, mature, code), named(code), 'zh');

describe('printRate', () => {
  it('adds decimals until a miss does not look like the threshold', () => {
    expect(printed(9999, 25000)).toBe('39.996%');
    expect(printed(15_999_999, 40_000_000)).toBe('39.999998%');
  });

  it('prints the threshold itself where the counts are exactly at it', () => {
    expect(printed(10, 25)).toBe('40.0%');
  });

  it('is on the side of the threshold on which the counts are, for all small counts', () => {
    for (let n = 1; n <= 120; n++) {
      for (let x = 0; x <= n; x++) {
        const shown = Number((printed(x, n) ?? '').slice(0, -1));
        expect(Math.sign(shown - 40), `${x}/${n}`).toBe(Math.sign(x * 100 - 40 * n));
      }
    }
  });

  it('never prints all where one was missed, nor nothing where one happened', () => {
    expect(printed(9999, 10000)).toBe('99.99%');
    expect(printed(1, 1_000_000)).toBe('0.00010%');
    expect(printed(0, 12)).toBe('0.0%');
    expect(printed(12, 12)).toBe('100.0%');
  });

  it('keeps rare events apart from their threshold', () => {
    expect(Number(printed(1, 9999, 'CQ-03')?.slice(0, -1))).toBeGreaterThan(0.01);
    expect(Number(printed(1, 10001, 'CQ-03')?.slice(0, -1))).toBeLessThan(0.01);
  });

  it('gives null where there is nothing to divide by', () => {
    expect(printed(0, 0)).toBeNull();
  });

  it('divides a median into the unit shown', () => {
    const hours = named('ECMO-E07');
    expect(printRate({ ...counted(0, 9, 'ECMO-E07'), rate: 7230 }, hours, 'zh')).toBe('120.5 小时');
  });
});

describe('the other numbers', () => {
  it('print a bound on its own side of the threshold', () => {
    expect(printBound(0.39996, counted(10, 25), removal, 'zh')).toBe('39.996%');
  });

  it('print a threshold with no more decimals than it has', () => {
    expect(printThreshold(0.4, removal, 'zh')).toBe('40%');
    expect(printThreshold(0.0001, named('CQ-03'), 'zh')).toBe('0.01%');
  });

  it('print p on its own side of 0.05', () => {
    expect(printP(0.0496)).toBe('p\u00A0=\u00A00.0496');
    expect(printP(0.0504)).toBe('p\u00A0=\u00A00.0504');
    expect(printP(0.4159)).toBe('p\u00A0=\u00A00.42');
    expect(printP(0.00001)).toBe('p\u00A0<\u00A00.001');
  });
});
