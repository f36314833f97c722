import type { Bilingual } from '../message/errors.js';

/**
 * How certain a statement about a source is. `seed`: stated in a regulation at hand; `seen`: read in a source text, official or a faithful
 * copy; `recalled`: general knowledge, no text at hand; `derived`: our own reading of a silent or garbled source.
 */
export type Confidence = 'seed' | 'seen' | 'recalled' | 'derived';

/** A document, declared once in `indicators/texts/sources.ts`. */
export interface Source {
  readonly id: string;
  readonly title: Bilingual;
  readonly year: number;
  readonly issuer: string;
}

/** The place of a statement in a source. */
export interface Citation {
  readonly source: Source;
  readonly clause: string;
  readonly confidence: Confidence;
  /** Our choice where the source is silent or garbled. */
  readonly note?: Bilingual;
}

/** Makes a citation: the place in a source and the confidence of the reading. */
export const cite = (source: Source, at: Omit<Citation, 'source'>): Citation => ({ source, ...at });
