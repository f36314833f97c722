import type { Bilingual } from '../message/errors.js';

/**
 * How sure we are of what a source says.
 * `seed`: stated in a regulation at hand; `seen`: read in a source text, official or a faithful copy;
 * `recalled`: general knowledge, no text at hand; `derived`: our own reading of a silent or garbled source.
 */
export type Confidence = 'seed' | 'seen' | 'recalled' | 'derived';

/** A document, declared once in `indicators/texts/sources.ts`. */
export interface Source {
  readonly id: string;
  readonly title: Bilingual;
  readonly year: number;
  readonly issuer: string;
}

/** Where in a source a statement stands. */
export interface Citation {
  readonly source: Source;
  readonly clause: string;
  readonly confidence: Confidence;
  /** What was chosen where the source is silent or garbled. */
  readonly note?: Bilingual;
}

/** Where in a document something stands, and how surely it was read there. */
export const cite = (source: Source, at: Omit<Citation, 'source'>): Citation => ({ source, ...at });
