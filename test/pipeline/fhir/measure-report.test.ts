import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { indicators, norms } from '../../../indicators/index.js';
import type { DefinedIndicator } from '../../../pipeline/define/index.js';
import type { DisclosedFigure } from '../../../pipeline/disclose/disclosed-figure.js';
import { measureOf } from '../../../pipeline/fhir/measure.js';
import { measureReportOf } from '../../../pipeline/fhir/measure-report.js';
import type { Scores } from '../../../pipeline/fhir/resource.js';
import { extensions } from '../../../pipeline/fhir/vocabulary.js';

interface Validator {
  validate(
    resource: unknown,
    options?: object,
  ): { readonly valid: boolean; readonly messages: readonly unknown[] };
}
const { Fhir } = createRequire(import.meta.url)('fhir') as { readonly Fhir: new () => Validator };
const validator = new Fhir();

const of = (measure: DefinedIndicator['measure'], strata = false): DefinedIndicator => {
  const found = indicators.find(
    (one) => one.measure === measure && (!strata || (one.strata?.length ?? 0) > 0),
  );
  if (!found) throw new Error(measure);
  return found;
};

/** 7 of 20, with 1 pending, 2 unknown and 3 excluded. */
const figure = (
  { code, id, version, hash }: DefinedIndicator,
  own: Partial<DisclosedFigure> = {},
): DisclosedFigure => ({
  code,
  indicator: id,
  version,
  level: 'hospital',
  unit: 'H0101',
  period_type: 'quarter',
  period: '2026Q1',
  stratum: '',
  numerator: 7,
  denominator: 20,
  pending: 1,
  unknown: 2,
  excluded: 3,
  undated: 0,
  expected: null,
  rate: 0.35,
  low_bound: 0.35,
  high_bound: 0.45,
  errs: 'at least',
  ci_low: 0.18,
  ci_high: 0.57,
  decide_low: 0.17,
  decide_high: 0.6,
  threshold: 0.4,
  operator: '>=',
  norm: 'G11',
  clause: '四',
  applies: 'binding',
  formal: 'not_met',
  verdict: 'cannot_tell',
  p_value: 0.4,
  needed: 31,
  suppressed: false,
  batch: '2026-10-00000000',
  definition_hash: hash,
  as_of: '2026-10-31',
  data_through: '2026-10',
  state: 'value',
  sides: 'shown',
  ...own,
});

const hidden: Partial<DisclosedFigure> = {
  numerator: null,
  denominator: null,
  pending: null,
  unknown: null,
  excluded: null,
  undated: null,
  rate: null,
  ci_low: null,
  ci_high: null,
  low_bound: null,
  high_bound: null,
  decide_low: null,
  decide_high: null,
  formal: null,
  verdict: null,
  p_value: null,
  needed: null,
  suppressed: true,
  state: 'suppressed',
  sides: 'suppressed',
};

const report = (indicator: DefinedIndicator, own: Partial<DisclosedFigure> = {}) =>
  measureReportOf(figure(indicator, own), indicator);
const group = (indicator: DefinedIndicator, own: Partial<DisclosedFigure> = {}) =>
  report(indicator, own).group[0] as Scores;
const counts = ({ population }: Scores) =>
  Object.fromEntries(population.map(({ code, count }) => [code.coding?.[0]?.code, count]));
const extension = ({ extension: all = [] }: Pick<Scores, 'extension'>, name: string) => {
  const { url, ...value } = all.find((one) => one.url.endsWith(`/${name}`)) ?? { url: '' };
  return Object.values(value)[0];
};

