import { reviewReason, reviewState } from '../../reports/read/review-words.js';
import type { Review } from '../ask/cases-to-review.js';
import type { DefinedIndicator } from '../define/index.js';
import { csvPieces } from './figures-csv.js';

const fields = [
  '指标',
  '版本',
  '名称',
  '期间',
  '原因',
  'Why',
  '例数',
  '文件',
  '工作表',
  '行',
  '依据',
  'Rests on',
] as const;

/** The cases that a hospital is to review, for spreadsheets: UTF-8 with a byte order mark, CRLF, cells that begin a formula defused. No number of a patient is among them. */
export function* reviewPieces(
  review: readonly Review[],
  indicators: readonly DefinedIndicator[],
): Generator<string> {
  yield '\ufeff';
  const of = review.flatMap((row) => {
    const indicator = indicators.find(({ code, version }) => code === row.code && version === row.version);
    return indicator ? [{ row, indicator }] : [];
  });
  yield* csvPieces(
    fields,
    of,
    ({ row, indicator }) => [
      row.code,
      row.version,
      indicator.title.zh,
      row.period,
      reviewState(row, indicator, 'zh'),
      reviewState(row, indicator, 'en'),
      row.cases,
      row.file,
      row.sheet,
      row.lines,
      reviewReason(row, indicator, 'zh'),
      reviewReason(row, indicator, 'en'),
    ],
    { newline: '\r\n', quotes: true },
  );
}
