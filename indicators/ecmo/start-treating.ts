import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { ecmoNorm2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Non-emergency runs whose start was planned with at least one physician who treats the patient.
 *
 * One of the three parts of ECMO-N04, so that each clause is judged by its own requirement. A run with a blank urgency is undated. A blank
 * is no proof, so it counts as not met and is shown in the bounds.
 */
export const ecmoStartTreating = defineIndicator({
  code: 'ECMO-N04B',
  id: 'ecmo-start-treating',
  version: '2022',
  title: { zh: '非紧急上机方案经治医师参与率', en: 'start plan with a treating physician, non-emergency' },
  meaning: {
    zh: '非紧急上机的例次中，上机方案制定者含至少1名患者经治医师的比例',
    en: 'non-emergency runs whose start was planned with at least one physician who treats the patient, over non-emergency runs',
  },
  rationale: {
    zh: '经治医师最了解患者，方案应有其参与',
    en: 'whoever treats the patient knows most of it and belongs to the plan',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  denominator: run.urgency.is('非紧急'),
  numerator: run.start_treating.atLeast(1),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(ecmoNorm2022, {
      clause: '三（四）1',
      confidence: 'derived',
      note: {
        zh: '规范规定了要求，比例为本系统由该要求推得；不要求参与者在ECMO人员名册中',
        en: 'the norm states the rule; the rate is ours; none of them need be on the ECMO staff list',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-30',
});
