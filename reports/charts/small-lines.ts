import { escapeHtml, type Html, trustedHtml } from '../markup/html.js';

/** A point of a small line; `at` is null where there was no case. */
export interface SmallPoint {
  readonly at: number | null;
  /** Of fewer than ten cases. */
  readonly light: boolean;
}

const width = 96;
const height = 22;
const rim = 4;

/**
 * A trend in the height of a line of text: points joined where they follow each other, the threshold dashed; marked are the last point, those without
 * a neighbour, and, open, those of few cases. Drawn by hand, because a page has a hundred.
 */
export function smallLine(points: readonly SmallPoint[], threshold: number | null, label: string): Html {
  const values = [...points.flatMap(({ at }) => at ?? []), ...(threshold === null ? [] : [threshold])];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const step = (width - 2 * rim) / Math.max(points.length - 1, 1);
  const x = (i: number) => Math.round(rim + step * i);
  const y = (at: number) =>
    Math.round(high === low ? height / 2 : rim + (height - 2 * rim) * (1 - (at - low) / (high - low)));
  const has = (i: number) => (points[i]?.at ?? null) !== null;
  const last = points.findLastIndex(({ at }) => at !== null);
  let [line, full, open] = ['', '', ''];
  points.forEach(({ at, light }, i) => {
    if (at === null) return;
    const place = `${x(i)} ${y(at)}`;
    if (has(i - 1) || has(i + 1)) line += `${has(i - 1) ? 'L' : 'M'}${place}`;
    const isMarked = light || i === last || !(has(i - 1) || has(i + 1));
    if (isMarked && light) open += `M${place}h0`;
    else if (isMarked) full += `M${place}h0`;
  });
  return picture(
    'small',
    [
      path(threshold === null ? '' : `M0 ${y(threshold)}H${width}`, 'at'),
      path(line),
      path(full, 'dots'),
      path(open, 'dots open'),
    ].join(''),
    label,
  );
}

/** A path; nothing where it is empty. */
const path = (d: string, kind = ''): string =>
  d === '' ? '' : `<path${kind === '' ? '' : ` class="${kind}"`} d="${d}"/>`;

/** Other hospitals as ticks, higher where several stand at the same place, and one's own as a diamond; null draws none. */
export function smallStrip(others: readonly number[], own: number | null, label: string): Html {
  const values = [...others, ...(own === null ? [] : [own])];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (at: number) =>
    whole(high === low ? width / 2 : rim + ((width - 2 * rim) * (at - low)) / (high - low));
  const counts = new Map<number, number>();
  for (const at of others) counts.set(x(at), (counts.get(x(at)) ?? 0) + 1);
  const ticks = [...counts].map(([at, n]) => `M${at} ${height - 5}v-${Math.min(5 + 2 * n, 14)}`).join('');
  const diamond =
    own === null ? '' : `<path class="own" d="M${x(own)} ${height - 19}l4.5 7.5-4.5 7.5-4.5-7.5z"/>`;
  return picture(
    'small strip',
    `<path class="at" d="M0 ${height - 4.5}H${width}"/><path d="${ticks}"/>${diamond}`,
    label,
  );
}

const whole = (value: number) => Math.round(value * 2) / 2;

/** The picture is drawn from numbers alone; only the label holds text. */
const picture = (kind: string, body: string, label: string): Html =>
  trustedHtml(
    `<svg class="${kind}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(label)}">${body}</svg>`,
  );
