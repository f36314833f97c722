import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import type { SettlingLine } from '../../pipeline/receipt/receipt.js';
import type { Settling } from '../../pipeline/settle/settle.js';
import { type ReportContext, reportContext } from '../data/report-context.js';
import type { ReportData } from '../data/report-data.js';
import { printCount } from '../print/number.js';
import { printBound, printCounts, printRange, printRate } from '../print/rate.js';

/** What would settle the open figures of each hospital, in words and in order of effect. */
export function settlingLines(data: ReportData, lang: 'zh' | 'en'): Map<string, readonly SettlingLine[]> {
  const context = reportContext(data, lang);
  const found = new Map<string, SettlingLine[]>();
  for (const row of data.settling) {
    const line = settlingLine(row, context);
    if (line) found.set(row.hospital, [...(found.get(row.hospital) ?? []), line]);
  }
  return found;
}

/** One way to settle cases, in words; null for a figure that is not in the report. */
export function settlingLine(row: Settling, context: ReportContext): SettlingLine | null {
  const { data, index, lang, words } = context;
  const w = words.settling;
  const indicator = data.indicators.find(({ code, version }) => code === row.code && version === row.version);
  const figure = indicator && index.at(indicator, { ...row, level: 'hospital', unit: row.hospital });
  if (!indicator || !figure) return null;
  const rate = printRate(figure, indicator, lang);
  const { data_through } = figure;
  return {
    code: row.code,
    title: indicator.title[lang],
    now: `${w.now(
      [printCounts(figure, indicator), rate]
        .filter((part) => part !== null)
        .join(' = ')
        .replace('= ≥', '≥'),
      printCount(row.open),
    )}${data_through !== null && data_through < data.month ? words.semicolon + words.dataThrough(data_through) : ''}`,
    fill: fillText(row, context),
    result: resultText(row, figure, indicator, context),
    rows: row.rows,
  };
}

function fillText({ header, absent, lists, cases, rows }: Settling, { words }: ReportContext): string {
  const w = words.settling;
  if (header === null) return (lists ? w.lists : w.several)(printCount(cases));
  return absent ? w.add(header) : w.fillIn(header, printCount(rows.length));
}

function resultText(
  row: Settling,
  figure: Figure,
  indicator: DefinedIndicator,
  { words, lang }: ReportContext,
): string {
  if (row.header === null) return '';
  const w = words.settling;
  const count = printCount(row.cases);
  const range = printRange(row.low, row.high, figure, indicator, lang);
  if (row.decided === 0) return w.oneWay(count, range);
  const [low, high] = [row.low, row.high].map((end) => printBound(end, figure, indicator, lang));
  if (low !== undefined && low === high) return w.resultOne(count, low);
  return w.result(count, range, row.sure === row.open);
}
