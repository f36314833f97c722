import { hospitalWords } from '../words/hospital.js';
import { type Lang, words } from '../words/index.js';

/** One summary with what it is about. */
export interface SummaryOf {
  /** The name of the hospital or the province. */
  readonly name: string;
  readonly isCentre: boolean;
  /** As `2026-10`. */
  readonly month: string;
  readonly edition: number;
  readonly asOf: string;
  readonly lines: readonly string[];
  readonly changed: boolean;
  /** The lines of the edition before; null for the first. */
  readonly before: readonly string[] | null;
}

/** A summary to paste into a message: plain text with a head, what the month says, and what has changed since the edition before. */
export function summaryText(of: SummaryOf, lang: Lang): string {
  const w = hospitalWords[lang].summary;
  const [year = '', month = ''] = of.month.split('-');
  const head = (of.isCentre ? w.centreHead : w.head)(
    of.name.replace(/\s+/g, ' '),
    words[lang].monthTitle(year, String(Number(month))),
    hospitalWords[lang].edition(String(of.edition)),
    of.asOf,
  );
  const before = new Set(of.before ?? []);
  const now = new Set(of.lines);
  const moved =
    of.before === null
      ? []
      : [
          w.changed,
          ...[...before].filter((line) => !now.has(line)).map((line) => `- ${line}`),
          ...of.lines.filter((line) => !before.has(line)).map((line) => `+ ${line}`),
        ];
  const state = of.changed ? (of.before === null ? [w.first] : moved) : [w.unchanged];
  return `${[head, ...of.lines, ...state, of.isCentre ? w.centreOpen : w.open].join('\n')}\n`;
}
