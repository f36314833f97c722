import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { ecmoNorm2022 } from '../texts/sources.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * Non-emergency runs whose start was planned with at least two members of the expert group. “2名” is read as at least two.
 *
 * One of the three parts of ECMO-N04, so that each clause is judged by its own requirement. A run with a blank urgency is undated. A blank
 * is no proof, so it counts as not met and is shown in the bounds.
 */
export const ecmoStartExperts = defineIndicator({
  code: 'ECMO-N04C',
  id: 'ecmo-start-experts',
  version: '2022',
  title: {
    zh: '非紧急上机方案专家组2名参与率',
    en: 'start plan with two of the expert group, non-emergency',
  },
  meaning: {
    zh: '非紧急上机的例次中，上机方案制定者含至少2名ECMO专家组成员的比例',
    en: 'non-emergency runs whose start was planned with at least two members of the expert group, over non-emergency runs',
  },
  rationale: {
    zh: '专家组参与使适应证的把握一致',
    en: 'the expert group keeps the reading of indications one and the same',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  denominator: run.urgency.is('非紧急'),
  numerator: run.start_experts.atLeast(2),
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
