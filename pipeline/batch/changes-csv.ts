import Papa from 'papaparse';
import type { DefinedIndicator } from '../define/index.js';
import { monthName } from '../define/periods.js';
import { formulaLike } from '../message/formula.js';
import type { Counted } from '../restate/last-published.js';
import { causes, type MovedCase } from '../restate/moved-cases.js';
import type { Restatement } from '../restate/restate.js';

const compared: readonly (keyof Counted)[] = [
  'numerator',
  'denominator',
  'rate',
  'pending',
  'unknown',
  'formal',
  'verdict',
];
const named = (cause: string) => cause.replaceAll(' ', '_');

/** Columns of `changes.csv`. */
export const changeColumns: readonly string[] = [
  ...['code', 'version', 'level', 'unit', 'period_type', 'period', 'stratum'],
  ...compared.flatMap((name) => [`was_${name}`, `now_${name}`]),
  'split',
  ...causes.flatMap((cause) =>
    ['cases', 'numerator', 'denominator'].map((name) => `${named(cause)}_${name}`),
  ),
  'compared_with',
];

/** Columns of `changed-cases.csv`. */
export const changedCaseColumns: readonly string[] = [
  ...['code', 'hospital_id', 'towards', 'cause', 'was', 'now', 'was_month', 'now_month'],
  ...['was_file', 'was_line', 'now_file', 'now_line', 'cells'],
];

/**
 * What a batch says otherwise than was published, as the files of its report: `changes.csv` the figures with the causes that add up to their
 * difference, `changed-cases.csv` the cases behind them, first the corrections that make a published outcome look better. No files where
 * nothing was published before.
 */
export function changeFiles(
  { base, figures, cases }: Restatement,
  indicators: readonly DefinedIndicator[],
): ReadonlyMap<string, string> {
  if (base === null) return new Map();
  const better = new Map(indicators.map(({ code, better }) => [code, better]));
  const rows = figures.map(({ was, now, shares, ...place }) => [
    ...[place.code, place.version, place.level, place.unit, place.period_type, place.period, place.stratum],
    ...compared.flatMap((name) => [was[name], now[name]]),
    shares === null ? 'no' : 'yes',
    ...causes.flatMap((cause) => {
      if (shares === null) return [null, null, null];
      const share = shares.find((one) => one.cause === cause);
      return [share?.cases ?? 0, share?.numerator ?? 0, share?.denominator ?? 0];
    }),
    base.batch,
  ]);
  const listed = cases.map((one) => ({ one, towards: towards(one, better.get(one.code)) }));
  const isFirst = ({ one, towards }: (typeof listed)[number]) =>
    one.cause === 'corrected' && towards === 'better';
  const ordered = [...listed.filter(isFirst), ...listed.filter((row) => !isFirst(row))];
  const monthOf = (month: number | null) => (month === null ? null : monthName(month));
  return new Map([
    ['changes.csv', csv(changeColumns, rows)],
    [
      'changed-cases.csv',
      csv(
        changedCaseColumns,
        ordered.map(({ one, towards }) => [
          ...[one.code, one.hospital_id, towards, one.cause, one.was, one.now],
          ...[monthOf(one.was_month), monthOf(one.now_month)],
          ...[one.was_file, one.was_line, one.now_file, one.now_line],
          one.cells.map(({ column, was, now }) => `${column}: ${was ?? ''} → ${now ?? ''}`).join('; '),
        ]),
      ),
    ],
  ]);
}

/** How many cases, each once, whose correction makes a published outcome look better. */
export function correctedToBetter({ cases }: Restatement, indicators: readonly DefinedIndicator[]): number {
  const better = new Map(indicators.map((one) => [one.code, one.better]));
  const found = cases.filter(
    (one) => one.cause === 'corrected' && towards(one, better.get(one.code)) === 'better',
  );
  return new Set(found.map(({ hospital_id, now_file, now_line }) => `${hospital_id} ${now_file} ${now_line}`))
    .size;
}

/** Whether a case now counts for or against the figure; empty where it does neither, or nobody says which way is better. */
function towards({ was, now }: MovedCase, better: string | undefined): 'better' | 'worse' | '' {
  const step =
    (now === 'met' ? 1 : now === 'not met' ? -1 : 0) - (was === 'met' ? 1 : was === 'not met' ? -1 : 0);
  if (was === null || now === null || step === 0) return '';
  if (better !== 'higher' && better !== 'lower') return '';
  return step > 0 === (better === 'higher') ? 'better' : 'worse';
}

const csv = (fields: readonly string[], data: readonly (readonly unknown[])[]) =>
  `${Papa.unparse({ fields: [...fields], data: data.map((row) => [...row]) }, { newline: '\n', escapeFormulae: formulaLike })}\n`;
