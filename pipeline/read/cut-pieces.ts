import { closeSync, openSync, readSync } from 'node:fs';
import type { CutFile, Stretch } from './cut-file.js';
import { strictText } from './cut-file.js';
import { withoutEndMark } from './end-mark.js';

/** What the strict reader takes of a cut file, in file order: text, or so many plain rows that are loaded elsewhere. */
export type CutPiece = string | number;

const LF = 0x0a;

/**
 * The pieces of a cut file.
 *
 * @param also the physical lines of plain rows that are to be read as text, ascending
 * @throws {FileRefusal} as `decodeChunks`
 */
export function* cutPieces(cut: CutFile, also: readonly number[]): Generator<CutPiece> {
  const fd = openSync(cut.path, 'r');
  const read = ({ from, to }: { readonly from: number; readonly to: number }): Buffer => {
    const bytes = Buffer.allocUnsafe(to - from);
    for (let at = 0; at < bytes.length; ) {
      const got = readSync(fd, bytes, at, bytes.length - at, from + at);
      if (got === 0) throw new Error('a file was cut short in the vault');
      at += got;
    }
    return bytes;
  };
  try {
    let rows = 0;
    let next = 0;
    for (const [i, stretch] of cut.stretches.entries()) {
      const lines: number[] = [];
      if (stretch.lines !== null)
        while (next < also.length && (also[next] as number) < stretch.line + stretch.lines)
          lines.push(also[next++] as number);
      if (stretch.lines !== null && lines.length === 0) {
        rows += stretch.lines;
        continue;
      }
      const bytes = read(stretch);
      for (const part of stretch.lines === null ? [bytes] : partsOf(bytes, stretch, lines)) {
        if (typeof part === 'number') {
          rows += part;
          continue;
        }
        if (rows > 0) yield rows;
        rows = 0;
        const text = strictText(part, cut.encoding);
        // Only at the end of the file is the mark taken off.
        if (i === cut.stretches.length - 1) yield* withoutEndMark([text]);
        else yield text;
      }
    }
    if (rows > 0) yield rows;
  } finally {
    closeSync(fd);
  }
}

/** A plain stretch as numbers of rows and the bytes of the given lines. */
function partsOf(
  bytes: Buffer,
  { line, lines }: Extract<Stretch, { line: number }>,
  wanted: readonly number[],
): (number | Buffer)[] {
  const parts: (number | Buffer)[] = [];
  let at = 0;
  let current = line;
  for (const want of wanted) {
    if (want > current) parts.push(want - current);
    for (; current < want; current += 1) at = bytes.indexOf(LF, at) + 1;
    const end = bytes.indexOf(LF, at) + 1;
    parts.push(bytes.subarray(at, end));
    at = end;
    current += 1;
  }
  if (current < line + lines) parts.push(line + lines - current);
  return parts;
}
