import { indicators } from '../../indicators/index.js';
import { norms } from '../../indicators/norms/index.js';
import { countedSql, medianSql, patientsSql } from '../compile/figures-sql.js';
import { isAdditive } from '../compile/indicator-sql.js';
import type { Defined } from '../define/index.js';
import { findIndicator } from '../explain.js';
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
        `${columns(indicators.map((i) => [i.code, i.title[flags.lang], i.version, thresholdText(i)]))}\n`,
      );
    return 0;
  }
  const indicator = findIndicator(code);
  terminal.out(
    flags.json
      ? `${JSON.stringify({ ...summary(indicator), sql: sqlOf(indicator) }, null, 2)}\n`
      : `${definitionText(indicator, flags.lang)}\n`,
  );
  return 0;
}

/** The SQL that counts an indicator from its cases. */
export function sqlOf(indicator: Defined): string {
  const cases = `SELECT * FROM ${indicator.of.name}`;
  const dimensions = (indicator.strata ?? []).map(({ name }) => name);
  if (indicator.measure === 'median') return medianSql(indicator, cases);
  return isAdditive(indicator)
    ? countedSql([indicator], dimensions, cases)
    : patientsSql([indicator], dimensions, cases);
}

const thresholdsOf = ({ code }: Defined) =>
  norms.flatMap((norm) =>
    norm.thresholds.filter((t) => t.indicator.code === code).map((threshold) => ({ norm, threshold })),
  );

const signs = { '>=': '≥', '>': '>', '<=': '≤', '<': '<' } as const;

function thresholdText(indicator: Defined): string {
  return thresholdsOf(indicator)
    .map(({ norm, threshold: { operator, value, clause } }) => {
      const size =
        indicator.measure === 'volume' ? String(value.num / value.den) : `${(value.num * 100) / value.den} %`;
      return `${signs[operator]} ${size} (${norm.id} ${clause})`;
    })
    .join('; ');
}

const summary = (i: Defined) => ({
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
  thresholds: thresholdsOf(i).map(({ norm, threshold: t }) => ({
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

function definitionText(i: Defined, lang: 'zh' | 'en'): string {
  const zh = lang === 'zh';
  const lines = [
    `${i.code}  ${i.title[lang]}  (${i.id}, ${i.version}, ${i.hash})`,
    i.meaning[lang],
    '',
    `${zh ? '计数单位' : 'unit of count'}: ${i.unit.numerator} / ${i.unit.denominator}   ${zh ? '方向' : 'better'}: ${i.better}   × ${i.multiplier}`,
    `${zh ? '窗口' : 'window'}: ${i.window ? i.window.title[lang] : '—'}`,
    `${zh ? '排除' : 'exclusions'}: ${
      Object.values(i.exclusions ?? {})
        .map(({ title }) => title[lang])
        .join('; ') || '—'
    }`,
    `${zh ? '结局不明' : 'unknown outcome'}: ${'unknown' in i ? i.unknown : '—'}`,
    `${zh ? '阈值' : 'threshold'}: ${thresholdText(i) || '—'}`,
    `${zh ? '出处' : 'sources'}:`,
    ...i.cites.map(
      (c) => `  ${c.source.title[lang]}，${c.clause} [${c.confidence}]${c.note ? ` — ${c.note[lang]}` : ''}`,
    ),
    `${zh ? '核对' : 'checked'}: ${i.checkedBy ?? (zh ? '尚未由专家核对' : 'not yet checked by an expert')}`,
    `${zh ? '复核日期' : 'reviewed on'}: ${i.reviewedOn}`,
    '',
    'SQL:',
    sqlOf(i),
  ];
  return lines.join('\n');
}
