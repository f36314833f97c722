import { findIndicator } from '../../../pipeline/ask/explain.js';
import type { Holdings, Person, Review, Statement } from '../../../pipeline/comply/holdings.js';
import type { Figure } from '../../../pipeline/figure/figures.js';

/** A hospital of which nothing is known on 2026-10-31 but what is given. */
export function holdingsOf(known: Partial<Holdings> = {}): Holdings {
  return {
    hospital: 'H01',
    on: '2026-10-31',
    month: known.on?.slice(0, 7) ?? '2026-10',
    entry: { level: '三级甲等', teaching: true, key_anesthesia: false, ecmo_training_base: false },
    statements: new Map(),
    persons: [],
    personsHeldBack: 0,
    statementsHeldBack: 0,
    reviews: new Map(),
    figures: [],
    covered: {},
    techniques: new Set(['ECMO']),
    repeated: { ecmo_runs: null, vad_implants: null },
    ...known,
  };
}

/** Statements of one day by item. */
export const stated = (values: Readonly<Record<string, Statement['value']>>): Map<string, Statement> =>
  new Map(
    Object.entries(values).map(([item, value]) => [
      item,
      { item, as_of: '2026-09-30', value, evidence: null, file: 'H01/profile.csv', line: 2 },
    ]),
  );

export const reviewed = (
  reviews: Readonly<Record<string, Pick<Review, 'verdict' | 'score'>>>,
): Map<string, Review> =>
  new Map(
    Object.entries(reviews).map(([clause, review]) => [
      clause,
      { clause, review_on: '2026-09-30', ...review, file: 'reviews.csv', line: 2 },
    ]),
  );

let people = 0;
export const personOf = (values: Person['values']): Person => {
  people += 1;
  return { id: `p${people}`, title: '主任医师', values, file: 'staff.csv', line: people + 1 };
};

/** A hospital's figure with counts; everything else is blank. */
export const figureWith = (known: Partial<Figure>): Figure => ({
  code: 'ECMO-01',
  indicator: 'ecmo-effective-removal',
  version: findIndicator(known.code ?? 'ECMO-01').version,
  level: 'hospital',
  unit: 'H01',
  period_type: 'rolling12',
  period: '2025-11..2026-10',
  stratum: '',
  numerator: null,
  denominator: null,
  errs: '',
  decide_low: null,
  decide_high: null,
  pending: 0,
  unknown: 0,
  excluded: 0,
  undated: 0,
  expected: null,
  rate: null,
  low_bound: null,
  high_bound: null,
  ci_low: null,
  ci_high: null,
  threshold: null,
  operator: null,
  norm: null,
  clause: null,
  applies: null,
  formal: null,
  verdict: null,
  p_value: null,
  needed: null,
  suppressed: false,
  batch: 'test',
  definition_hash: '',
  as_of: '2026-10-31',
  data_through: '2026-10',
  ...known,
});
