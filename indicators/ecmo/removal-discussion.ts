import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { ecmoNorm2022 } from '../texts/sources.js';
import { diedOnSupport } from './died-on-support.js';
import { endedByDecision } from './ended-by-decision.js';
import { organDonor } from './organ-donor.js';
import { transferredOnSupport } from './transferred-on-support.js';

const run = ecmoRuns.columns;

/**
 * Ended runs with a record of a multidisciplinary discussion of the removal.
 *
 * A run still on support does not belong yet. A patient who died on support was not removed by decision and is excluded by name, as is one
 * transferred on support (revision r2), because ECMO continues elsewhere. A blank is no proof, so it counts as not met and is shown in the
 * bounds.
 */
export const ecmoRemovalDiscussion = defineIndicator({
  code: 'ECMO-N11R',
  id: 'ecmo-removal-discussion',
  version: '2022-r2',
  revises: {
    version: '2022',
    former: {
      exclusions: { 'organ donor': organDonor, 'died on support': diedOnSupport },
      window: undefined,
      denominator: run.ended_at.isKnown(),
    },
    reason: {
      zh: '带ECMO转院的患者在转出医院没有撤机，原先仍要求撤机讨论；撤机原因未填的，是否属于本率不明，原先按属于计',
      en: 'a patient transferred on ECMO was not removed here, and a discussion of the removal was asked all the same; of a run whose reason for ending is blank it is not known whether it belongs',
    },
  },
  title: { zh: 'ECMO撤机多学科讨论率', en: 'multidisciplinary discussion of the removal' },
  meaning: {
    zh: '有撤机多学科讨论记录的例次，占同期已撤机ECMO例次的比例',
    en: 'ended runs with a record of a multidisciplinary discussion of the removal, over ended runs',
  },
  rationale: {
    zh: '何时撤机影响成败，多学科讨论可减少过早或过迟',
    en: 'when support ends decides much, and a discussion of several disciplines guards against too early and too late',
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
  denominator: endedByDecision,
  numerator: run.mdt_removal.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(ecmoNorm2022, {
      clause: '三（四）',
      confidence: 'derived',
      note: {
        zh: '规范要求建立上机、撤机多学科病例讨论制度，逐例讨论的比例为本系统由该要求推得',
        en: 'the norm asks for a system of multidisciplinary discussion; the rate by run is ours',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-30',
});
