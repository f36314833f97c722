import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { elsoReport2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * The share of each mode at the start and of each age group: newborn to day 28, child to the 18th birthday, adult.
 *
 * A later change of mode does not move a run. ECPR is a class of its own, as in the international report, whatever the mode. Runs of
 * unknown age are a separate group, so that the shares add up to the whole.
 */
export const ecmoComposition = defineIndicator({
  code: 'ECMO-E05',
  id: 'ecmo-composition',
  version: '2022-r2',
  revises: {
    version: '2022',
    former: { strata: [run.mode, run.age_group] },
    reason: {
      zh: 'ECPR原先计在VA等模式之内；现与国际报告一致单列一类',
      en: 'ECPR stood inside the support modes; now it is a class of its own, as in the international report',
    },
  },
  title: { zh: 'ECMO支持模式与年龄组构成', en: 'ECMO runs by mode and by age group' },
  meaning: {
    zh: '同期ECMO应用例次按上机时支持模式（ECPR单列）、按年龄组的构成',
    en: 'share of each mode at the start, ECPR apart, and of each age group, among the runs begun in the period',
  },
  rationale: {
    zh: '各中心收治的模式和年龄不同，不看构成就不能比较其他比率',
    en: 'centres differ in modes and ages, and no other rate can be compared without knowing the mix',
  },
  measure: 'composition',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  strata: [run.mode_or_ecpr, run.age_group],
  multiplier: '%',
  better: 'monitor',
  cites: [cite(elsoReport2022, { clause: 'mode and age groups', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
