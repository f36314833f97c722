import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { vitalFacts } from '../revisions/vital-facts.js';
import { ecmoIndicators2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Circuits that came apart or cannulae that were pulled out (a loose connection, a move out of step) over
 * circuits used.
 *
 * Devices over devices; one circuit counts as one device, and more accidents than circuits is refused as a
 * contradiction. The devices of a run are counted when its support is over, because until then one more can
 * fail. A run whose number of failures is blank is left out of both sides.
 */
export const ecmoAccidentalDecannulation = defineIndicator({
  code: 'ECMO-04E',
  id: 'ecmo-accidental-decannulation',
  version: '2022-r2',
  revises: vitalFacts('2022'),
  title: { zh: '意外脱管率', en: 'accidental decannulation rate' },
  meaning: {
    zh: '因连接处松弛或搬运不同步而意外脱管的例次，占同期应用管路总例次的比例',
    en: 'accidental decannulations and disconnections, over circuits used',
  },
  rationale: {
    zh: '意外脱管可在数分钟内致命，且多可由固定和搬运规范避免',
    en: 'a circuit that comes apart can kill within minutes, and fixing and moving by rule prevents most of it',
  },
  measure: 'ratio',
  unit: { numerator: 'device', denominator: 'device' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.support,
  numerator: run.accidental_decannulations,
  denominator: run.circuits,
  interval: 'binomial',
  multiplier: '%',
  better: 'lower',
  cites: [cite(ecmoIndicators2022, { clause: '指标四（五）', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
