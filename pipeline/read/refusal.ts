import type { Bilingual } from '../message/errors.js';
import { asText, type Notice } from '../message/notice.js';

/** Why a whole file is refused. Stable, because receipts and tests name these codes. */
export type RefusalCode =
  | 'empty-file'
  | 'unsupported-format'
  | 'not-a-regular-file'
  | 'unreadable'
  | 'changed-while-reading'
  | 'encoding-unsure'
  | 'bad-byte'
  | 'mixed-encodings'
  | 'truncated'
  | 'fullwidth-delimiter'
  | 'unknown-table'
  | 'spoilt-header'
  | 'missing-column'
  | 'duplicate-column'
  | 'unit-mismatch'
  | 'data-above-header'
  | 'header-width'
  | 'swallowed-lines'
  | 'too-many-rows'
  | 'damaged-workbook'
  | 'workbook-limit'
  | 'merged-header'
  | 'bad-mapping'
  | 'not-for-hospitals'
  | 'no-hospital-folder'
  | 'not-own-file'
  | 'same-bytes-elsewhere'
  | 'repeated';

/** A value of a notice, for programs. */
export type Fact = string | number | boolean | null | readonly string[];
/** The values of a notice by name. */
export type Facts = Readonly<Record<string, Fact>>;

/**
 * The refusal of a whole file; other files go on.
 *
 * Records may already have been passed to the sink when it is thrown (a cut shows only at the end): drop them. `line` is the physical line,
 * from 1, or null when the fault has no line. `facts` are what the notice is made of. `centre` is for the centre alone: what the sender
 * must not learn, such as whose the file is.
 */
export class FileRefusal extends Error {
  readonly code: RefusalCode;
  readonly notice: Notice;
  readonly line: number | null;
  readonly facts: Facts;
  readonly centre: Notice | null;

  constructor(
    code: RefusalCode,
    notice: Notice,
    line: number | null = null,
    facts: Facts = {},
    centre: Notice | null = null,
  ) {
    super(asText(notice).en);
    this.name = 'FileRefusal';
    this.code = code;
    this.notice = notice;
    this.line = line;
    this.facts = facts;
    this.centre = centre;
  }

  /** The notice as one text. */
  get texts(): Bilingual {
    return asText(this.notice);
  }
}
