import type { SettlingLine } from '../pipeline/receipt/receipt.js';
import type { Settling } from '../pipeline/settle/settle.js';
import { printCount } from './print/number.js';
import { printBound, printCounts, printRange, printRate } from './print/rate.js';
import { type ReportContext, reportContext } from './report-context.js';
import type { ReportData } from './report-data.js';

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

/** One way to settle cases, in words; null for a figure that the report does not hold. */
export function settlingLine(row: Settling, context: ReportContext): SettlingLine | null {
  const { data, index, lang, words } = context;
  const w = words.settling;
  const indicator = data.indicators.find(({ code, version }) => code === row.code && version === row.version);
  const figure = indicator && index.at(indicator, { ...row, level: 'hospital', unit: row.hospital });
  if (!indicator || !figure) return null;
  const rate = printRate(figure, indicator, lang);
  const [low, high] = [row.low, row.high].map((end) => printBound(end, figure, indicator, lang));
  const range = printRange(row.low, row.high, figure, indicator, lang);
  const count = printCount(row.cases);
  return {
    code: row.code,
    title: indicator.title[lang],
    now: w.now(
      [printCounts(figure, indicator), rate]
        .filter((part) => part !== null)
        .join(' = ')
        .replace('= ≥', '≥'),
      printCount(row.open),
    ),
    fill:
      row.header === null
        ? w.several(count)
        : row.absent
          ? w.add(row.header)
          : w.fillIn(row.header, printCount(row.rows.length)),
    result:
      row.header === null
        ? ''
        : low !== undefined && low === high
          ? w.resultOne(count, low)
          : w.result(count, range, row.cases === row.open),
    rows: row.rows,
  };
}
