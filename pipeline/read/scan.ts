import type { Segment } from './line-cutter.js';
import type { NotPlain, PlainGrammar } from './plain-grammar.js';
import type { PlainEncoding } from './plain-text.js';

/** Appends bytes to a file, in call order. */
export type Append = (bytes: Buffer) => Promise<void>;

/** The result of a scan, up to its first fault. */
export interface Scanned
  extends Pick<PlainGrammar, 'lines' | 'fields' | 'headerCells' | 'blanks' | 'crlf' | 'bom' | 'wide'> {
  readonly encoding: PlainEncoding;
  readonly fault: NotPlain | null;
  /** Whether the whole text was appended as UTF-8. */
  readonly utf8: boolean;
}

/** Takes the lines of a file in order. A buffer may be refilled once the scan and `release` are both done with it. */
export interface Scan {
  /** Whether there are several buffers, so that reading may run ahead. */
  readonly isParallel: boolean;
  free(): Promise<Buffer>;
  take(buffer: Buffer, segment: Segment): void;
  release(buffer: Buffer): void;
  end(): Promise<Scanned>;
  /** Resolves when no write of the scan is pending. */
  close(): Promise<void>;
}
