import { indicators, norms } from '../../indicators/index.js';
import { findIndicator } from '../ask/explain.js';
import type { DefinedIndicator } from '../define/index.js';
import { definitionSheet, thresholdsOf, thresholdText } from '../describe/definition-sheet.js';
import { sqlOf } from '../describe/indicator-sql.js';
import { definitionLines } from '../describe/plain-text.js';
import type { IndicatorFlags } from './flags.js';
import { columns, type Terminal } from './terminal.js';

/** `zhikong indicators [CODE]`: the catalogue, or one definition with its sources and SQL. */
export function indicatorsCommand(
  code: string | undefined,
  flags: IndicatorFlags,
  terminal: Terminal,
): number {
  if (code === undefined) {
    if (flags.json) terminal.out(`${JSON.stringify(indicators.map(summary), null, 2)}\n`);
    else
      terminal.out(
        `${columns(indicators.map((i) => [i.code, i.title[flags.lang], i.version, thresholdsText(i)]))}\n`,
      );
    return 0;
  }
  const indicator = findIndicator(code);
  const sheet = definitionSheet(indicator, norms);
  terminal.out(
    flags.json
      ? `${JSON.stringify({ ...summary(indicator), entries: sheet.entries, sql: sqlOf(indicator) }, null, 2)}\n`
      : `${[...definitionLines(sheet, flags.lang), '', 'SQL:', sqlOf(indicator)].join('\n')}\n`,
  );
  return 0;
}

const thresholdsText = (indicator: DefinedIndicator): string =>
  thresholdsOf(indicator, norms)
    .map(({ norm, threshold }) => `${thresholdText(threshold)} (${norm.id} ${threshold.clause})`)
    .join('; ');

const summary = (i: DefinedIndicator) => ({
  code: i.code,
  id: i.id,
  version: i.version,
  hash: i.hash,
  title: i.title,
  meaning: i.meaning,
  measure: i.measure,
  unit: i.unit,
  table: i.of.name,
  better: i.better,
  multiplier: i.multiplier,
  effective_from: i.effectiveFrom ?? null,
  effective_to: i.effectiveTo ?? null,
  thresholds: thresholdsOf(i, norms).map(({ norm, threshold: t }) => ({
    norm: norm.id,
    clause: t.clause,
    operator: t.operator,
    value: t.value,
    scope: t.scope,
    periods: t.periods,
    inferred: t.inferred,
  })),
  cites: i.cites.map(({ source, clause, confidence, note }) => ({
    source: source.id,
    title: source.title,
    year: source.year,
    clause,
    confidence,
    note,
  })),
  checked_by: i.checkedBy,
  reviewed_on: i.reviewedOn,
});
