/**
 * A piece of a file, with what is known about it. Pieces that stay clean are shared by all files, so that their bytes are
 * made once.
 */
export interface Part {
  /** Without the line end that follows it. */
  readonly text: string;
  /** The row of the case list it is, or was before it was polluted; null for what is no case. */
  readonly row: number | null;
  /** A case that must be accepted with exactly its cells. */
  readonly clean: boolean;
  /** Whether a message must name a line of this part, may, or never shall. */
  readonly named: 'must' | 'may' | 'never';
  /** False for a last part without a line end. */
  readonly ended?: false;
  /** Written in another encoding than the file. */
  readonly foreign?: true;
}

/** What a file is polluted in: how it is written, or what its cells say. */
export type Group = 'structure' | 'content';

/** One polluted file and the truth about it. */
export interface PollutedFile {
  readonly kind: string;
  readonly group: Group;
  /** Where it is polluted: row of the list and column, from 0, or null. */
  readonly row: number | null;
  readonly column: number | null;
  readonly parts: readonly Part[];
  /** The whole file must be refused; `refusedAt` is the part whose line the refusal must name. */
  readonly refused: boolean;
  readonly refusedAt?: Part;
  /** A column that the file has lost, so that its cells cannot be asked for. */
  readonly lostColumn?: number;
  /** False for a pollution that makes another sound row of a sound row, so that nobody can tell. Left out of all measures. */
  readonly tellable?: false;
}
