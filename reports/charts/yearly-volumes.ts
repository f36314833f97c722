import { atPixel, type ChartSpec, chartSpec, type Layer } from './chart-spec.js';
import { fitText } from './fit-text.js';
import { stepTicks } from './rate-axis.js';
import { ink } from './theme.js';

/** One training base: its cases in each year, oldest first. */
export interface VolumeRow {
  readonly label: string;
  /** The joint result of the years. */
  readonly note: string;
  readonly years: readonly {
    readonly year: string;
    /** Null where nothing is recorded. */
    readonly count: number | null;
    readonly running: boolean;
    readonly met: boolean | null;
    /** The text behind the bar. */
    readonly note: string;
  }[];
}

export interface VolumeChart {
  readonly rows: readonly VolumeRow[];
  readonly threshold: { readonly at: number; readonly label: string } | null;
  readonly title: string;
  readonly layout: 'wide' | 'narrow';
}

/** Cases per year of each training base against the yearly minimum. A running year is outlined. */
export function yearlyVolumes({ rows, threshold, title, layout }: VolumeChart): ChartSpec {
  const wide = layout === 'wide';
  const left = wide ? 300 : 46;
  const right = wide ? 250 : 150;
  const width = (wide ? 1040 : 360) - left - right;
  const bar = 15;
  const head = wide ? 0 : 36;
  const gap = 14;
  const block = (row: VolumeRow) => head + row.years.length * (bar + 3) + gap;
  const end = Math.max(
    1,
    (threshold?.at ?? 0) * 1.25,
    ...rows.flatMap(({ years }) => years.map(({ count }) => count ?? 0)),
  );

  let top = 0;
  const bars: object[] = [];
  const names: object[] = [];
  const notes: object[] = [];
  for (const row of rows) {
    const middle = top + head + (row.years.length * (bar + 3)) / 2;
    names.push({ y: wide ? middle - 8 : top + 8, text: fitText(row.label, wide ? 18 : 26) });
    notes.push({ y: wide ? middle + 9 : top + 24, text: row.note });
    row.years.forEach(({ year, count, running, met, note }, index) => {
      const from = top + head + index * (bar + 3);
      bars.push({
        y: from,
        y2: from + bar,
        middle: from + bar / 2 + 0.5,
        zero: 0,
        at: count ?? 0,
        textAt: note === '' || (count ?? 0) > (threshold?.at ?? 0) ? (count ?? 0) : (threshold?.at ?? 0),
        year,
        note,
        kind: running ? 'running' : met === false ? 'not met' : 'full',
      });
    });
    top += block(row);
  }
  const height = Math.max(top - gap, 1);
  const x = {
    field: 'at',
    type: 'quantitative',
    scale: { domain: [0, end], nice: false },
    axis: { values: stepTicks(0, end).filter(Number.isInteger), title, grid: true, format: 'd' },
  };
  const barsOf = (kind: string, mark: object): Layer => ({
    data: { values: bars.filter((row) => (row as { kind: string }).kind === kind) },
    mark: { type: 'rect', ...mark },
    encoding: { x: { ...x, field: 'zero' }, x2: { field: 'at' }, y: atPixel('y'), y2: { field: 'y2' } },
  });
  const text = (values: readonly object[], mark: object, encoding: object): Layer => ({
    data: { values },
    mark: { type: 'text', fontSize: 11.5, ...mark },
    encoding,
  });
  const lines = threshold ? [{ at: threshold.at, text: threshold.label }] : [];
  const layers: Layer[] = [
    barsOf('full', { color: '#7ba7cb' }),
    barsOf('not met', { color: '#dd8452' }),
    barsOf('running', { fill: '#ffffff', stroke: ink.faint, strokeDash: [3, 2] }),
    {
      data: { values: lines },
      mark: { type: 'rule', color: ink.threshold, strokeDash: [5, 3], strokeWidth: 1.25 },
      encoding: { x, y: { value: -6 }, y2: { value: height } },
    },
    text(lines, { fontWeight: 'bold' }, { x, y: { value: -14 }, text: { field: 'text', type: 'nominal' } }),
    text(
      bars,
      { align: 'right', color: ink.soft },
      { x: { value: -8 }, y: atPixel('middle'), text: { field: 'year', type: 'nominal' } },
    ),
    text(
      bars,
      { align: 'left', dx: 6 },
      { x: { ...x, field: 'textAt' }, y: atPixel('middle'), text: { field: 'note', type: 'nominal' } },
    ),
    text(
      names,
      { align: wide ? 'right' : 'left', fontSize: 12.5, fontWeight: wide ? 'normal' : 'bold' },
      { x: { value: wide ? -52 : -38 }, y: atPixel('y'), text: { field: 'text', type: 'nominal' } },
    ),
    text(
      notes,
      { align: wide ? 'right' : 'left', fontSize: 11, color: ink.soft },
      { x: { value: wide ? -52 : -38 }, y: atPixel('y'), text: { field: 'text', type: 'nominal' } },
    ),
  ];
  return chartSpec({ width, height }, { top: 26, right, bottom: 44, left }, layers);
}
