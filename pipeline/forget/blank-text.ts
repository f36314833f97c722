import { closeSync } from 'node:fs';
import { openNew, sync, write } from '../effects/effects.js';
import type { Encoding } from '../read/decode.js';
import { fileSource } from '../read/source.js';

/**
 * Copies a text file without the bytes of some of its physical lines; their line ends stay, so that every other line keeps its number. CR,
 * LF and CRLF each end a line.
 *
 * @param isBlanked whether the line of this number, from 1, is blanked
 */
export function blankText(
  from: string,
  to: string,
  encoding: Encoding,
  isBlanked: (line: number) => boolean,
): void {
  const [step, low] = encoding === 'utf-16le' ? [2, 0] : encoding === 'utf-16be' ? [2, 1] : [1, 0];
  const target = openNew(to);
  try {
    let line = 1;
    let gone = isBlanked(line);
    let wasReturn = false;
    let rest: Buffer = Buffer.alloc(0);
    for (const chunk of fileSource(from).chunks()) {
      const bytes = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
      const whole = bytes.length - (bytes.length % step);
      rest = bytes.subarray(whole);
      const kept = Buffer.allocUnsafe(whole);
      let length = 0;
      for (let at = 0; at < whole; at += step) {
        // In UTF-8, GB18030 and ASCII, no multi-byte character contains the byte of a line end.
        const unit = step === 1 || bytes[at + 1 - low] === 0 ? (bytes[at + low] ?? 0) : -1;
        if (wasReturn && unit !== 0x0a) gone = isBlanked(++line);
        if (!gone || unit === 0x0a || unit === 0x0d) {
          bytes.copy(kept, length, at, at + step);
          length += step;
        }
        if (unit === 0x0a) gone = isBlanked(++line);
        wasReturn = unit === 0x0d;
      }
      write(target, kept.subarray(0, length));
    }
    if (!gone) write(target, rest);
    sync(target);
  } finally {
    closeSync(target);
  }
}
