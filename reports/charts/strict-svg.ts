/** One mark of a chart: a path in its own coordinates, or a text, at a position. */
export interface Shape {
  readonly x: number;
  readonly y: number;
  /** The rotation at its position, such as `rotate(-90)`; usually empty. */
  readonly turn: string;
  /** Path data relative to the position; null for a text. */
  readonly path: string | null;
  /** Already escaped. */
  readonly text: string;
  /** Paint and font, as attributes ready to print; equal for marks that look alike. */
  readonly looks: string;
}

/** The marks of a chart, read from the renderer's SVG. */
export interface Picture {
  readonly viewBox: string;
  readonly shapes: readonly Shape[];
}

const elements = new Set(['svg', 'g', 'path', 'line', 'text']);
const looks = new Set([
  ...['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'opacity'],
  ...['text-anchor', 'font-size', 'font-weight', 'font-style'],
]);
/** Attributes that the page's style sheet sets, or that are defaults. */
const understood = new Set([
  ...['opacity="1"', 'stroke-width="1"', 'fill="none"'],
  ...['text-anchor="start"', 'font-weight="normal"', 'font-style="normal"'],
]);

/**
 * Reads the renderer's SVG, accepting only the elements and attributes that our charts need: no link, script, style, id or clip path
 * passes, and the page's style sheet sets the font.
 *
 * @throws {Error} naming an element that none of our charts should contain, or a group that does more than move
 */
export function strictSvg(svg: string): Picture {
  const shapes: Shape[] = [];
  const places: { x: number; y: number }[] = [{ x: 0, y: 0 }];
  let viewBox = '';
  for (const [, closes, name = '', rest = '', empty, text = ''] of svg.matchAll(
    /<(\/?)([A-Za-z]+)(?![A-Za-z])([^<>]*?)(\/?)>([^<]*)/g,
  )) {
    if (!elements.has(name)) throw new Error(`a chart must not have the element ${name}`);
    const holds = name === 'g' || name === 'svg';
    if (closes) {
      if (holds) places.pop();
      continue;
    }
    const attributes = attributesOf(rest);
    const place = moved(places.at(-1) ?? { x: 0, y: 0 }, attributes.get('transform') ?? '');
    if (holds) {
      if (place.turn !== '') throw new Error(`a group of a chart must only move its content: ${place.turn}`);
      viewBox ||= attributes.get('viewBox') ?? '';
      if (!empty) places.push(place);
    } else if (name === 'text' ? text !== '' : isVisible(rest)) {
      shapes.push({ ...place, path: pathOf(name, attributes), text, looks: looksOf(attributes) });
    }
  }
  return { viewBox, shapes };
}

const attributesOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    [...text.matchAll(/(?<![\w:-])([\w:-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );

function moved(from: { x: number; y: number }, transform: string): { x: number; y: number; turn: string } {
  const [whole = '', x = '0', y = '0'] = /^\s*translate\(([^,()]+),([^,()]+)\)/.exec(transform) ?? [];
  const turn = transform.slice(whole.length).trim();
  if (!/^[a-z0-9.,() -]*$/.test(turn)) throw new Error(`a chart must not turn by ${turn}`);
  return { x: from.x + Number(x), y: from.y + Number(y), turn };
}

/** Whether a shape has colour; frames and backgrounds have none. */
const isVisible = (attributeText: string) =>
  !/class="(background|foreground)"|display="none"|d=""/.test(attributeText);

function pathOf(element: string, attributes: ReadonlyMap<string, string>): string | null {
  if (element === 'text') return null;
  if (element === 'path') return attributes.get('d') ?? '';
  return `M0,0L${attributes.get('x2') ?? '0'},${attributes.get('y2') ?? '0'}`;
}

function looksOf(attributes: ReadonlyMap<string, string>): string {
  let text = '';
  for (const [name, value] of attributes) {
    if (!looks.has(name) || /url\(|:/.test(value)) continue;
    const printed = `${name}="${name === 'font-size' ? value.replace('px', '') : value}"`;
    if (!understood.has(printed)) text += ` ${printed}`;
  }
  return text;
}
