import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { ecmoIndicators2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Runs in which air entered the circuit (venous side, infusion line, cannula connection, cavitation) over runs.
 *
 * A run with several entries counts once. The source divides by 同期患者总例次, read as runs. A run counts when its support is over; a blank is
 * not known, so the rate shown is a minimum.
 */
export const ecmoCircuitAir = defineIndicator({
  code: 'ECMO-04B',
  id: 'ecmo-circuit-air',
  version: '2022-r2',
  revises: { ...blanksCount('2022'), facts: true },
  title: { zh: '循环管路进气率', en: 'air in the circuit' },
  meaning: {
    zh: 'ECMO循环管路进气的例次，占同期ECMO应用总例次的比例',
    en: 'runs with air in the circuit, over all runs begun in the period',
  },
  rationale: {
    zh: '管路进气可致空气栓塞或停机，多由操作不当引起',
    en: 'air in the circuit can embolise or stop the pump and mostly comes from handling',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.support,
  numerator: run.air_in_circuit.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [cite(ecmoIndicators2022, { clause: '指标四（二）', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
