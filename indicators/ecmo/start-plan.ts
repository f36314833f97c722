import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { all, cite, defineIndicator } from '../../pipeline/define/index.js';
import { ecmoNorm2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Non-emergency runs whose start was planned by at least three physicians, among them at least one who treats the patient and at least two
 * of the expert group.
 *
 * One physician may be both treating and expert; the three numbers are counted separately. “2名” is read as at least two. A run with a blank
 * urgency belongs neither to this figure nor to that of the emergencies and counts as undated. A blank number is no proof, so it counts as
 * not met and is shown in the bounds.
 */
export const ecmoStartPlan = defineIndicator({
  code: 'ECMO-N04',
  id: 'ecmo-start-plan',
  version: '2022',
  title: { zh: '非紧急上机3名医师共同定案率', en: 'start plan made by three physicians, non-emergency' },
  meaning: {
    zh: '非紧急上机的例次中，由3名以上医师（含至少1名经治医师、2名专家组成员）共同制定上机方案的比例',
    en: 'non-emergency runs whose start was planned by at least three physicians, one of them treating and two of the expert group, over non-emergency runs',
  },
  rationale: {
    zh: '非紧急时有时间商议，多名医师共同定案可减少不当上机',
    en: 'where there is time, a plan made by several physicians guards against needless ECMO',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  denominator: run.urgency.is('非紧急'),
  numerator: all(
    run.start_physicians.atLeast(3),
    run.start_treating.atLeast(1),
    run.start_experts.atLeast(2),
  ),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(ecmoNorm2022, {
      clause: '三（四）1',
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
