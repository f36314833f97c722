import type { Span, WrittenFile } from './write.js';

/** What a loader made of a file. */
export interface Outcome {
  /** The whole file was refused; `line` is the physical line it names, or null. */
  readonly refused: { readonly line: number | null } | null;
  /** The rows it gave, cells in the order of the case list. */
  readonly rows: readonly (readonly string[])[];
  /** The physical lines its messages name. */
  readonly named: readonly Span[];
  /** Messages in all, those without a line included. */
  readonly messages: number;
  /** Header, accepted, held back and skipped lines together; null when the loader cannot tell. */
  readonly lines: number | null;
}

/** The measures of one file. */
export interface Verdict {
  /** Rows are missing or wrong, and nothing was said. */
  readonly silent: boolean;
  /** The loader knows what became of every physical line. */
  readonly accounted: boolean;
  /** Every polluted row is named by its line and no other row; null for a file that must be refused or has none. */
  readonly rightRow: boolean | null;
  /** A file that must be refused is refused; null for other files. */
  readonly refusedRightly: boolean | null;
  /** Sound rows that did not come out as they are, in a file that need not be refused. */
  readonly collateral: number;
  /** Rows given that are in no row of the case list, whether or not something was said. */
  readonly wrongRows: number;
}

/** Judges a loader's outcome by the truth about the file. */
export function judge(written: WrittenFile, outcome: Outcome, list: readonly (readonly string[])[]): Verdict {
  const { file, spans, physicalLines } = written;
  const { lostColumn } = file;
  const keyOf = (cells: readonly string[]) =>
    (lostColumn === undefined ? cells : cells.with(lostColumn, '')).join('\u0001');
  const given = new Map<string, number>();
  for (const cells of outcome.rows) {
    const key = cells.length === list[0]?.length ? keyOf(cells) : cells.join('\u0002');
    given.set(key, (given.get(key) ?? 0) + 1);
  }
  const take = (row: number) => {
    const key = keyOf(list[row] ?? []);
    const count = given.get(key) ?? 0;
    if (count > 0) given.set(key, count - 1);
    return count > 0;
  };
  const sound = new Set(file.parts.flatMap(({ clean, row }) => (clean && row !== null ? [row] : [])));
  let lost = 0;
  let collateral = 0;
  for (let row = 0; row < list.length; row += 1) {
    if (take(row)) continue;
    lost += 1;
    if (sound.has(row)) collateral += 1;
  }
  let wrongRows = 0;
  for (const count of given.values()) wrongRows += count;

  const refused = outcome.refused !== null;
  const said = refused || outcome.messages > 0;
  const must = spans.filter((_, at) => file.parts[at]?.named === 'must');
  const may = spans.filter((_, at) => file.parts[at]?.named !== 'never');
  return {
    silent: !said && (lost > 0 || wrongRows > 0),
    accounted: refused || outcome.lines === physicalLines,
    rightRow: file.refused || must.length === 0 ? null : rightlyNamed(outcome, must, may),
    refusedRightly: file.refused ? refusedAt(written, outcome) : null,
    collateral: file.refused ? 0 : refused ? sound.size : collateral,
    wrongRows: refused ? 0 : wrongRows,
  };
}

/** A refusal of the whole file names the right row too when it gives its line; what that costs shows as collateral. */
function rightlyNamed({ refused, named }: Outcome, must: readonly Span[], may: readonly Span[]): boolean {
  if (refused !== null) {
    const { line } = refused;
    return line !== null && must.some((span) => meets(span, { from: line, to: line }));
  }
  return (
    must.every((span) => named.some((other) => meets(other, span))) &&
    named.every((other) => covered(other, may))
  );
}

function refusedAt({ file, spans }: WrittenFile, { refused }: Outcome): boolean {
  if (refused === null) return false;
  if (file.refusedAt === undefined) return true;
  const span = spans[file.parts.indexOf(file.refusedAt)];
  return span !== undefined && refused.line !== null && refused.line >= span.from && refused.line <= span.to;
}

const meets = (a: Span, b: Span) => a.from <= b.to && b.from <= a.to;

function covered(span: Span, by: readonly Span[]): boolean {
  for (let line = span.from; line <= span.to; line += 1) {
    if (!by.some((other) => meets({ from: line, to: line }, other))) return false;
  }
  return true;
}
