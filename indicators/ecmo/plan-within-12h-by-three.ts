import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { all, cite, defineIndicator } from '../../pipeline/define/index.js';
import { ecmoNorm2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Emergency runs whose plan after the start was made as in a non-emergency: by at least three physicians, one of them treating and two of
 * the expert group.
 *
 * ECMO-N06 judges when the plan was made. The decision to start an emergency is separate, and one physician is enough for it. Pending until
 * 12 hours after the start are over. A blank is no proof, so it counts as not met and is shown in the bounds.
 */
export const ecmoPlanWithin12hByThree = defineIndicator({
  code: 'ECMO-N06P',
  id: 'ecmo-plan-within-12h-by-three',
  version: '2022',
  title: {
    zh: '紧急上机补充方案3名医师共同制定率',
    en: 'plan after an emergency start made by three physicians',
  },
  meaning: {
    zh: '紧急上机的例次中，补充的后续治疗与管理方案由3名以上医师（含至少1名经治医师、2名专家组成员）共同制定的比例',
    en: 'emergency runs whose completed plan was made by at least three physicians, one of them treating and two of the expert group, over emergency runs',
  },
  rationale: {
    zh: '紧急上机可由一人决定，后续方案仍须按非紧急情况共同制定',
    en: 'one physician may decide an emergency; what follows is planned together all the same',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  denominator: run.urgency.is('紧急'),
  window: ecmoRuns.windows.start12h,
  numerator: all(run.plan_physicians.atLeast(3), run.plan_treating.atLeast(1), run.plan_experts.atLeast(2)),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(ecmoNorm2022, {
      clause: '三（四）2',
      confidence: 'derived',
      note: {
        zh: '规范要求“按照非紧急情况”补充制定，即三（四）1的人数；比例为本系统由该要求推得',
        en: 'the norm asks for it as in a non-emergency, that is by the numbers of 三（四）1; the rate is ours',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-30',
});
