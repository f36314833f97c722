import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { ecmoNorm2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Emergency runs whose further plan was completed no later than 12 hours after the start. Exactly 12:00:00 is within; a plan from before
 * the start is too.
 *
 * Only the time is judged: who made the plan is not in the record of an emergency run. A run is pending until 12 hours after the start are
 * over. A date without a clock time is met or not met only when no clock time could change it. A blank is no proof, so it counts as not met
 * and is shown in the bounds.
 */
export const ecmoPlanWithin12h = defineIndicator({
  code: 'ECMO-N06',
  id: 'ecmo-plan-within-12h',
  version: '2022',
  title: { zh: '紧急上机12小时内补充方案率', en: 'plan completed within 12 hours of an emergency start' },
  meaning: {
    zh: '紧急上机的例次中，上机后12小时内补充制定后续治疗与管理方案的比例',
    en: 'emergency runs whose plan was completed within 12 hours of the start, over emergency runs',
  },
  rationale: {
    zh: '紧急上机来不及讨论，12小时内补齐方案才能保证后续治疗有据',
    en: 'an emergency leaves no time to confer, so a plan within 12 hours gives what follows its footing',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  denominator: run.urgency.is('紧急'),
  window: ecmoRuns.windows.start12h,
  numerator: run.plan_within_12h.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(ecmoNorm2022, {
      clause: '三（四）2',
      confidence: 'derived',
      note: {
        zh: '“12小时内”含满12小时；只判时间，不判参与人员',
        en: '12 hours are inclusive; the time is judged, not who took part',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
