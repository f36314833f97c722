import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { anesthesiaIndicators2015 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2015 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * The edition of 2015: stays in the recovery room (PACU) of more than three hours over stays. The revision of 2022 says two hours. Exactly
 * three hours are not more.
 *
 * A stay is pending until three hours after entering are over. A date alone decides only where no clock time could change it. Where the
 * time of leaving is blank the stay is left out, because it must not lower the rate.
 */
export const anesthesiaPacuDelay2015 = defineIndicator({
  code: 'AQI-IDP-18',
  id: 'anesthesia-pacu-delay',
  version: '2015',
  effectiveFrom: '2015-01-01',
  effectiveTo: '2021-12-31',
  title: {
    zh: '麻醉后监测治疗室（PACU）转出延迟率',
    en: 'delayed leaving of the PACU',
  },
  meaning: {
    zh: '入PACU超过3小时的例数，占同期入PACU总例数的比例',
    en: 'stays in the PACU of more than three hours, over stays',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: anesthetic.pacu_in_at.isKnown(),
  window: anesthesiaCases.windows.pacu3h,
  numerator: anesthetic.pacu_over_3h.isTrue(),
  unknown: 'left out',
  multiplier: '‰',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2015, {
      clause: '六',
      confidence: 'recalled',
      note: {
        zh: '据当时医院软件所录的指标文本，未见原件',
        en: "from the indicator's text as hospital software of its time records it; the original was not seen",
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '六',
      confidence: 'derived',
      note: {
        zh: '原文乘数未见，按当时软件所用‰',
        en: 'the multiplier of the source was not seen; ‰ as software of its time has it',
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '六',
      confidence: 'derived',
      note: {
        zh: '原文分子分母按患者计，本系统按麻醉例次计：同一患者两次麻醉，两次各有其风险',
        en: 'the source counts patients; here each anaesthetic counts, for a patient anaesthetised twice was twice at risk',
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '六',
      confidence: 'derived',
      note: {
        zh: '以PACU入室时间为入PACU的记录；未填入室时间者不计入分母',
        en: 'the time of entering is the record of a stay; without it an anaesthetic is outside',
      },
    }),
    inForce2015,
  ],
  rationale: {
    zh: '滞留说明苏醒不顺或床位不畅，也占住下一台的位置',
    en: 'a long stay tells of a troubled waking or a missing bed, and blocks the next patient',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
