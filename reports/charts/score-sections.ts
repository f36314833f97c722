import { atPixel, type ChartSpec, chartSpec, type Layer } from './chart-spec.js';
import { fitText } from './fit-text.js';
import { ink } from './theme.js';

/** One section of a score sheet, in per cent of its maximum, so that sections of different weight can be compared. */
export interface ScoreRow {
  readonly label: string;
  /** The text at the end of the bar, such as 142 – 150 / 180. */
  readonly note: string;
  readonly low: number;
  readonly high: number;
  readonly cap: number;
}

export interface ScoreChart {
  readonly rows: readonly ScoreRow[];
  readonly title: string;
  readonly layout: 'wide' | 'narrow';
}

/** Points by section: certain ones dark, open ones light, lost ones outlined. */
export function scoreSections({ rows, title, layout }: ScoreChart): ChartSpec {
  const wide = layout === 'wide';
  const left = wide ? 200 : 8;
  const right = wide ? 170 : 110;
  const width = (wide ? 1040 : 360) - left - right;
  const bar = 20;
  const step = bar + (wide ? 14 : 34);
  const share = (points: number, cap: number) => (cap === 0 ? 0 : points / cap);
  const bars = rows.map(({ label, note, low, high, cap }, i) => ({
    y: i * step + (wide ? 0 : 18),
    y2: i * step + (wide ? 0 : 18) + bar,
    middle: i * step + (wide ? 0 : 18) + bar / 2 + 0.5,
    label: fitText(label, wide ? 16 : 30),
    labelAt: i * step + (wide ? bar / 2 : 7),
    note,
    zero: 0,
    low: share(low, cap),
    high: share(high, cap),
    one: cap === 0 ? 0 : 1,
  }));
  const x = {
    type: 'quantitative',
    scale: { domain: [0, 1], nice: false },
    axis: { values: [0, 0.25, 0.5, 0.75, 1], format: '.0%', title, grid: true },
  };
  const part = (from: string, to: string, mark: object): Layer => ({
    data: { values: bars },
    mark: { type: 'rect', ...mark },
    encoding: { x: { ...x, field: from }, x2: { field: to }, y: atPixel('y'), y2: { field: 'y2' } },
  });
  const layers: Layer[] = [
    part('zero', 'one', { fill: '#ffffff', stroke: ink.faint, strokeDash: [3, 2] }),
    part('low', 'high', { color: '#c9dbea' }),
    part('zero', 'low', { color: '#1f6aa5' }),
    {
      data: { values: bars },
      mark: { type: 'text', align: 'left', dx: 8, fontSize: 12 },
      encoding: { x: { ...x, field: 'one' }, y: atPixel('middle'), text: { field: 'note', type: 'nominal' } },
    },
    {
      data: { values: bars },
      mark: { type: 'text', align: wide ? 'right' : 'left', fontSize: 12.5 },
      encoding: {
        x: { value: wide ? -10 : 0 },
        y: atPixel('labelAt'),
        text: { field: 'label', type: 'nominal' },
      },
    },
  ];
  return chartSpec(
    { width, height: Math.max(rows.length * step - (wide ? 14 : 16), 1) },
    { top: 8, right, bottom: 44, left },
    layers,
  );
}
