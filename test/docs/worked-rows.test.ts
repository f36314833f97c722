import { describe, expect, it } from 'vitest';
import { fileOf } from '../../docs/generator/definition-file.js';
import { indicatorPage } from '../../docs/generator/indicator-page.js';
import { countsAs, workedRows } from '../../docs/generator/worked-rows.js';
import { indicators } from '../../indicators/index.js';

const workedOf = (folder: string) => workedRows(process.cwd(), `test/indicators/${folder}`);

/** Shares of cases, where a row counts by itself and its reason begins with how. */
const shares = indicators
  .filter(({ measure, unit }) => measure === 'proportion' && unit.numerator !== 'patient')
  .map((indicator) => ({ folder: fileOf(indicator), worked: workedOf(fileOf(indicator)) }))
  .filter(({ worked }) => worked?.expected.length === 2 && worked.rows.some(({ why }) => /^met\b/.test(why)));

describe('the worked cases on the page of an indicator', () => {
  it('are there for every definition', () => {
    expect(indicators.map(fileOf).filter((folder) => !workedOf(folder)?.rows.length)).toEqual([]);
    expect(shares.length).toBeGreaterThan(80);
  });

  it.each(shares)('of $folder say of each row how it counts, and come to the figure', ({ worked }) => {
    const [head = [], figure = []] = worked?.expected ?? [];
    const rowsThat = (counts: string) =>
      (worked?.rows ?? [])
        .filter((row) => row.counts?.startsWith(counts))
        .reduce((sum, { times }) => sum + times, 0);
    const found = {
      numerator: rowsThat('计入分子'),
      pending: rowsThat('未到期'),
      unknown: rowsThat('结局未明'),
      excluded: rowsThat('排除'),
      undated: rowsThat('不能归类'),
    };
    const expected = Object.keys(found).map((name) => [name, Number(figure[head.indexOf(name)])]);
    expect(found).toEqual(Object.fromEntries(expected));
  });

  it.each([
    ['unknown and not met: blank is not yes', '结局未明，按“否”计'],
    ['unknown: blank', '结局未明'],
    ['not met by itself: dead', '单看此行不符合'],
    ['met; a blank stage takes nobody out', '计入分子'],
    ['20 runs: not fewer than 20', null],
    ['metformin was given', null],
  ])('%s', (why, counts) => {
    expect(countsAs(why)).toBe(counts);
  });

  it('put rows together that follow each other with one reason, and say how many', () => {
    const rows = workedOf('ecmo-small-centres')?.rows ?? [];
    expect(rows.map(({ times }) => times)).toContain(20);
    expect(rows.length).toBeLessThan(20);
  });

  it('stand with the way to the file that declares the definition', () => {
    const [first] = indicators;
    if (!first) throw new Error('no indicator');
    const page = indicatorPage([first], [], () => ({
      declaredAt: 'indicators/x/y.ts#L7',
      worked: {
        folder: 'test/indicators/x',
        rows: [{ name: 'H1 7', counts: '排除', why: 'excluded: a | b', times: 2 }],
        expected: [['numerator'], ['1']],
      },
    }));
    expect(page).toContain('[`indicators/x/y.ts`](../../indicators/x/y.ts#L7)');
    expect(page).toContain('| H1 7（2） | 排除 | excluded: a \\| b |');
    expect(page).toContain('(../../test/indicators/x/cases.csv)');
    expect(page).toContain('| numerator |\n|---|\n| 1 |');
  });
});
