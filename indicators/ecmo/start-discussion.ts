import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { ecmoNorm2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Runs with a record of a multidisciplinary discussion of the start.
 *
 * Emergencies belong too; the discussion may follow the start. A blank is no proof, so it counts as not met and is shown in the bounds.
 */
export const ecmoStartDiscussion = defineIndicator({
  code: 'ECMO-N11',
  id: 'ecmo-start-discussion',
  version: '2022',
  title: { zh: 'ECMO上机多学科讨论率', en: 'multidisciplinary discussion of the start' },
  meaning: {
    zh: '有上机多学科讨论记录的例次，占同期ECMO应用总例次的比例',
    en: 'runs with a record of a multidisciplinary discussion of the start, over all runs begun in the period',
  },
  rationale: {
    zh: '是否上机关乎适应证，多学科讨论可避免不当应用',
    en: 'whether to begin is a matter of indication, and several disciplines together avoid misuse',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  numerator: run.mdt_start.isTrue(),
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
  reviewedOn: '2026-11-26',
});
