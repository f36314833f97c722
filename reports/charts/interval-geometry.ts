import type { Margin } from './chart-spec.js';
import type { Standing } from './theme.js';

/** One hospital, or the province, in a chart of intervals. Numbers are in the units shown. */
export interface IntervalRow {
  readonly label: string;
  /** `12/27` and `44.4%`, or empty where there is no rate. */
  readonly counts: string;
  readonly rate: string;
  readonly at: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly standing: Standing;
  /** The standing in words, or why there is no rate. */
  readonly note: string;
  /** Whether it is drawn open and light because there are too few cases. */
  readonly light: boolean;
  /** Whether it is the province, or the hospital of this page. */
  readonly strong: boolean;
  /** Whether counts stand before the rate because events are rare. */
  readonly countsFirst?: boolean;
}

/** `wide` for a desktop and paper, `narrow` for a phone, `compact` for two side by side, `marks` without names. */
export type IntervalLayout = 'wide' | 'narrow' | 'compact' | 'marks';

/** The measures of an interval chart in pixels. */
export interface Geometry {
  readonly width: number;
  readonly margin: Margin;
  readonly step: number;
  /** Distance of the text from the middle of the row; the narrow layout prints it above the interval. */
  readonly textRise: number;
  readonly name: {
    readonly x: number;
    readonly align: 'left' | 'right';
    readonly em: number;
    readonly size: number;
  };
  readonly counts: number;
  readonly rate: number;
  readonly note: number | null;
}

export const geometries: Readonly<Record<IntervalLayout, Geometry>> = {
  wide: {
    width: 500,
    margin: { top: 30, right: 330, bottom: 44, left: 210 },
    step: 23,
    textRise: 0,
    name: { x: -14, align: 'right', em: 15.5, size: 12.5 },
    counts: 76,
    rate: 146,
    note: 164,
  },
  narrow: {
    width: 340,
    margin: { top: 24, right: 10, bottom: 44, left: 10 },
    step: 40,
    textRise: 14,
    name: { x: 0, align: 'left', em: 15, size: 12 },
    counts: -54,
    rate: 0,
    note: null,
  },
  compact: {
    width: 200,
    margin: { top: 24, right: 132, bottom: 42, left: 148 },
    step: 20,
    textRise: 0,
    name: { x: -10, align: 'right', em: 11.5, size: 11.5 },
    counts: 66,
    rate: 128,
    note: null,
  },
  marks: {
    width: 340,
    margin: { top: 24, right: 120, bottom: 42, left: 20 },
    step: 11,
    textRise: 0,
    name: { x: 0, align: 'left', em: 0, size: 11 },
    counts: 60,
    rate: 116,
    note: null,
  },
};
