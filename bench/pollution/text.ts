import type { WrittenFile } from '../../test/pollution/write.js';

const decoders = {
  'UTF-8': new TextDecoder('utf-8'),
  'UTF-8-BOM': new TextDecoder('utf-8'),
  GB18030: new TextDecoder('gb18030'),
  'UTF-16LE-BOM': new TextDecoder('utf-16le'),
} as const;

/** The file as text without its BOM, decoded for the peers in the right encoding; bad bytes become U+FFFD, as is usual. */
export function textOf({ bytes, variant }: WrittenFile): string {
  return decoders[variant.encoding].decode(bytes);
}

export const lineEndOf = ({ variant }: WrittenFile) =>
  ({ LF: '\n', CRLF: '\r\n', CR: '\r' })[variant.lineEnd];

/** Physical lines of a record with these cells: the breaks inside them and its own end. */
export function linesOf(cells: Iterable<string>): number {
  let lines = 1;
  for (const cell of cells) lines += breaksIn(cell);
  return lines;
}

export function breaksIn(text: string): number {
  return text.includes('\n') || text.includes('\r') ? text.split(/\r\n|\r|\n/).length - 1 : 0;
}
