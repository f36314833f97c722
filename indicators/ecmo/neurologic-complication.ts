import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { ecmoIndicators2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Runs with a new haemorrhagic stroke, or an ischaemic one with loss of function, proven by imaging, over runs.
 *
 * The complication counts when it arises from the start of support to day 30 after it; the run is pending until day 30 is over. A blank is
 * not known, so the rate shown is a minimum.
 */
export const ecmoNeurologicComplication = defineIndicator({
  code: 'ECMO-05E',
  id: 'ecmo-neurologic-complication',
  version: '2022-r2',
  revises: blanksCount('2022'),
  title: { zh: 'ECMO神经系统并发症发生率', en: 'neurologic complications on ECMO' },
  meaning: {
    zh: '经影像证实新发出血性卒中或伴功能障碍的缺血性卒中的ECMO例次，占同期ECMO应用总例次的比例',
    en: 'runs with a new stroke proven by imaging, over all runs begun in the period',
  },
  rationale: {
    zh: '卒中使存活者失能，是存活率看不到的损失',
    en: 'a stroke disables survivors, which survival does not show',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.start30d,
  numerator: run.neurologic.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [cite(ecmoIndicators2022, { clause: '指标五（五）', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
