import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { ecmoNorm2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Runs that were reported to the provincial platform for restricted techniques.
 *
 * The norm sets no time limit, so any report date counts. A blank date is no proof, so it counts as not met and is shown in the bounds.
 */
export const ecmoReported = defineIndicator({
  code: 'ECMO-N09',
  id: 'ecmo-reported',
  version: '2022',
  title: { zh: 'ECMO病例省级平台上报率', en: 'cases reported to the provincial platform' },
  meaning: {
    zh: '已向省级医疗技术临床应用信息化管理平台上报的例次，占同期ECMO应用总例次的比例',
    en: 'runs reported to the provincial platform, over all runs begun in the period',
  },
  rationale: {
    zh: '不上报的病例无人监测，全省的各项比率也会失真',
    en: 'a case that is not reported is watched by nobody and distorts every rate of the province',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  numerator: run.reported.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(ecmoNorm2022, {
      clause: '三（六）3',
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
