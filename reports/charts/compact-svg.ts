import { groupBy } from '../../pipeline/message/group-by.js';
import { compactPath } from './compact-path.js';
import type { Picture, Shape } from './strict-svg.js';

/**
 * The SVG of a picture in few bytes: consecutive shapes of one look are one path, texts of one look share a group, and coordinates have one
 * decimal. Shapes of one look never overlap in our charts, so one path paints the same as several.
 */
export function compactSvg({ viewBox, shapes }: Picture, attributes: string): string {
  let body = '';
  for (let at = 0; at < shapes.length; ) {
    const run = runFrom(shapes, at);
    at += run.length;
    body += run[0]?.path === null ? textsOf(run) : pathOf(run);
  }
  return `<svg ${attributes} viewBox="${viewBox}"><g fill="none">${body}</g></svg>`;
}

/** The consecutive texts, or shapes of one look, from an index on. */
function runFrom(shapes: readonly Shape[], start: number): readonly Shape[] {
  const first = shapes[start];
  let end = start + 1;
  for (; end < shapes.length; end++) {
    const next = shapes[end];
    if (!first || !next || (first.path === null) !== (next.path === null)) break;
    // Dashes restart on each line, but not within a joined path.
    if (first.path !== null && (next.looks !== first.looks || first.looks.includes('dasharray'))) break;
  }
  return shapes.slice(start, end);
}

const pathOf = (run: readonly Shape[]) => `<path d="${compactPath(run)}"${run[0]?.looks ?? ''}/>`;

function textsOf(run: readonly Shape[]): string {
  return [...groupBy(run, ({ looks }) => looks)]
    .map(([looks, group]) =>
      group.length === 1
        ? group.map((shape) => textOf(shape, looks))
        : `<g${looks}>${group.map((shape) => textOf(shape, '')).join('')}</g>`,
    )
    .join('');
}

function textOf({ x, y, turn, text }: Shape, looks: string): string {
  const place =
    turn === ''
      ? `x="${oneDecimal(x)}" y="${oneDecimal(y)}"`
      : `transform="translate(${oneDecimal(x)},${oneDecimal(y)}) ${turn}"`;
  return `<text ${place}${looks}>${text}</text>`;
}

const oneDecimal = (value: number) => String(Math.round(value * 10) / 10);
