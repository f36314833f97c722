import { BAD_BYTE } from '../csv-text.js';
import { type Document, spoilt, withRow } from '../document.js';
import type { PollutedFile } from '../polluted-file.js';

/** NUL before, SUB inside and DEL behind each cell, inside its quotes where it has them. */
export function* controlBytes(document: Document): Generator<PollutedFile> {
  for (const [row, raw] of document.raw.entries()) {
    for (const [column, cell] of raw.entries()) {
      const quote = cell.startsWith('"') ? 1 : 0;
      const places: readonly (readonly [string, number])[] = [
        ['\x00', quote],
        ['\x1A', Math.floor(cell.length / 2)],
        ['\x7F', cell.length - quote],
      ];
      for (const [sign, at] of places) {
        const text = raw.with(column, `${cell.slice(0, at)}${sign}${cell.slice(at)}`).join(',');
        yield withRow(document, { kind: 'control-byte', row, column }, [spoilt(row, text)]);
      }
    }
  }
}

/** Bytes before each cell that are no character of the file's encoding: the file is not what it seems and is refused. */
export function* badByte(document: Document): Generator<PollutedFile> {
  for (const [row, raw] of document.raw.entries()) {
    for (const [column, cell] of raw.entries()) {
      const quote = cell.startsWith('"') ? 1 : 0;
      const bad = `${cell.slice(0, quote)}${BAD_BYTE}${cell.slice(quote)}`;
      const part = spoilt(row, raw.with(column, bad).join(','));
      const truth = { refused: true, refusedAt: part };
      yield withRow(document, { kind: 'bad-byte', row, column }, [part], truth);
    }
  }
}

/** A row in another encoding, as when two exports are pasted together. */
export function* foreignRow(document: Document): Generator<PollutedFile> {
  for (const [row, raw] of document.raw.entries()) {
    const text = raw.with(raw.length - 1, '外院转入病例补录').join(',');
    const part = { ...spoilt(row, text), foreign: true } as const;
    yield withRow(document, { kind: 'foreign-row', row }, [part], { refused: true, refusedAt: part });
  }
}
