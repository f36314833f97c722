import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { ecmoNorm2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Non-emergency runs whose start was planned by at least three physicians.
 *
 * One of the three parts of ECMO-N04, so that each clause is judged by its own requirement. A run with a blank urgency is undated. A blank
 * is no proof, so it counts as not met and is shown in the bounds.
 */
export const ecmoStartPhysicians = defineIndicator({
  code: 'ECMO-N04A',
  id: 'ecmo-start-physicians',
  version: '2022',
  title: {
    zh: '非紧急上机方案3名以上医师制定率',
    en: 'start plan by at least three physicians, non-emergency',
  },
  meaning: {
    zh: '非紧急上机的例次中，上机方案由3名以上医师制定的比例',
    en: 'non-emergency runs whose start was planned by at least three physicians, over non-emergency runs',
  },
  rationale: {
    zh: '多名医师共同商议，可减少不当上机',
    en: 'several physicians conferring guard against needless ECMO',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  denominator: run.urgency.is('非紧急'),
  numerator: run.start_physicians.atLeast(3),
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
