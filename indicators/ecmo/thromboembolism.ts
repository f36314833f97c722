import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { ecmoIndicators2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Runs with thrombo-embolism proven by imaging (artery of brain or limb, deep vein, lung, heart chamber) over runs.
 *
 * The complication counts when it arises from the start of support to day 30 after it; the run is pending until day 30 is over. A blank is
 * not known, so the rate shown is a minimum.
 */
export const ecmoThromboembolism = defineIndicator({
  code: 'ECMO-05C',
  id: 'ecmo-thromboembolism',
  version: '2022-r2',
  revises: blanksCount('2022'),
  title: { zh: 'ECMO血栓栓塞发生率', en: 'thrombo-embolism on ECMO' },
  meaning: {
    zh: '经影像证实发生动脉栓塞、深静脉血栓、肺栓塞或心腔血栓的ECMO例次，占同期ECMO应用总例次的比例',
    en: 'runs with thrombo-embolism proven by imaging, over all runs begun in the period',
  },
  rationale: {
    zh: '血栓栓塞可致卒中、肢体和脏器损害，是抗凝不足的一面',
    en: 'thrombo-embolism harms brain, limbs and organs and is the other side of anticoagulation',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.start30d,
  numerator: run.thromboembolism.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [cite(ecmoIndicators2022, { clause: '指标五（三）', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
