/** Stands for a line end of the file inside a part's text, whatever line ends the file is written with. */
export const BREAK = '\u2424';

/** Stands for bytes that the file's encoding does not have. */
export const BAD_BYTE = '\u2421';

/** A cell as RFC 4180 writes it: in quotes when it holds a separator, a quote or a line break. */
export function cellText(cell: string, quote = /[",\r\n]/.test(cell)): string {
  return quote ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A record without its line end, and where each cell's text begins and ends in it. */
export function rowText(cells: readonly string[], quoteAll: boolean): string {
  return rawCells(cells, quoteAll).join(',');
}

export function rawCells(cells: readonly string[], quoteAll: boolean): string[] {
  return cells.map((cell) => (quoteAll ? cellText(cell, true) : cellText(cell)));
}

/**
 * Whether a quote that was opened in this text is still open at its end, by RFC 4180 and stopping at the first fault: the
 * file would have to be taken for a cut one if the text were its last.
 */
export function staysOpen(text: string): boolean {
  for (let at = 0; at <= text.length; ) {
    if (text[at] !== '"') {
      const next = text.slice(at).search(/[,"\r\n\u2424]/);
      if (next === -1 || text[at + next] === '"') return false;
      at += next + 1;
      continue;
    }
    let close = text.indexOf('"', at + 1);
    while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
    if (close === -1) return true;
    const after = text[close + 1];
    if (after === undefined || !/[,\r\n\u2424]/.test(after)) return false;
    at = close + 2;
  }
  return false;
}
