import type { Notice } from '../message/notice.js';
import type { FoundHeader } from './header.js';
import {
  mixedLineEnds,
  noFinalNewline,
  noRows,
  trailingSeparators,
  unknownColumn,
  unnamedColumn,
} from './messages.js';
import type { Facts } from './refusal.js';
import type { RowsRead } from './rows-read.js';

/** The kinds of warnings about a file. Stable, because receipts and tests name them. */
export type WarningCode =
  | 'unknown-column'
  | 'unnamed-column'
  | 'mixed-line-ends'
  | 'no-final-newline'
  | 'no-rows'
  | 'trailing-separators'
  | 'inner-bom'
  | 'replacement-char'
  | 'private-use'
  | 'foreign-letter'
  | 'unknown-sheet'
  | 'hidden-sheet'
  | 'hidden-rows'
  | 'hidden-columns'
  | 'number-identifiers'
  | 'merged-cells'
  | 'cells-outside'
  | 'macros-ignored';

/** A doubt about a file that was read all the same. */
export interface ReadWarning {
  readonly code: WarningCode;
  readonly notice: Notice;
  readonly line: number | null;
  readonly facts: Facts;
}

/** The warnings about columns that were not loaded. */
export function headerWarnings({ unknown, line }: FoundHeader): ReadWarning[] {
  const warnings: ReadWarning[] = [];
  for (const { header, position, near } of unknown) {
    if (header === '') continue;
    const facts = { header, column: position + 1, near };
    const notice = unknownColumn(header, position + 1, near);
    warnings.push({ code: 'unknown-column', notice, line, facts });
  }
  const unnamed = unknown.filter(({ header }) => header === '').map(({ position }) => position + 1);
  if (unnamed.length > 0) {
    warnings.push({
      code: 'unnamed-column',
      notice: unnamedColumn(unnamed),
      line,
      facts: { columns: unnamed.map(String) },
    });
  }
  return warnings;
}

/** The warning that every row has this many blank cells behind the header's last column. */
export function surplusWarnings(surplus: number): ReadWarning[] {
  if (surplus === 0) return [];
  return [
    { code: 'trailing-separators', notice: trailingSeparators(surplus), line: null, facts: { surplus } },
  ];
}

/** The warnings that need the whole file to have been read. */
export function tailWarnings({ ends, unterminated, records, heldBack }: RowsRead): ReadWarning[] {
  const warnings: ReadWarning[] = [];
  if ([ends.crlf, ends.lf, ends.cr].filter((count) => count > 0).length > 1) {
    const notice = mixedLineEnds(ends.crlf, ends.lf, ends.cr);
    warnings.push({ code: 'mixed-line-ends', notice, line: null, facts: { ...ends } });
  }
  if (unterminated !== null) {
    const notice = noFinalNewline(unterminated);
    warnings.push({ code: 'no-final-newline', notice, line: unterminated, facts: {} });
  }
  if (records + heldBack === 0) warnings.push({ code: 'no-rows', notice: noRows(), line: null, facts: {} });
  return warnings;
}
