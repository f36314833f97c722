import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { all, cite, defineIndicator } from '../../pipeline/define/index.js';
import { ecmoNorm2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Emergency runs whose start was decided by one physician who is a member of the expert group and associate chief physician or above.
 *
 * The same person must meet both conditions. One known failure decides, even when the other is blank. A blank is no proof, so it counts as
 * not met and is shown in the bounds.
 */
export const ecmoEmergencyDecision = defineIndicator({
  code: 'ECMO-N05',
  id: 'ecmo-emergency-decision',
  version: '2022',
  title: { zh: '紧急上机授权决定率', en: 'emergency start decided by a senior expert' },
  meaning: {
    zh: '紧急上机的例次中，由具有副主任医师以上职称的专家组成员决定上机的比例',
    en: 'emergency runs decided by an expert-group member of at least associate chief rank, over emergency runs',
  },
  rationale: {
    zh: '紧急时由一人决定，更须由有资质的专家作出',
    en: 'where one physician decides alone, it must be one who is fit to',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  denominator: run.urgency.is('紧急'),
  numerator: all(
    run.emergency_decider_expert.isTrue(),
    run.emergency_decider_title.is('主任医师', '副主任医师'),
  ),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(ecmoNorm2022, {
      clause: '三（四）2',
      confidence: 'derived',
      note: {
        zh: '规范规定了要求，比例为本系统由该要求推得',
        en: 'the norm states the rule; the rate is ours',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
