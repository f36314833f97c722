import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { all, any, cite, defineIndicator } from '../../pipeline/define/index.js';
import { respScore2014, saveScore2015, zhikong2026 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';
import { stayPending } from './stay-pending.js';

const run = ecmoRuns.columns;

/**
 * Survivors to discharge over the survivors expected by RESP (adults on VV) and SAVE (adults on VA, no ECPR), as published.
 *
 * Each run is expected to survive like its class in the cohort of the score. Those were patients of 2000 to 2013, so this describes the mix
 * of cases and judges no hospital. A run with a blank item has no score, because a partial score is never used; it counts on neither side,
 * and neither does an unknown outcome, such as that of a patient still in hospital. The bounds are the ratios if all of them had died, or
 * none. Other modes, ECPR and children do not belong; a run with blank age or ECPR counts as undated. A SAVE score of exactly 5 is taken as
 * class II and flagged in the cases.
 *
 * The province's row is the factor by which ECMO-E06 is recalibrated.
 */
export const ecmoStandardisedSurvivalRaw = defineIndicator({
  code: 'ECMO-E06R',
  id: 'ecmo-standardised-survival-raw',
  version: '2022-r3',
  revises: stayPending,
  title: { zh: 'ECMO标准化生存比（评分原值）', en: 'standardised survival ratio, as published' },
  meaning: {
    zh: '实际出院存活例次，与RESP、SAVE评分原文预期的存活例次之比',
    en: 'survivors to discharge over those that RESP and SAVE expect as published',
  },
  rationale: {
    zh: '全省一行说明评分队列与本省患者相差多少，是校准的依据',
    en: 'the row of the province tells how far its patients are from the cohorts of the scores',
  },
  measure: 'standardised ratio',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: undefined,
  cases: all(run.age_years.atLeast(18), any(run.mode.is('VV'), all(run.mode.is('VA'), run.ecpr.isFalse()))),
  observed: run.alive_at_discharge.isTrue(),
  expected: run.expected_survival,
  recalibration: 'none',
  strata: [run.score_type],
  multiplier: '1',
  better: 'monitor',
  cites: [
    cite(respScore2014, { clause: 'points and survival of the classes', confidence: 'seen' }),
    cite(saveScore2015, {
      clause: 'points and survival of the classes',
      confidence: 'seen',
      note: {
        zh: '评分恰为5归一级还是二级，各处转载不一；此处归二级并标记',
        en: 'copies disagree whether a score of 5 is class I or II; here class II, and flagged',
      },
    }),
    cite(zhikong2026, {
      clause: 'ECMO-E06R',
      confidence: 'derived',
      note: {
        zh: '预期数来自2000–2013年的国外队列，只描述病例构成，不作优劣评价',
        en: 'what is expected comes from cohorts abroad of 2000 to 2013; it describes the mix of cases and judges nobody',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
