import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { vitalFacts } from '../revisions/vital-facts.js';
import { ecmoIndicators2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Oxygenators that failed (clot, plasma leak, blood leak, poor gas exchange) and were exchanged or stopped,
 * over oxygenators used.
 *
 * Devices over devices: a run with an exchange has used two. The devices of a run are counted when its
 * support is over, because until then one more can fail. A run whose number of failures is blank is left out
 * of both sides.
 */
export const ecmoOxygenatorFailure = defineIndicator({
  code: 'ECMO-04A',
  id: 'ecmo-oxygenator-failure',
  version: '2022-r2',
  revises: vitalFacts('2022'),
  title: { zh: '氧合器故障率', en: 'oxygenator failure rate' },
  meaning: {
    zh: '因血栓、血浆渗漏、漏血或氧合欠佳而更换或停用的氧合器例次，占同期应用氧合器总例次的比例',
    en: 'oxygenators that failed and had to be exchanged or stopped, over oxygenators used',
  },
  rationale: {
    zh: '氧合器故障须紧急更换，期间患者失去氧供',
    en: 'a failed oxygenator must be changed at once while the patient goes without oxygen',
  },
  measure: 'ratio',
  unit: { numerator: 'device', denominator: 'device' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.support,
  numerator: run.oxygenator_failures,
  denominator: run.oxygenators,
  interval: 'binomial',
  multiplier: '%',
  better: 'lower',
  cites: [cite(ecmoIndicators2022, { clause: '指标四（一）', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
