import { describe, expect, it } from 'vitest';
import type { ChartSpec } from '../../reports/charts/chart-spec.js';
import { compileChart } from '../../reports/charts/compile-chart.js';
import { drawChart } from '../../reports/charts/draw-chart.js';
import {
  hospitalIntervals,
  type IntervalLayout,
  type IntervalRow,
} from '../../reports/charts/hospital-intervals.js';
import { monthlyTrend } from '../../reports/charts/monthly-trend.js';
import { rateAxis } from '../../reports/charts/rate-axis.js';
import { yearlyVolumes } from '../../reports/charts/yearly-volumes.js';
import { tagsOf } from './markup.js';

const payloads = [
  '<script>alert(1)</script>',
  '" onload="alert(1)',
  "x'] || alert(1) || ['",
  'a.b[0]\\',
  'javascript:alert(1)',
  'data:text/html,<b>',
  '{"signal":"width"}',
  'datum.constructor',
  '</svg></style>',
  'https://example.org/',
  '\u202Eabc',
  '&lt;',
];

const row = (label: string, changes: Partial<IntervalRow> = {}): IntervalRow => ({
  label,
  counts: '12/27',
  rate: '44.4%',
  at: 44.4,
  low: 27,
  high: 63,
  standing: 'cannot_tell',
  note: label,
  light: false,
  strong: false,
  ...changes,
});
const nothing = {
  counts: '',
  rate: '',
  at: null,
  low: null,
  high: null,
  standing: 'none',
  light: true,
} as const;
const axis = (threshold: number) =>
  rateAxis({ threshold, rates: [44.4], lows: [27], highs: [63], whole: 100, title: 'ECMO有效撤除率（%）' });

function intervals(layout: IntervalLayout, rows: readonly IntervalRow[]): ChartSpec {
  return hospitalIntervals({
    rows,
    axis: axis(40),
    threshold: { at: 40, label: '≥ 40%' },
    layout,
    heads: { counts: 'n', rate: 'r', note: 'v' },
  });
}

const rows = [
  row('全省', { strong: true, standing: 'met' }),
  ...payloads.map((payload) => row(payload, { standing: 'not_met' })),
  row('few', { light: true }),
  row('none', nothing),
];
const specs: [string, ChartSpec][] = [
  ...(['wide', 'narrow', 'compact', 'marks'] as const).flatMap((layout): [string, ChartSpec][] => [
    [`hospitalIntervals ${layout}`, intervals(layout, rows)],
    [`hospitalIntervals ${layout} without any rate`, intervals(layout, [row('none', nothing)])],
    [
      `hospitalIntervals ${layout} of 40`,
      intervals(
        layout,
        Array.from({ length: 40 }, (_, i) => row(`H${i}`)),
      ),
    ],
  ]),
  ...(['wide', 'narrow'] as const).flatMap((layout): [string, ChartSpec][] => [
    [
      `monthlyTrend ${layout}`,
      monthlyTrend({
        months: ['2026-08', '2026-09', '2026-10'].map((month, index) => ({
          month,
          at: index === 1 ? null : 40,
          low: index === 1 ? null : 20,
          high: index === 1 ? null : 60,
          n: index === 1 ? '–' : '12',
          pending: index === 2 ? '3' : '',
          light: false,
        })),
        threshold: { at: 40, label: '≥ 40%' },
        whole: 100,
        title: '%',
        rowLabels: { n: 'n', pending: 'p' },
        layout,
      }),
    ],
    [
      `yearlyVolumes ${layout}`,
      yearlyVolumes({
        rows: payloads.map((label) => ({
          label,
          note: label,
          years: [
            { year: '2024', count: 24, running: false, met: true, note: label },
            { year: '2025', count: null, running: false, met: null, note: '' },
            { year: '2026', count: 9, running: true, met: null, note: '9' },
          ],
        })),
        threshold: { at: 20, label: '≥ 20' },
        title: 'ECMO/年',
        layout,
      }),
    ],
  ]),
];

describe('every chart', () => {
  it.each(specs)('%s compiles without warnings', (_name, spec) => {
    expect(compileChart(spec).warnings).toEqual([]);
  });

  it.each(specs)('%s holds no expression, filter, link or address', (_name, spec) => {
    const forbidden = /"(url|href|expr|filter|calculate|transform|signal|params|tooltip)":/;
    const { data: _, ...frame } = spec as { data?: unknown };
    const withoutRows = JSON.stringify(frame, (key, value) => (key === 'values' ? undefined : value));
    expect(withoutRows).not.toMatch(forbidden);
  });

  it.each(specs)('%s names fields of ours only', (_name, spec) => {
    const fields = [...JSON.stringify(spec).matchAll(/"field":"([^"]*)"/g)].map(([, field]) => field);
    for (const field of fields) expect(field).toMatch(/^[a-zA-Z0-9]+$/);
  });

  it.each(specs)('%s draws only what strictSvg lets pass, the same each time', async (_name, spec) => {
    const first = (await drawChart(spec, 'label "<')).text;
    expect((await drawChart(spec, 'label "<')).text).toBe(first);
    for (const { name, attributes } of tagsOf(first)) {
      expect(['svg', 'g', 'path', 'line', 'rect', 'text']).toContain(name);
      for (const [attribute, value] of attributes) {
        expect(attribute).not.toMatch(/^(on|href|xlink|style|id|class|clip)/);
        expect(value).not.toMatch(/NaN|undefined|Infinity|url\(|javascript/);
      }
    }
    expect(first).toMatch(/^<svg role="img" aria-label="label &quot;&lt;" viewBox="0 0 [\d.]+ [\d.]+">/);
  });
});

describe('hospitalIntervals', () => {
  it('gives each verdict a shape of its own, not only a colour', async () => {
    const shape = async (standing: IntervalRow['standing']) => {
      const svg = (await drawChart(intervals('compact', [row('a', { standing })]), 'x')).text;
      return /<path[^>]* d="([^"]*)" fill="#[0-9a-f]{6}"[^>]*stroke="/.exec(svg)?.[1];
    };
    const shapes = [await shape('met'), await shape('not_met'), await shape('cannot_tell')];
    expect(shapes).not.toContain(undefined);
    expect(new Set(shapes).size).toBe(3);
  });

  it('draws no point for a hospital without a rate, and says why', async () => {
    const svg = (await drawChart(intervals('wide', [row('a', { ...nothing, note: '本月未上报' })]), 'x'))
      .text;
    expect(svg).toContain('— 本月未上报');
    expect(svg).not.toMatch(/stroke-width="1.25" d=|>0%</);
  });

  it('prints counts beside each rate', async () => {
    for (const layout of ['wide', 'narrow', 'compact'] as const) {
      const svg = (await drawChart(intervals(layout, [row('a')]), 'x')).text;
      expect(svg).toContain('>12/27<');
      expect(svg).toContain('>44.4%<');
    }
  });
});

