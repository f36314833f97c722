import { groups } from '../../pipeline/message/group-by.js';
import { asGiven, atPixel, type Layer } from './chart-spec.js';

/** A text at a position in pixels. */
export interface ChartText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly colour: string;
  readonly align: 'left' | 'right' | 'center';
  readonly style: 'plain' | 'bold' | 'italic';
}

const styles = { plain: {}, bold: { fontWeight: 'bold' }, italic: { fontStyle: 'italic' } } as const;

/** All texts of a chart, one layer per alignment and style, because each layer takes milliseconds to compile. */
export function textLayers(texts: readonly ChartText[]): Layer[] {
  return groups(texts, ({ align, style }) => `${align} ${style}`).flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    return {
      data: { values: group.map(({ x, y, text, size, colour }) => ({ x, y, text, size, colour })) },
      mark: { type: 'text', align: first.align, ...styles[first.style] },
      encoding: {
        x: atPixel('x'),
        y: atPixel('y'),
        text: { field: 'text', type: 'nominal' },
        size: asGiven('size', 'quantitative'),
        color: asGiven('colour'),
      },
    };
  });
}
