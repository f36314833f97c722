import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { toldTransfers } from '../revisions/vital-facts.js';
import { ecmoNorm2022 } from '../texts/sources.js';
import { ecmoEffectiveRemoval } from './effective-removal.js';
import { organDonor } from './organ-donor.js';

const run = ecmoRuns.columns;

/**
 * The successful removal rate that a training base must reach. The norm names it and does not define it, so
 * it takes the definition of the national indicator ECMO-01: removed for recovery or transplantation, alive
 * more than 48 hours later.
 *
 * The norm does not say whether the last three years are judged one by one or together: both are shown.
 */
export const ecmoTrainingBaseRemoval = defineIndicator({
  code: 'ECMO-N02',
  id: 'ecmo-training-base-removal',
  version: '2022-r3',
  revises: toldTransfers('2022-r2'),
  title: { zh: 'ECMO技术成功撤除率（培训机构）', en: 'successful removal at a training base' },
  meaning: {
    zh: '按有效撤除定义（改善或移植而撤除、撤除后存活超过48小时）计算的成功撤除例次，占同期ECMO应用总例次的比例',
    en: 'runs successfully removed, by the definition of effective removal, over all runs begun in the period',
  },
  rationale: {
    zh: '培训机构自己做得好，才有资格教他人',
    en: 'a base that trains others must itself succeed',
  },
  measure: 'proportion',
  unit: { numerator: 'run', denominator: 'run' },
  of: ecmoRuns,
  indexDate: run.started_at,
  exclusions: { 'organ donor': organDonor },
  window: ecmoRuns.windows.course48h,
  denominator: ecmoEffectiveRemoval.denominator,
  numerator: ecmoEffectiveRemoval.numerator,
  goesOnFrom: ecmoEffectiveRemoval.goesOnFrom,
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(ecmoNorm2022, { clause: '四（二）1（3）', confidence: 'seed' }),
    cite(ecmoNorm2022, {
      clause: '四（二）1（3）',
      confidence: 'derived',
      note: {
        zh: '规范未定义“成功撤除”，采用国家指标“有效撤除”的定义',
        en: 'the norm does not define success; the national definition of effective removal is used',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
