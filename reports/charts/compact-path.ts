import type { Shape } from './strict-svg.js';

/** A step of a path to a position; `keep` holds the numbers before it, for an arc. */
interface Step {
  readonly command: string;
  readonly keep: string;
  readonly dx: number;
  readonly dy: number;
}

/** Shapes as one path, with relative steps rounded to a tenth so that rounding errors do not add up. */
export function compactPath(shapes: readonly Pick<Shape, 'x' | 'y' | 'path'>[]): string {
  let text = '';
  let from = { x: 0, y: 0 };
  for (const { x, y, path } of shapes) {
    const origin = { x: tenths(x), y: tenths(y) };
    let at = origin;
    let start = origin;
    for (const step of stepsOf(path ?? '', () => ({ x: at.x - origin.x, y: at.y - origin.y }))) {
      if (step.command === 'z') {
        text += 'z';
        at = start;
        from = start;
        continue;
      }
      at = { x: origin.x + step.dx, y: origin.y + step.dy };
      if (step.command === 'm') start = at;
      text += printed(step, from, at);
      from = at;
    }
  }
  return text.replace(/^m/, 'M');
}

function printed({ command, keep }: Step, from: { x: number; y: number }, to: { x: number; y: number }) {
  const dx = numeral(to.x - from.x);
  const dy = numeral(to.y - from.y);
  if (command === 'l' && dy === '0') return `h${dx}`;
  if (command === 'l' && dx === '0') return `v${dy}`;
  return (
    command +
    keep +
    (keep !== '' && !dx.startsWith('-') ? ' ' : '') +
    dx +
    (dy.startsWith('-') ? dy : ` ${dy}`)
  );
}

/** The steps of path data as positions in tenths, relative to the shape's own position. */
function* stepsOf(path: string, here: () => { x: number; y: number }): Generator<Step> {
  for (const [, command = '', rest = ''] of path.matchAll(/([MLHVAZmlhvaz])([^MLHVAZmlhvaz]*)/g)) {
    const numbers = [...rest.matchAll(/-?\d*\.?\d+(?:e[-+]?\d+)?/g)].map(([number]) => Number(number));
    const lower = command.toLowerCase();
    const size = { m: 2, l: 2, h: 1, v: 1, a: 7, z: 0 }[lower] ?? 0;
    if (lower === 'z') yield { command: 'z', keep: '', dx: 0, dy: 0 };
    for (let i = 0; size > 0 && i + size <= numbers.length; i += size) {
      const own = numbers.slice(i, i + size);
      const last = tenths(own.at(-1) ?? 0);
      const before = tenths(own.at(-2) ?? 0);
      const { x, y } = here();
      const base = command === lower ? { x, y } : { x: 0, y: 0 };
      const dx = lower === 'v' ? x : base.x + (lower === 'h' ? last : before);
      const dy = lower === 'h' ? y : base.y + last;
      const keep =
        lower === 'a'
          ? own
              .slice(0, 5)
              .map((value) => numeral(tenths(value)))
              .join(' ')
          : '';
      yield { command: lower === 'h' || lower === 'v' ? 'l' : lower, keep, dx, dy };
    }
  }
}

const tenths = (value: number) => Math.round(value * 10);

/** The shortest text for a number of tenths: `-.5`, `12`. */
function numeral(value: number): string {
  return String(value / 10).replace(/^(-?)0\./, '$1.');
}
