import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { vitalFacts } from '../revisions/vital-facts.js';
import { ecmoIndicators2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Pump heads that failed (rupture, clot, not working) over pump heads used.
 *
 * Devices over devices. The devices of a run are counted when its support is over, because until then one
 * more can fail. A run whose number of failures is blank is left out of both sides.
 */
export const ecmoPumpHeadFailure = defineIndicator({
  code: 'ECMO-04C',
  id: 'ecmo-pump-head-failure',
  version: '2022-r2',
  revises: vitalFacts('2022'),
  title: { zh: '泵头故障率', en: 'pump-head failure rate' },
  meaning: {
    zh: '因破裂、血栓或不能正常工作而故障的泵头例次，占同期应用泵头总例次的比例',
    en: 'pump heads that failed, over pump heads used',
  },
  rationale: {
    zh: '泵头故障使循环骤停，反映器械质量和更换时机',
    en: 'a failed pump head stops the circulation and tells of the device and of when it is changed',
  },
  measure: 'ratio',
  unit: { numerator: 'device', denominator: 'device' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.support,
  numerator: run.pump_head_failures,
  denominator: run.pump_heads,
  interval: 'binomial',
  multiplier: '%',
  better: 'lower',
  cites: [cite(ecmoIndicators2022, { clause: '指标四（三）', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