describe('a chart drawn after others of its shape', () => {
  const of = (labels: readonly string[], to = 100) =>
    hospitalIntervals({
      rows: labels.map((label, i) => row(label, { at: 10 * (i + 1), low: 5, high: 60 })),
      axis: {
        domain: [0, to],
        ticks: to === 100 ? [0, 50, 100] : [0, 100, 200],
        scale: 'linear',
        title: '%',
      },
      threshold: { at: 40, label: '≥ 40%' },
      layout: 'compact',
      heads: { counts: 'n', rate: 'r', note: 'v' },
    });

  it('is as if it were the first', async () => {
    const first = (await drawChart(of(['a', 'b', 'c']), 'x')).text;
    expect((await drawChart(of(['d', 'e', 'f']), 'x')).text).not.toMatch(/>[abc]</);
    expect((await drawChart(of(['a', 'b', 'c']), 'x')).text).toBe(first);
    const together = await Promise.all(
      [of(['d', 'e', 'f']), of(['a', 'b', 'c'])].map((spec) => drawChart(spec, 'x')),
    );
    expect(together[1]?.text).toBe(first);
    expect(together[0]?.text).toContain('>d<');
  });

  it('has an axis of its own', async () => {
    const narrow = (await drawChart(of(['a']), 'x')).text;
    const wide = (await drawChart(of(['a'], 200), 'x')).text;
    expect(narrow.match(/<text[^>]*>(0|50|100|200)</g)).toHaveLength(3);
    expect(wide).toContain('>200<');
    expect(wide).not.toContain('>50<');
    // A compact chart is 200 wide and stands 148 to the right: 10 of 100 lies at 168, 10 of 200 at 158; the circle begins 4 further right.
    expect(narrow).toContain('d="M172 34a4');
    expect(wide).toContain('d="M162 34a4');
  });
});

describe('the axis under intervals', () => {
  it.each([
    [0.01, '0.01'],
    [0.002, '0.002'],
  ])('prints a threshold of %d as it is', async (threshold, printed) => {
    const rare = rateAxis({ threshold, rates: [0.2], lows: [0], highs: [0.5], whole: 100, title: '%' });
    const spec = hospitalIntervals({
      rows: [row('a', { at: 0.2, low: 0, high: 0.5 })],
      axis: rare,
      threshold: { at: threshold, label: 'line' },
      layout: 'compact',
      heads: { counts: 'n', rate: 'r', note: 'v' },
    });
    const svg = (await drawChart(spec, 'x')).text;
    for (const tick of rare.ticks) expect(svg).toContain(`>${tick}</text>`);
    expect(svg).toContain(`>${printed}</text>`);
  });

  it('prints large and whole ticks without an exponent or decimals', async () => {
    const svg = (await drawChart(intervals('compact', [row('a')]), 'x')).text;
    for (const tick of [0, 20, 40, 60, 80, 100]) expect(svg).toContain(`>${tick}</text>`);
  });
});

describe('rateAxis', () => {
  const options = { rates: [0.2], lows: [0], highs: [30], whole: 100, title: '' };

  it('keeps a rare threshold apart from zero by a square-root scale', () => {
    const rare = rateAxis({ ...options, threshold: 0.01 });
    expect(rare.scale).toBe('sqrt');
    expect(rare.ticks).toContain(0.01);
    expect(Math.sqrt(0.01 / rare.domain[1])).toBeGreaterThan(0.05);
  });

  it('never cuts a rate off', () => {
    for (const rate of [0.2, 5, 29])
      expect(rateAxis({ ...options, rates: [rate], threshold: 0.01 }).domain[1]).toBeGreaterThan(rate);
  });

  it('shows nought to hundred for a middle threshold and wide intervals', () => {
    expect(rateAxis({ ...options, highs: [90], threshold: 40 }).domain).toEqual([0, 100]);
  });

  it('starts below the lowest interval for a threshold near the whole', () => {
    const [start, end] = rateAxis({
      threshold: 93,
      rates: [95],
      lows: [88],
      highs: [99],
      whole: 100,
      title: '',
    }).domain;
    expect(start).toBeLessThan(88);
    expect(end).toBe(100);
  });
});

describe('monthlyTrend', () => {
  it('leaves a gap for a month without cases', () => {
    const lines = JSON.stringify(specs.find(([name]) => name === 'monthlyTrend wide')?.[1]);
    expect(lines).not.toContain('"type":"line"');
  });
});
