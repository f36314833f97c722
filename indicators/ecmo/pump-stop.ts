import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { ecmoIndicators2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Runs in which the pump stopped by failure (power cut, empty battery, machine) over runs.
 *
 * A planned stop for an exchange is not one; a run with several stops counts once. The source divides by 同期患者总例次, read as runs. A run
 * counts when its support is over; a blank is not known, so the rate shown is a minimum.
 */
export const ecmoPumpStop = defineIndicator({
  code: 'ECMO-04D',
  id: 'ecmo-pump-stop',
  version: '2022-r2',
  revises: { ...blanksCount('2022'), facts: true },
  title: { zh: '停泵故障率', en: 'pump stop rate' },
  meaning: {
    zh: '因断电、备用电源耗尽或机器故障而停泵的例次，占同期ECMO应用总例次的比例',
    en: 'runs with a pump stop by failure, over all runs begun in the period',
  },
  rationale: {
    zh: '停泵即停止生命支持，多可由备用电源和检查避免',
    en: 'a pump that stops ends life support, and spare power and checks prevent most of it',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.support,
  numerator: run.pump_stop.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [cite(ecmoIndicators2022, { clause: '指标四（四）', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
