import type { TopLevelSpec } from 'vega-lite';
import { fontFamily, ink } from './theme.js';

/** A chart: a Vega-Lite specification made of values only. No expression, filter, href or url ever occurs in it. */
export type ChartSpec = TopLevelSpec;

/** One layer with its own rows. Fields are our own names; what comes from files stands in the rows only. */
export interface Layer {
  readonly data: { readonly values: readonly object[] };
  readonly mark: object;
  readonly encoding: object;
}

export interface Margin {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** A chart of fixed size: charts are laid out in plain arithmetic, since no browser measures text for us. */
export function chartSpec(
  size: { readonly width: number; readonly height: number },
  margin: Margin,
  layers: readonly Layer[],
): ChartSpec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    ...size,
    autosize: { type: 'none' },
    padding: margin,
    background: 'transparent',
    layer: layers.filter(({ data }) => data.values.length > 0),
    config: {
      aria: false,
      font: fontFamily,
      view: { stroke: null },
      axis: {
        domain: false,
        ticks: false,
        gridColor: ink.grid,
        labelColor: ink.soft,
        labelFontSize: 11,
        labelOverlap: false,
        labelBound: false,
        labelFlush: false,
        labelPadding: 6,
        titleColor: ink.soft,
        titleFontSize: 11,
        titleFontWeight: 'normal',
        titlePadding: 8,
      },
      text: { color: ink.text, fontSize: 12, baseline: 'middle' },
    },
  } as unknown as ChartSpec;
}

/** A vertical place in pixels, worked out by the chart itself. */
export const atPixel = (field: string) => ({ field, type: 'quantitative', scale: null, axis: null });

/** A colour, shape or size that each row states itself. */
export const asGiven = (field: string, type: 'nominal' | 'quantitative' = 'nominal') => ({
  field,
  type,
  scale: null,
  legend: null,
});
