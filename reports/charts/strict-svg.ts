const elements = new Set(['svg', 'g', 'path', 'line', 'rect', 'text', 'circle']);
const attributes = new Set([
  ...['viewBox', 'transform', 'd', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'width', 'height', 'r', 'cx', 'cy'],
  ...['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'opacity'],
  ...['text-anchor', 'font-size', 'font-weight', 'font-style'],
]);

/**
 * The renderer's SVG with only the elements and attributes that our charts need: no link, script, style, id or
 * clip path passes, and the page's style sheet gives the font.
 *
 * @throws {Error} naming an element that no chart of ours should have made
 */
export function strictSvg(svg: string): string {
  return svg
    .replace(
      /<(\/?)([A-Za-z]+)([^<>]*?)(\/?)>/g,
      (_tag, closes: string, name: string, rest: string, empty: string) => {
        if (!elements.has(name)) throw new Error(`a chart must not have the element ${name}`);
        if (closes) return `</${name}>`;
        const kept = [...rest.matchAll(/(?<![\w:-])([\w:-]+)="([^"]*)"/g)].flatMap(
          ([, attribute = '', value = '']) =>
            isKept(name, attribute, value) ? [` ${attribute}="${value}"`] : [],
        );
        if (name === 'text' && empty) return '';
        if (isInvisible(name, rest)) return empty ? '' : `<${name}${kept.join('')}>`;
        return `<${name}${kept.join('')}${empty ? '/' : ''}>`;
      },
    )
    .replace(/<g><\/g>/g, '');
}

function isKept(element: string, attribute: string, value: string): boolean {
  if (!attributes.has(attribute)) return false;
  if (element === 'svg' && (attribute === 'width' || attribute === 'height')) return false;
  if (attribute === 'opacity' && value === '1') return false;
  if (attribute === 'transform' && value === 'translate(0,0)') return false;
  return !/url\(|:/.test(value);
}

/** Frames and backgrounds that the renderer draws without colour. */
function isInvisible(element: string, attributeText: string): boolean {
  return element === 'path' && /class="(background|foreground)"|display="none"|d=""/.test(attributeText);
}
