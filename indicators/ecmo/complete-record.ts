import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { all, cite, defineIndicator } from '../../pipeline/define/index.js';
import { vitalFacts } from '../revisions/vital-facts.js';
import { ecmoNorm2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Runs in whose record every field is filled that the national indicators of the first 30 days need, over runs.
 *
 * These are end of support and its reason, life or death at 48 hours and at day 30 as far as they follow from the record, devices and their
 * failures, accidents and complications. A run counts when 48 hours after removal and 30 days after the start are over, so that no field is
 * required before its event. Follow-up at one year falls due later and is not required here. A blank is itself the answer, so nothing is
 * unknown.
 */
export const ecmoCompleteRecord = defineIndicator({
  code: 'ECMO-N09C',
  id: 'ecmo-complete-record',
  version: '2022-r2',
  revises: vitalFacts('2022'),
  title: { zh: 'ECMO病例填报完整率', en: 'complete records' },
  meaning: {
    zh: '国家指标所需各项均已填报的例次，占同期ECMO应用总例次的比例',
    en: 'runs whose record holds every field that the national indicators need, over all runs begun in the period',
  },
  rationale: {
    zh: '缺项使比率的上下限变宽，结论只能是数据不全',
    en: 'blanks widen the bounds of every rate until nothing can be told',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.outcomes,
  numerator: all(
    run.end_reason.isKnown(),
    run.alive_48h_after_removal.isKnown(),
    run.died_within_30d.isKnown(),
    run.oxygenators.isKnown(),
    run.oxygenator_failures.isKnown(),
    run.pump_heads.isKnown(),
    run.pump_head_failures.isKnown(),
    run.circuits.isKnown(),
    run.accidental_decannulations.isKnown(),
    run.air_in_circuit.isKnown(),
    run.pump_stop.isKnown(),
    run.cannulation_accident.isKnown(),
    run.bleeding.isKnown(),
    run.hemolysis.isKnown(),
    run.thromboembolism.isKnown(),
    run.limb_ischemia.isKnown(),
    run.neurologic.isKnown(),
    run.bloodstream_infection.isKnown(),
  ),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(ecmoNorm2022, {
      clause: '三（六）3',
      confidence: 'derived',
      note: {
        zh: '规范要求上报相关信息而未列字段；完整以国家指标所需为准',
        en: 'the norm asks for the case to be reported and lists no fields; complete means what the national indicators need',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
