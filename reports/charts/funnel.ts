import { asGiven, atPixel, type ChartSpec, chartSpec, type Layer } from './chart-spec.js';
import { stepTicks } from './rate-axis.js';
import { ink } from './theme.js';

/** A unit in a funnel, in the units shown. `name` is drawn beside those outside the outer limits. */
export interface FunnelUnit {
  readonly n: number;
  readonly at: number;
  readonly place: 'inside' | 'between' | 'outside';
  readonly name: string;
}

/** The limits at a number of cases. */
export interface FunnelLine {
  readonly n: number;
  readonly low95: number;
  readonly high95: number;
  readonly low998: number;
  readonly high998: number;
}

export interface Funnel {
  readonly units: readonly FunnelUnit[];
  readonly lines: readonly FunnelLine[];
  readonly centre: number;
  readonly threshold: { readonly at: number; readonly label: string } | null;
  readonly whole: number;
  readonly title: string;
  readonly axis: string;
}

const width = 448;
const height = 250;

const looks = {
  inside: { colour: ink.soft, fill: '#ffffff', shape: 'circle', size: 30 },
  between: { colour: ink.text, fill: ink.faint, shape: 'diamond', size: 50 },
  outside: { colour: ink.text, fill: ink.text, shape: 'square', size: 50 },
} as const;

/** Rates by number of cases within limits that narrow as cases grow; the axis of cases is by square root, because most units are small. */
export function funnelChart({ units, lines, centre, threshold, whole, title, axis }: Funnel): ChartSpec {
  const most = Math.max(1, ...units.map(({ n }) => n));
  const end = most * 1.06;
  const x = (n: number) => Math.sqrt(n / end) * width;
  const top = Math.max(centre, threshold?.at ?? 0, ...units.map(({ at }) => at), lines.at(-1)?.high998 ?? 0);
  const roof = Math.min(whole, Math.max(top * 1.1, Math.min(whole, (lines.at(0)?.high95 ?? 0) * 0.8)));
  const domain: [number, number] = [0, roof > 0 ? roof : whole];
  const y = {
    field: 'at',
    type: 'quantitative',
    scale: { domain, nice: false, clamp: true },
    axis: { values: stepTicks(...domain), title, grid: true, format: '.6~g' },
  };
  const across = (at: number) => ({ from: 0, to: width, at });
  const curve = (of: keyof Omit<FunnelLine, 'n'>, mark: object): Layer => ({
    data: { values: lines.map((line) => ({ x: x(line.n), at: line[of] })) },
    mark: { type: 'line', ...mark },
    encoding: { x: atPixel('x'), y },
  });
  const outer = { color: ink.soft, strokeWidth: 1.25 };
  const inner = { color: ink.faint, strokeWidth: 1.25, strokeDash: [3, 3] };
  const named = units.filter(({ place }) => place === 'outside').slice(0, 8);
  const layers: Layer[] = [
    curve('low998', outer),
    curve('high998', outer),
    curve('low95', inner),
    curve('high95', inner),
    {
      data: { values: [across(centre)] },
      mark: { type: 'rule', color: ink.soft },
      encoding: { x: atPixel('from'), x2: { field: 'to' }, y },
    },
    {
      data: { values: threshold ? [across(threshold.at)] : [] },
      mark: { type: 'rule', color: ink.threshold, strokeDash: [5, 3], strokeWidth: 1.25 },
      encoding: { x: atPixel('from'), x2: { field: 'to' }, y },
    },
    {
      data: { values: units.map(({ n, at, place }) => ({ x: x(n), at, ...looks[place] })) },
      mark: { type: 'point', strokeWidth: 1.1, opacity: 0.9 },
      encoding: {
        x: atPixel('x'),
        y,
        shape: asGiven('shape'),
        stroke: asGiven('colour'),
        fill: asGiven('fill'),
        size: asGiven('size', 'quantitative'),
      },
    },
    ...(['left', 'right'] as const).map(
      (align): Layer => ({
        data: {
          values: named
            .filter(({ n }) => (x(n) < width * 0.6 ? 'left' : 'right') === align)
            .map(({ n, at, name }) => ({ x: x(n) + (align === 'left' ? 7 : -7), at, text: name })),
        },
        mark: { type: 'text', align, fontSize: 11 },
        encoding: { x: atPixel('x'), y, text: { field: 'text', type: 'nominal' } },
      }),
    ),
    {
      data: { values: threshold ? [{ at: threshold.at, text: threshold.label }] : [] },
      mark: { type: 'text', align: 'left', fontSize: 11, fontWeight: 'bold' },
      encoding: { x: { value: width + 4 }, y, text: { field: 'text', type: 'nominal' } },
    },
    {
      data: { values: countTicks(most).map((n) => ({ x: x(n), text: String(n) })) },
      mark: { type: 'text', fontSize: 11, color: ink.soft },
      encoding: { x: atPixel('x'), y: { value: height + 12 }, text: { field: 'text', type: 'nominal' } },
    },
    {
      data: { values: [{ x: width / 2, text: axis }] },
      mark: { type: 'text', fontSize: 11, color: ink.soft },
      encoding: { x: atPixel('x'), y: { value: height + 28 }, text: { field: 'text', type: 'nominal' } },
    },
  ];
  return chartSpec({ width, height }, { top: 10, right: 58, bottom: 40, left: 54 }, layers);
}

/** Round numbers of cases that do not overlap on a square-root axis. */
function countTicks(most: number): number[] {
  const ticks: number[] = [];
  for (let power = 1; power <= most; power *= 10)
    for (const factor of [1, 2, 5]) {
      const n = factor * power;
      const last = ticks.at(-1) ?? 0;
      if (n <= most && Math.sqrt(n / most) - Math.sqrt(last / most) > 0.09) ticks.push(n);
    }
  return ticks;
}
