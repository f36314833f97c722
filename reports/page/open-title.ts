import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import type { ReportContext } from '../data/report-context.js';
import { openReason, openReasons } from '../read/open-reason.js';

/** The distinct reasons for the open verdicts of a list. */
export function openTitle(
  rows: readonly { readonly figure: Figure | undefined; readonly indicator: DefinedIndicator }[],
  { words }: ReportContext,
): string {
  const found = rows.map(({ figure, indicator }) => (figure ? openReason(figure, indicator) : null));
  return words.openTitle(
    openReasons.filter((reason) => found.includes(reason)).map((reason) => words.open[reason]),
  );
}
