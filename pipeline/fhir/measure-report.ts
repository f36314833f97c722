import { createHash } from 'node:crypto';
import type { DefinedIndicator } from '../define/index.js';
import { lastDay, monthName, monthsOf } from '../define/periods.js';
import type { DisclosedFigure } from '../disclose/disclosed-figure.js';
import { improvementOf, measureUrl } from './measure.js';
import { countOf, scoredAs } from './populations.js';
import type { MeasureReport, ReportPopulation, Score, Scores } from './resource.js';
import { base, extensionsOf, masked, systems } from './vocabulary.js';

/** A figure as a FHIR R4 MeasureReport of one group, or of one stratum of it. What is hidden is told as masked and never left out. */
export function measureReportOf(figure: DisclosedFigure, indicator: DefinedIndicator): MeasureReport {
  const { first, last } = monthsOf(figure.period);
  const scores = scoresOf(figure, indicator);
  const [name = '', value = ''] = figure.stratum.split('=');
  return {
    resourceType: 'MeasureReport',
    id: idOf(figure),
    extension: extensionsOf({
      'period-type': figure.period_type,
      'definition-hash': figure.definition_hash,
      batch: figure.batch,
      'as-of': figure.as_of,
      'data-through': figure.data_through,
    }),
    status: 'complete',
    type: 'summary',
    measure: `${measureUrl(indicator)}|${figure.version}`,
    subject: {
      type: 'Location',
      identifier: { system: `${base}/${figure.level}`, value: figure.unit },
    },
    date: figure.as_of,
    period: { start: `${monthName(first)}-01`, end: lastDay(last) },
    ...improvementOf(indicator.better),
    group: [
      figure.stratum === ''
        ? scores
        : { stratifier: [{ code: [{ text: name }], stratum: [{ ...scores, value: { text: value } }] }] },
    ],
  };
}

/** An id that the same figure of the same batch always has. */
function idOf({ code, version, level, unit, period_type, period, stratum, batch }: DisclosedFigure): string {
  const key = [batch, code, version, level, unit, period_type, period, stratum].join('\0');
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}

function scoresOf(figure: DisclosedFigure, indicator: DefinedIndicator): Scores {
  const isRatioOfExpected = indicator.measure === 'standardised ratio';
  return {
    extension: extensionsOf({
      state: figure.state,
      sides: figure.sides,
      pending: figure.pending,
      unknown: figure.unknown,
      undated: figure.undated,
      excluded: figure.excluded,
      observed: isRatioOfExpected ? figure.numerator : null,
      expected: figure.expected,
      errs: figure.errs,
      'ci-low': figure.ci_low,
      'ci-high': figure.ci_high,
      'low-bound': figure.low_bound,
      'high-bound': figure.high_bound,
      'decide-low': figure.decide_low,
      'decide-high': figure.decide_high,
      threshold: figure.threshold,
      operator: figure.operator,
      norm: figure.norm,
      clause: figure.clause,
      applies: figure.applies,
      formal: figure.formal,
      verdict: figure.verdict,
      'p-value': figure.p_value,
      needed: figure.needed,
    }),
    population: scoredAs(indicator).populations.map((population): ReportPopulation => {
      const count = countOf(population, figure);
      const code = { coding: [{ system: systems.population, code: population }] };
      return count === null ? { code, _count: masked } : { code, count };
    }),
    ...scoreOf(figure, indicator),
  };
}

/** The score; absent where there is none, which `state` tells apart. */
function scoreOf(figure: DisclosedFigure, indicator: DefinedIndicator): { readonly measureScore?: Score } {
  if (figure.state === 'suppressed') return { measureScore: masked };
  if (indicator.measure === 'volume')
    return figure.numerator === null
      ? {}
      : { measureScore: { value: figure.numerator, unit: 'n', ...plain } };
  if (figure.rate === null) return {};
  if (indicator.measure === 'median')
    return { measureScore: { value: figure.rate, unit: indicator.value.unit || 'n' } };
  const { numerator, denominator } = indicator.unit;
  return { measureScore: { value: figure.rate, unit: `${numerator}/${denominator}`, ...plain } };
}

/** A pure number: the words of its unit are not part of it. */
const plain = { system: systems.units, code: '1' } as const;
