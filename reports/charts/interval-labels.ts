import type { ChartText } from './chart-text.js';
import { fitText } from './fit-text.js';
import type { Geometry, IntervalLayout, IntervalRow } from './interval-geometry.js';
import { ink, standingColour } from './theme.js';

/** A row with its position. */
export type Placed = IntervalRow & { readonly index: number; readonly y: number; readonly textY: number };

/** Name, counts, rate and verdict of each row; instead of a missing rate, the reason. */
export function labels(rows: readonly Placed[], shape: Geometry, layout: IntervalLayout): ChartText[] {
  const size = layout === 'wide' ? 12.5 : layout === 'narrow' ? 12 : 11.5;
  const texts: ChartText[] = [];
  for (const row of rows) {
    const at = { y: row.textY, size };
    if (layout !== 'marks') {
      texts.push({
        ...at,
        x: shape.name.x,
        text: fitText(row.label, shape.name.em),
        colour: row.at === null ? ink.soft : ink.text,
        size: shape.name.size,
        align: shape.name.align,
        style: row.strong ? 'bold' : 'plain',
      });
    }
    if (row.at === null) {
      if (layout === 'marks') continue;
      const text = `— ${fitText(row.note, layout === 'compact' ? 16 : 34)}`;
      texts.push({ x: 8, y: row.y, size: 11.5, text, colour: ink.faint, align: 'left', style: 'italic' });
      continue;
    }
    if (layout === 'marks' && !row.strong) continue;
    const counts = { text: row.counts, x: shape.width + shape.counts };
    const rate = { text: row.rate, x: shape.width + shape.rate };
    const [first, second] = row.countsFirst ? [counts, rate] : [rate, counts];
    texts.push({ ...at, ...first, colour: ink.text, align: 'right', style: 'bold' });
    texts.push({ ...at, ...second, colour: ink.soft, align: 'right', style: 'plain' });
    if (shape.note !== null) {
      const x = shape.width + shape.note;
      const text = fitText(row.note, 14);
      texts.push({ ...at, x, text, colour: standingColour[row.standing], align: 'left', style: 'plain' });
    }
  }
  return texts;
}

/** The headings of an interval chart's columns. */
export interface Heads {
  readonly counts: string;
  readonly rate: string;
  readonly note: string;
}

/** Headings of the columns on the right. */
export function columnHeads(heads: Heads, shape: Geometry): ChartText[] {
  const head = (text: string, at: number, align: 'left' | 'right'): ChartText => ({
    x: shape.width + at,
    y: -14,
    text,
    size: 11,
    colour: ink.faint,
    align,
    style: 'plain',
  });
  return [
    head(heads.counts, shape.counts, 'right'),
    head(heads.rate, shape.rate, 'right'),
    head(heads.note, shape.note ?? 0, 'left'),
  ];
}
