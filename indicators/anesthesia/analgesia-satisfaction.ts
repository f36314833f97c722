import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2022 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Patients under the department's post-operative analgesia whose pain score (VAS) was 3 or less at the visit, over patients under
 * analgesia.
 *
 * A blank score is no proof, so it counts as not met and is shown in the bounds.
 */
export const anesthesiaAnalgesiaSatisfaction = defineIndicator({
  code: 'AQI-ASR-21',
  id: 'anesthesia-analgesia-satisfaction',
  version: '2022',
  effectiveFrom: '2022-01-01',
  title: {
    zh: '术后镇痛满意率',
    en: 'satisfactory analgesia after the operation',
  },
  meaning: {
    zh: '术后镇痛随访VAS评分≤3分的例数，占同期术后镇痛总例数的比例',
    en: 'patients with a pain score (VAS) of at most 3 under post-operative analgesia, over patients with analgesia',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: anesthetic.analgesia.isTrue(),
  numerator: anesthetic.vas.atMost(3),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-ASR-21', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-ASR-21',
      confidence: 'derived',
      note: {
        zh: '原文分子分母按患者计，本系统按麻醉例次计：同一患者两次麻醉，两次各有其风险',
        en: 'the source counts patients; here each anaesthetic counts, for a patient anaesthetised twice was twice at risk',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '镇痛效果由患者说了算，直接影响康复',
    en: 'the patient says whether it works, and recovery hangs on it',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
