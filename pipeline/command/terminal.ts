/** The output of a command: a buffer in tests, otherwise the terminal. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether a person is watching, so that progress is redrawn in place. */
  readonly live: boolean;
  readonly width: number;
}

/** The terminal of this process. */
export const processTerminal = (): Terminal => ({
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  live: process.stderr.isTTY === true,
  width: process.stderr.columns || 80,
});

/** The number of terminal cells of a text: East Asian characters take two. */
export function cellsOf(text: string): number {
  let cells = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const wide =
      (code >= 0x1100 && code <= 0x115f) ||
      (code >= 0x2e80 && code <= 0xa4cf) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xfe30 && code <= 0xfe6f) ||
      (code >= 0xff00 && code <= 0xff60) ||
      (code >= 0xffe0 && code <= 0xffe6) ||
      code >= 0x20000;
    cells += wide ? 2 : 1;
  }
  return cells;
}

/** Characters that control a terminal, turn the reading direction or are invisible, line separators, and halves of surrogate pairs. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** A text from outside with such characters made visible, so that no file name can control the terminal. */
export const plain = (text: string) => text.replace(unseen, '�');

/** The same for a text of several lines with line ends of ours. */
export const plainLines = (text: string) => text.split('\n').map(plain).join('\n');

/** A value as JSON, with such characters escaped so that the value stays exact. */
export const jsonText = (value: unknown) =>
  JSON.stringify(value, null, 2).replace(unseen, (char) => (char === '\n' ? char : escaped(char)));

const escaped = (char: string) =>
  [...Array(char.length).keys()]
    .map((i) => `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`)
    .join('');

/** Rows as aligned columns, numbers right-aligned. */
export function columns(rows: readonly (readonly (string | number | null)[])[]): string {
  const texts = rows.map((row) => row.map((cell) => (cell === null ? '—' : plain(String(cell)))));
  const widths = (texts[0] ?? []).map((_, i) =>
    texts.reduce((widest, row) => Math.max(widest, cellsOf(row[i] ?? '')), 0),
  );
  return texts
    .map((row, r) =>
      row
        .map((text, i) => {
          const gap = ' '.repeat((widths[i] ?? 0) - cellsOf(text));
          return typeof rows[r]?.[i] === 'number' ? gap + text : text + gap;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Text cut to a number of terminal cells. */
export function clipCells(text: string, cells: number): string {
  if (cellsOf(text) <= cells) return text;
  let clipped = '';
  for (const char of text) {
    if (cellsOf(clipped + char) > cells - 1) break;
    clipped += char;
  }
  return `${clipped}…`;
}