describe('a figure as a MeasureReport', () => {
  it('has what is counted in its populations, the rest in extensions', () => {
    const scores = group(of('proportion'));
    expect(counts(scores)).toEqual({ denominator: 20, numerator: 7 });
    expect(scores.measureScore).toMatchObject({ value: 0.35, code: '1' });
    expect(extension(scores, 'pending')).toBe(1);
    expect(extension(scores, 'unknown')).toBe(2);
    expect(extension(scores, 'excluded')).toBe(3);
    expect(extension(scores, 'verdict')).toBe('cannot-tell');
    expect(extension(scores, 'p-value')).toBe(0.4);
    expect(extension(scores, 'norm')).toBe('G11');
  });

  it('is of a version, a unit and the days of its period', () => {
    const indicator = of('proportion');
    const { measure, subject, period, date, id } = report(indicator);
    expect(measure).toBe(
      `https://zhikong.invalid/fhir/Measure/${indicator.code.toLowerCase()}|${indicator.version}`,
    );
    expect(subject.identifier).toEqual({ system: 'https://zhikong.invalid/fhir/hospital', value: 'H0101' });
    expect(period).toEqual({ start: '2026-01-01', end: '2026-03-31' });
    expect(date).toBe('2026-10-31');
    expect(report(indicator, { unit: 'H0102' }).id).not.toBe(id);
    expect(report(indicator).id).toBe(id);
  });

  it('has a stratum as a stratum, so that nobody adds it to its whole', () => {
    const [first] = report(of('proportion', true), { stratum: 'mode=VV' }).group;
    expect(first).toMatchObject({
      stratifier: [
        { code: [{ text: 'mode' }], stratum: [{ value: { text: 'VV' }, measureScore: { value: 0.35 } }] },
      ],
    });
    expect(first).not.toHaveProperty('population');
  });

  it('says O and E of a standardised ratio apart from its cases', () => {
    const scores = group(of('standardised ratio'), {
      numerator: 12,
      expected: 9.6,
      denominator: 40,
      rate: 1.25,
    });
    expect(counts(scores)).toEqual({ 'measure-population': 40 });
    expect([extension(scores, 'observed'), extension(scores, 'expected')]).toEqual([12, 9.6]);
    expect(scores.measureScore).toMatchObject({ value: 1.25 });
  });

  it('has the count of a volume as its score, and the unit of a median', () => {
    expect(group(of('volume'), { denominator: null, rate: null }).measureScore).toMatchObject({ value: 7 });
    expect(group(of('median'), { numerator: null, rate: 95 }).measureScore).toMatchObject({ value: 95 });
  });

  it('has no score where there is nothing to divide by, and says why', () => {
    const scores = group(of('proportion'), { numerator: 0, denominator: 0, rate: null, state: 'not due' });
    expect(scores.measureScore).toBeUndefined();
    expect(extension(scores, 'state')).toBe('not-due');
  });

  it('masks what is hidden: never 0, never left out', () => {
    for (const measure of ['proportion', 'ratio', 'median', 'volume', 'standardised ratio'] as const) {
      const scores = group(of(measure), { ...hidden, expected: null });
      for (const { count, _count } of scores.population) {
        expect(count).toBeUndefined();
        expect(_count?.extension[0]?.valueCode).toBe('masked');
      }
      expect(scores.measureScore).toEqual({ extension: [expect.objectContaining({ valueCode: 'masked' })] });
      expect(JSON.stringify(scores)).not.toMatch(/valueInteger|valueDecimal":(?!0\.4\b)/);
    }
  });

  it('is what a validator of others takes; one without its period is not', () => {
    for (const indicator of indicators) {
      const resource = report(indicator);
      expect(validator.validate(resource, { errorOnUnexpected: true })).toMatchObject({ valid: true });
      expect(validator.validate(measureOf(indicator, norms), { errorOnUnexpected: true })).toMatchObject({
        valid: true,
      });
    }
    const { period, ...broken } = report(of('proportion'));
    expect(period).toBeDefined();
    expect(validator.validate(broken).valid).toBe(false);
  });
});

describe('docs/fhir.md', () => {
  it.each(['fhir.md', 'fhir.en.md'])('%s says every extension', (name) => {
    const text = readFileSync(join(import.meta.dirname, '../../../docs', name), 'utf8');
    expect(Object.keys(extensions).filter((extension) => !text.includes(`\`${extension}\``))).toEqual([]);
  });
});
