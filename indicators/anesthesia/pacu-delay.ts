import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2022 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Stays in the recovery room (PACU) of more than two hours over stays. Exactly two hours are not more.
 *
 * A stay is pending until two hours after entering are over. A date alone decides only where no clock time could change it. Where the time
 * of leaving is blank the stay is left out, because it must not lower the rate.
 */
export const anesthesiaPacuDelay = defineIndicator({
  code: 'AQI-IDP-18',
  id: 'anesthesia-pacu-delay',
  version: '2022',
  effectiveFrom: '2022-01-01',
  title: {
    zh: '麻醉后PACU转出延迟率',
    en: 'delayed leaving of the PACU',
  },
  meaning: {
    zh: '入PACU超过2小时的例数，占同期入PACU总例数的比例',
    en: 'stays in the PACU of more than two hours, over stays',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: anesthetic.pacu_in_at.isKnown(),
  window: anesthesiaCases.windows.pacu2h,
  numerator: anesthetic.pacu_over_2h.isTrue(),
  unknown: 'left out',
  multiplier: '‰',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-IDP-18', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-IDP-18',
      confidence: 'derived',
      note: {
        zh: '原文分子分母按患者计，本系统按麻醉例次计：同一患者两次麻醉，两次各有其风险',
        en: 'the source counts patients; here each anaesthetic counts, for a patient anaesthetised twice was twice at risk',
      },
    }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-IDP-18',
      confidence: 'derived',
      note: {
        zh: '以PACU入室时间为入PACU的记录；未填入室时间者不计入分母',
        en: 'the time of entering is the record of a stay; without it an anaesthetic is outside',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '滞留说明苏醒不顺或床位不畅，也占住下一台的位置',
    en: 'a long stay tells of a troubled waking or a missing bed, and blocks the next patient',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
