import type { TopLevelSpec } from 'vega-lite';
import { fontFamily, ink } from './theme.js';

/** A chart: a Vega-Lite specification of values only, without any expression, filter, href or url. */
export type ChartSpec = TopLevelSpec;

/** One layer with its own rows. Fields are our own names; text from files stands in the rows only. */
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

/** Makes a chart of fixed size, laid out by arithmetic because no browser measures text for us. */
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

/** A vertical position in pixels, computed by the chart. */
export const atPixel = (field: string) => ({ field, type: 'quantitative', scale: null, axis: null });

/** A colour, shape or size taken from each row unchanged. */
export const asGiven = (field: string, type: 'nominal' | 'quantitative' = 'nominal') => ({
  field,
  type,
  scale: null,
  legend: null,
});
