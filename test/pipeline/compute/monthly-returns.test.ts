import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explain, findIndicator } from '../../../pipeline/ask/explain.js';
import type { Figure } from '../../../pipeline/figure/figures.js';
import { csv, Province } from '../fixture.js';

/*
 * Two months sent by one hospital, the later correcting the earlier, and one by another that has no obstetrics:
 *
 *   H1 September   10 physicians, corrected to 12; 5 nurses; 3 anaesthetics, 1 called off before
 *   H1 October     12 physicians; nurses blank; no case
 *   H2 October     4 physicians; 6 nurses; 1 anaesthetic
 */
const counts = (...rows: [hospital_id: string, month: string, item: string, value: string][]) =>
  csv(rows.map(([hospital_id, month, item, value]) => ({ hospital_id, month, item, value })));
const anesthetic = (anesthesia_no: string, started_at: string, cancelled = '未取消') => ({
  anesthesia_no,
  started_at,
  methods: '全身麻醉',
  cancelled,
});
const codes = ['AQI-DNR-01', 'AQI-ACC-02', 'AQI-EPD-26'] as const;

let province: Province;
let figures: Figure[];
beforeAll(async () => {
  province = await Province.open();
  await province.send('2026-09', {
    'hospitals.csv': csv(['H1', 'H2'].map((name) => ({ hospital_id: name, name }))),
    'counts-09.csv': counts(
      ['H1', '2026-09', 'anesthesia_physicians', '10'],
      ['H1', '2026-09', 'anesthesia_nurses', '5'],
    ),
    'H1/cases.csv': csv([
      anesthetic('A1', '2026-09-01 00:00'),
      anesthetic('A2', '2026-09-15 08:00'),
      anesthetic('A3', '2026-09-30 23:59'),
      anesthetic('A4', '2026-09-16 08:00', '入室后麻醉前'),
    ]),
  });
  await province.send('2026-10', {
    'counts-10.csv': counts(
      ['H1', '2026-09', 'anesthesia_physicians', '12'],
      ['H1', '2026-10', 'anesthesia_physicians', '12'],
      ['H2', '2026-10', 'anesthesia_physicians', '4'],
      ['H2', '2026-10', 'anesthesia_nurses', '6'],
    ),
    'H2/cases.csv': csv([anesthetic('B1', '2026-10-02 08:00')]),
  });
  figures = await province.figures('2026-10', '2026-10-31', codes.map(findIndicator));
});
afterAll(() => province.close());

const year = (code: string, unit: string) =>
  figures.find((f) => f.code === code && f.unit === unit && f.period === '2026');

describe('the monthly returns', () => {
  it('take the latest count of an item and keep the others of the month', () => {
    // September: 5 nurses of the first file, 12 physicians of the second. October: nurses blank.
    expect(year('AQI-DNR-01', 'H1')).toMatchObject({ numerator: 5, denominator: 12, unknown: 1 });
  });

  it('count anaesthetics only where cases were sent, and none that was called off before', () => {
    expect(year('AQI-ACC-02', 'H1')).toMatchObject({ numerator: 3, denominator: 12, unknown: 1 });
  });

  it('add hospitals up to the province', () => {
    expect(year('AQI-DNR-01', '*')).toMatchObject({ numerator: 11, denominator: 16, rate: 11 / 16 });
    expect(year('AQI-ACC-02', '*')).toMatchObject({ numerator: 4, denominator: 16, rate: 4 / 16 });
  });

  it('have no count where none was filled in', () => {
    expect(year('AQI-EPD-26', 'H2')).toMatchObject({ numerator: 0, denominator: 0, undated: 1, rate: null });
  });

  it('give nurses per physician neither interval nor bounds, though they exceed one', () => {
    expect(year('AQI-DNR-01', 'H2')).toMatchObject({
      rate: 1.5,
      ci_low: null,
      ci_high: null,
      low_bound: null,
      high_bound: null,
      verdict: null,
    });
  });

  it('give anaesthetics per physician the interval of a count', () => {
    // Exact Poisson interval of one event: 0.02532 to 5.57164 (chi-square tables), over 4 months of physicians.
    const figure = year('AQI-ACC-02', 'H2');
    expect(figure?.ci_low).toBeCloseTo(0.02532 / 4, 5);
    expect(figure?.ci_high).toBeCloseTo(5.57164 / 4, 5);
  });

  it.each(codes)('are listed behind %s with a sum that is the figure', async (code) => {
    const batch = { batch: 'none', month: '2026-10', as_of: '2026-10-31' };
    const found = await explain(province.database, findIndicator(code), 'H1', '2026', batch);
    // September by the nurses of the first file, as its physicians were replaced; October by its physicians.
    const lines = ['counts-09.csv:3', 'counts-10.csv:3'];
    expect(found.cases.map(({ file, line }) => `${file}:${line}`)).toEqual(lines);
    const figure = year(code, 'H1');
    expect(found).toMatchObject({
      totals: {
        numerator: figure?.numerator,
        denominator: figure?.denominator,
        unknown: figure?.unknown,
        undated: figure?.undated,
      },
    });
  });

  it('hold back a count that is no whole number', async () => {
    const other = await Province.open();
    try {
      await other.send('2026-10', {
        'counts.csv': counts(
          ['H1', '2026-10', 'anesthesia_physicians', '12.5'],
          ['H1', '2026-10', 'anesthesia_nurses', '6.0'],
        ),
      });
      expect(await other.problems()).toEqual(['counts.csv:2 not-an-integer']);
    } finally {
      await other.close();
    }
  });
});
