import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeScaleFile } from '../../data-samples/generator/scale.js';

const rows = 30_000;
let folder = '';
let size = 0;
let lines: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'scale-'));
  size = writeScaleFile(join(folder, 'a.csv'), rows, 5, { year: 2026, month: 10 });
  lines = readFileSync(join(folder, 'a.csv'), 'utf8').split('\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('writeScaleFile', () => {
  it('writes a header and the rows asked for, about 106 bytes each', () => {
    expect(lines).toHaveLength(rows + 2);
    expect(lines.at(-1)).toBe('');
    expect(size / rows).toBeGreaterThan(102);
    expect(size / rows).toBeLessThan(110);
  });

  it('writes 13 plain cells a row, dated inside the 24 months', () => {
    const cells = lines.slice(1, -1).map((line) => line.split(','));
    expect(new Set(cells.map((row) => row.length))).toEqual(new Set([13]));
    expect(lines.some((line) => /["\r]/.test(line))).toBe(false);
    for (const row of cells) {
      const [started = '', ended = ''] = row.slice(5);
      expect(started >= '2024-11-01 00:00' && started < ended && ended < '2026-11-01').toBe(true);
    }
    expect(new Set(cells.map(([code]) => code)).size).toBe(120);
    expect(new Set(cells.map((row) => row[1])).size).toBe(rows);
  });

  it('leaves blank what the method does not have', () => {
    for (const line of lines.slice(1, -1)) {
      const cells = line.split(',');
      const [method = '', , , block, epidural, headache, procedures, infections, puncture] = cells.slice(4);
      expect(block !== '').toBe(method.includes('神经阻滞'));
      expect(epidural !== '').toBe(/硬膜外|腰硬/.test(method));
      expect(headache !== '').toBe(method.startsWith('腰'));
      expect(puncture !== '').toBe(/硬膜外|腰硬/.test(method));
      expect(Number(infections)).toBeLessThanOrEqual(Number(procedures));
    }
  });

  it('gives the same bytes for the same seed', () => {
    writeScaleFile(join(folder, 'b.csv'), rows, 5, { year: 2026, month: 10 });
    expect(readFileSync(join(folder, 'b.csv')).equals(readFileSync(join(folder, 'a.csv')))).toBe(true);
  });

  it('refuses more than ten million rows', () => {
    expect(() => writeScaleFile(join(folder, 'c.csv'), 10_000_001, 5, { year: 2026, month: 10 })).toThrow(
      RangeError,
    );
  });
});
