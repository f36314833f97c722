import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { ecmoNorm2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Runs whose consent was signed no later than the start of support.
 *
 * The norm requires consent without a time; before the start is our reading. An emergency in which nobody could sign in time is not met and
 * is to be discussed with the hospital, not excluded. With a date alone, the day before is met and the same day stays unknown. A blank is
 * no proof, so it counts as not met and is shown in the bounds.
 */
export const ecmoConsent = defineIndicator({
  code: 'ECMO-N07',
  id: 'ecmo-consent',
  version: '2022',
  title: { zh: 'ECMO上机前知情同意签署率', en: 'consent signed before ECMO' },
  meaning: {
    zh: '上机前已签署知情同意书的例次，占同期ECMO应用总例次的比例',
    en: 'runs with consent signed before the start, over all runs begun in the period',
  },
  rationale: {
    zh: 'ECMO风险高、费用高，患者或家属应在上机前知情',
    en: 'ECMO is risky and costly, so patient or family must know before it begins',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  numerator: run.consented_before_start.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(ecmoNorm2022, {
      clause: '三（三）',
      confidence: 'derived',
      note: {
        zh: '规范要求签署知情同意书，未写明时点；此处以上机前为准',
        en: 'the norm asks for consent without a time; before the start is our reading',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
