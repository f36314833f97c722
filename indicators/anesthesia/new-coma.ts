import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { all, any, cite, defineIndicator, not } from '../../pipeline/define/index.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2022 } from './in-force.js';
import { general } from './methods.js';

const anesthetic = anesthesiaCases.columns;

/**
 * General anaesthetics for other than cranial surgery after which a patient who had been awake (GCS 15) was in a coma (GCS 8 or less) for
 * more than 24 hours, over such anaesthetics.
 *
 * A patient kept asleep for medical purposes is not in such a coma; a blank 镇静原因 does not say so. An anaesthetic belongs only if it is
 * known whether the surgery was cranial. Pending until 24 hours after the end of anaesthesia are over, or after its start where the end is
 * blank. A blank is not known, so the rate shown is a minimum.
 */
export const anesthesiaNewComa = defineIndicator({
  code: 'AQI-INC-24',
  id: 'anesthesia-new-coma',
  version: '2022-r3',
  revises: {
    version: '2022-r2',
    former: { numerator: anesthetic.new_coma_24h.isTrue() },
    reason: {
      zh: '因医疗目的给予镇静催眠者原先也计为新发昏迷；现按“镇静原因”不计',
      en: 'patients kept asleep for medical purposes counted as a new coma; by 镇静原因 they no more do',
    },
  },
  effectiveFrom: '2022-01-01',
  title: {
    zh: '麻醉后新发昏迷发生率',
    en: 'new coma after anaesthesia',
  },
  meaning: {
    zh: '非颅脑手术全麻后新发昏迷（GCS由15分降至8分及以下超过24小时）的例次，占同期非颅脑手术全麻总例次的比例',
    en: 'new coma (GCS from 15 to 8 or less for more than 24 hours) after general anaesthesia for other than cranial surgery, over such anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: all(general, anesthetic.cranial_surgery.isFalse()),
  window: anesthesiaCases.windows.end24h,
  numerator: all(
    anesthetic.new_coma_24h.isTrue(),
    any(not(anesthetic.sedation_reason.isKnown()), anesthetic.sedation_reason.is('其他')),
  ),
  unknown: 'not met',
  multiplier: '‱',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-INC-24', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-INC-24',
      confidence: 'derived',
      note: {
        zh: '因医疗目的给予镇静催眠者不计为新发昏迷（列 镇静原因）；仍计入分母',
        en: 'who is kept asleep for medical purposes (column 镇静原因) does not count as a new coma and stays in the denominator',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '新发昏迷提示脑缺氧、卒中等灾难性事件',
    en: 'a new coma points to hypoxia, stroke or another catastrophe of the brain',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
