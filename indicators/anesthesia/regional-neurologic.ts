import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2022 } from './in-force.js';
import { regional } from './methods.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Regional blocks, neuraxial or of a nerve, followed by a severe headache, numbness, paraesthesia, weakness or paralysis for more than 72
 * hours without another cause, over regional blocks.
 *
 * Combined methods count once. Pending until 72 hours after the start are over, the earliest time at which it can be found. A blank is not
 * known, so the rate shown is a minimum.
 */
export const anesthesiaRegionalNeurologic = defineIndicator({
  code: 'AQI-ISN-22',
  id: 'anesthesia-regional-neurologic',
  version: '2022-r2',
  revises: blanksCount('2022'),
  effectiveFrom: '2022-01-01',
  title: {
    zh: '区域阻滞麻醉后严重神经并发症发生率',
    en: 'severe neurologic complication of regional anaesthesia',
  },
  meaning: {
    zh: '区域阻滞后新发重度头痛、感觉或运动异常持续超过72小时并排除其他病因的例数，占同期区域阻滞总例数的比例',
    en: 'new severe headache, loss of feeling or of power for more than 72 hours and of no other cause, over regional blocks',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: regional,
  window: anesthesiaCases.windows.start72h,
  numerator: anesthetic.regional_neurologic_72h.isTrue(),
  unknown: 'not met',
  multiplier: '‱',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-ISN-22', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-ISN-22',
      confidence: 'derived',
      note: {
        zh: '原文未定观察期；须持续超过72小时，故以麻醉开始后72小时为到期',
        en: 'the source sets no window; as it must last beyond 72 hours, a case is due 72 hours after the start',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '神经损伤罕见而后果重，须长期累计才看得清',
    en: 'nerve injury is rare and grave, and shows only over many cases',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
