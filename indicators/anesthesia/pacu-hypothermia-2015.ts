import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { anesthesiaIndicators2015 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2015 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * The edition of 2015: stays in the recovery room (PACU) whose first temperature was below 35.5 °C, over stays. The revision of 2022 says
 * 36 °C. 35.5 °C is not below.
 *
 * A stay whose first temperature is blank is left out, because it must not lower the rate.
 */
export const anesthesiaPacuHypothermia2015 = defineIndicator({
  code: 'AQI-IHP-17',
  id: 'anesthesia-pacu-hypothermia',
  version: '2015',
  effectiveFrom: '2015-01-01',
  effectiveTo: '2021-12-31',
  title: {
    zh: 'PACU入室低体温率',
    en: 'hypothermia on entering the PACU',
  },
  meaning: {
    zh: '入PACU首次测量体温低于35.5℃的例数，占同期入PACU总例数的比例',
    en: 'patients whose first temperature in the PACU was below 35.5 °C, over patients who entered it',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: anesthetic.pacu_in_at.isKnown(),
  numerator: anesthetic.pacu_first_temp_c.lessThan(35.5),
  unknown: 'left out',
  multiplier: '%',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2015, {
      clause: '七',
      confidence: 'recalled',
      note: {
        zh: '据当时医院软件所录的指标文本，未见原件',
        en: "from the indicator's text as hospital software of its time records it; the original was not seen",
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '七',
      confidence: 'derived',
      note: {
        zh: '原文乘数未见，按当时软件所用%',
        en: 'the multiplier of the source was not seen; % as software of its time has it',
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '七',
      confidence: 'derived',
      note: {
        zh: '原文分子分母按患者计，本系统按麻醉例次计：同一患者两次麻醉，两次各有其风险',
        en: 'the source counts patients; here each anaesthetic counts, for a patient anaesthetised twice was twice at risk',
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '七',
      confidence: 'derived',
      note: {
        zh: '以PACU入室时间为入PACU的记录；未填入室时间者不计入分母',
        en: 'the time of entering is the record of a stay; without it an anaesthetic is outside',
      },
    }),
    inForce2015,
  ],
  rationale: {
    zh: '入室体温是围手术期保温工作的结果',
    en: 'the first temperature shows what warming around the operation achieved',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
