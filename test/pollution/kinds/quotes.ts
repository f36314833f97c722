import { cellText, staysOpen } from '../csv-text.js';
import { type Document, spoilt, withRow } from '../document.js';
import type { PollutedFile } from '../polluted-file.js';

/** A way to spoil the quotes of one cell: its raw text before and after, or null where there is nothing to spoil. */
type Spoil = (raw: string, cell: string) => string | null;

const isQuoted = (raw: string) => raw.startsWith('"');
const middle = (raw: string) => Math.floor(raw.length / 2);

const spoils: Readonly<Record<string, Spoil>> = {
  'quote-not-closed': (raw) => (isQuoted(raw) ? raw.slice(0, -1) : `"${raw}`),
  'quote-added-at-start': (raw) => (isQuoted(raw) ? `"${raw}` : null),
  'quote-added-inside': (raw) =>
    raw.length < 2 ? null : `${raw.slice(0, middle(raw))}"${raw.slice(middle(raw))}`,
  'quote-added-at-end': (raw) => (raw === '' ? null : `${raw}"`),
  'quote-not-opened': (raw) => (isQuoted(raw) ? raw.slice(1) : null),
  'quote-not-doubled': (raw) => {
    const inner = raw.slice(1, -1);
    return isQuoted(raw) && inner.includes('""') ? `"${inner.replace('""', '"')}"` : null;
  },
  'last-quote-not-doubled': (raw) => {
    const at = raw.slice(0, -1).lastIndexOf('""');
    return isQuoted(raw) && at > 0 ? `${raw.slice(0, at)}${raw.slice(at + 1)}` : null;
  },
  'quotes-lost': (raw, cell) => (isQuoted(raw) && needsQuotes(cell) ? raw.slice(1, -1) : null),
  'fullwidth-quotes': (raw, cell) => (isQuoted(raw) && needsQuotes(cell) ? `“${raw.slice(1, -1)}”` : null),
};

const needsQuotes = (cell: string) => cellText(cell).startsWith('"');

/** Every spoiling of quotes at every cell. */
export function* quotes(document: Document): Generator<PollutedFile> {
  for (const [row, raw] of document.raw.entries()) {
    for (const [column, text] of raw.entries()) {
      const cell = document.rows[row]?.[column] ?? '';
      for (const [kind, spoil] of Object.entries(spoils)) {
        const spoiltCell = spoil(text, cell);
        if (spoiltCell === null) continue;
        const part = spoilt(row, raw.with(column, spoiltCell).join(','));
        // A quote that is open where the file ends may hide rows that were cut off.
        const cut = row === document.raw.length - 1 && staysOpen(part.text);
        const truth = cut ? { refused: true, refusedAt: part } : {};
        yield withRow(document, { kind, row, column }, [part], truth);
      }
    }
  }
}
