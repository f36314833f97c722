import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { all, cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2022 } from './in-force.js';
import { general } from './methods.js';

const anesthetic = anesthesiaCases.columns;

/**
 * General anaesthetics with a tracheal tube after which a new hoarseness was not gone 72 hours after extubation, over such anaesthetics.
 *
 * Surgery of the throat, neck or chest takes an anaesthetic out of both sides, but only if it is known. A laryngeal mask is no tracheal
 * tube. Pending until 72 hours after extubation are over, or after the end of anaesthesia where extubation is blank. A blank is not known,
 * so the rate shown is a minimum.
 */
export const anesthesiaHoarseness = defineIndicator({
  code: 'AQI-IHE-23',
  id: 'anesthesia-hoarseness',
  version: '2022-r2',
  revises: blanksCount('2022'),
  effectiveFrom: '2022-01-01',
  title: {
    zh: '全身麻醉气管插管拔管后声音嘶哑发生率',
    en: 'hoarseness after intubation',
  },
  meaning: {
    zh: '拔管后72小时内未恢复的新发声音嘶哑例次，占同期全麻气管插管总例次的比例（咽喉、颈、胸部手术除外）',
    en: 'new hoarseness not gone 72 hours after extubation, over intubations for general anaesthesia, surgery of throat, neck or chest aside',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: {
    'cancelled before anaesthesia': cancelledBeforeAnesthesia,
    'throat, neck or chest surgery': {
      title: { zh: '咽喉、颈部或胸部手术', en: 'surgery of throat, neck or chest' },
      when: anesthetic.throat_neck_thorax_surgery.isTrue(),
    },
  },
  denominator: all(general, anesthetic.airway.is('气管插管')),
  window: anesthesiaCases.windows.extubation72h,
  numerator: anesthetic.hoarseness_72h.isTrue(),
  unknown: 'not met',
  multiplier: '‱',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-IHE-23', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-IHE-23',
      confidence: 'derived',
      note: {
        zh: '原文只说排除咽喉、颈部及胸部手术等原因；本系统从分子分母两侧除去此类手术',
        en: 'the source rules such surgery out as a cause; here it leaves both sides',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '持续嘶哑提示声带或杓状软骨损伤',
    en: 'hoarseness that stays points to injured cords or arytenoids',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
