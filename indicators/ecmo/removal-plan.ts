import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { all, cite, defineIndicator } from '../../pipeline/define/index.js';
import { ecmoNorm2022 } from '../texts/sources.js';
import { diedOnSupport } from './died-on-support.js';
import { endedByDecision } from './ended-by-decision.js';
import { organDonor } from './organ-donor.js';
import { transferredOnSupport } from './transferred-on-support.js';

const run = ecmoRuns.columns;

/**
 * Ended non-emergency runs whose removal was planned by at least three physicians, among them at least one who treats the patient and at
 * least two of the expert group.
 *
 * A run still on support does not belong yet. A patient who died on support was not removed by decision and is excluded by name, as is one
 * transferred on support (revision r2), because ECMO continues elsewhere; giving up treatment is a decision and stays in. A blank is no
 * proof, so it counts as not met and is shown in the bounds.
 */
export const ecmoRemovalPlan = defineIndicator({
  code: 'ECMO-N04R',
  id: 'ecmo-removal-plan',
  version: '2022-r2',
  revises: {
    version: '2022',
    former: {
      exclusions: { 'organ donor': organDonor, 'died on support': diedOnSupport },
      window: undefined,
      denominator: all(run.urgency.is('非紧急'), run.ended_at.isKnown()),
    },
    reason: {
      zh: '带ECMO转院的患者在转出医院没有撤机，原先仍要求撤机方案；撤机原因未填的，是否属于本率不明，原先按属于计',
      en: 'a patient transferred on ECMO was not removed here, and a plan of the removal was asked all the same; of a run whose reason for ending is blank it is not known whether it belongs',
    },
  },
  title: {
    zh: '非紧急上机患者撤机3名医师共同定案率',
    en: 'removal plan made by three physicians, non-emergency',
  },
  meaning: {
    zh: '非紧急上机且已撤机的例次中，由3名以上医师（含至少1名经治医师、2名专家组成员）共同制定撤机方案的比例',
    en: 'ended non-emergency runs whose removal was planned by at least three physicians, one of them treating and two of the expert group, over ended non-emergency runs',
  },
  rationale: {
    zh: '撤机由多名医师共同决定，可减少个人判断的偏差',
    en: 'a removal decided by several physicians guards against the error of one',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: {
    'organ donor': organDonor,
    'died on support': diedOnSupport,
    'transferred on support': transferredOnSupport,
  },
  window: ecmoRuns.windows.support,
  denominator: all(run.urgency.is('非紧急'), endedByDecision),
  numerator: all(
    run.removal_physicians.atLeast(3),
    run.removal_treating.atLeast(1),
    run.removal_experts.atLeast(2),
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
  reviewedOn: '2026-11-30',
});
