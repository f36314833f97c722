import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { all, any, cite, defineIndicator } from '../../pipeline/define/index.js';
import { respScore2014, saveScore2015, zhikong2026 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';
import { stayPending } from './stay-pending.js';

const run = ecmoRuns.columns;

/**
 * Survivors to discharge over the survivors expected by RESP (adults on VV) and SAVE (adults on VA, no ECPR), recalibrated.
 *
 * Each run is expected to survive like its class in the cohort of the score. Those were patients of 2000 to 2013, so this describes the mix
 * of cases and judges no hospital. A run with a blank item has no score, because a partial score is never used; it counts on neither side,
 * and neither does an unknown outcome, such as that of a patient still in hospital. The bounds are the ratios if all of them had died, or
 * none. Other modes, ECPR and children do not belong; a run with blank age or ECPR counts as undated. A SAVE score of exactly 5 is taken as
 * class II and flagged in the cases.
 *
 * Over all runs of the province in the period every probability is shifted by one amount on the logit scale, so that the province has 1 and
 * a hospital is compared with it. ECMO-E06R shows the size of the shift: the factor is its row of the province.
 */
export const ecmoStandardisedSurvival = defineIndicator({
  code: 'ECMO-E06',
  id: 'ecmo-standardised-survival',
  version: '2022-r3',
  revises: stayPending,
  title: { zh: 'ECMO标准化生存比（省内校准）', en: 'standardised survival ratio, recalibrated' },
  meaning: {
    zh: '实际出院存活例次，与RESP、SAVE评分预期且经全省校准的存活例次之比',
    en: 'survivors to discharge over those expected by RESP and SAVE, recalibrated to the province',
  },
  rationale: {
    zh: '收治更重患者的医院不应因此显得更差',
    en: 'a hospital that takes sicker patients must not look worse for it',
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
  recalibration: 'intercept',
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
      clause: 'ECMO-E06',
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
