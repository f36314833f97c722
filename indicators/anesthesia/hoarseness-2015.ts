import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { all, cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2015 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2015 } from './in-force.js';
import { general } from './methods.js';

const anesthetic = anesthesiaCases.columns;

/**
 * The edition of 2015, in per mille: general anaesthetics with a tracheal tube after which a new hoarseness was not gone 72 hours after
 * extubation, over such anaesthetics. The revision of 2022 counts the same in ‱.
 *
 * Surgery of the throat, neck or chest takes an anaesthetic out of both sides, but only if it is known. Pending until 72 hours after
 * extubation are over, or after the end of anaesthesia where extubation is blank. A blank is not known, so the rate shown is a minimum.
 */
export const anesthesiaHoarseness2015 = defineIndicator({
  code: 'AQI-IHE-23',
  id: 'anesthesia-hoarseness',
  version: '2015-r2',
  revises: blanksCount('2015'),
  effectiveFrom: '2015-01-01',
  effectiveTo: '2021-12-31',
  title: {
    zh: '全麻气管插管拔管后声音嘶哑发生率',
    en: 'hoarseness after intubation',
  },
  meaning: {
    zh: '拔管后72小时内未恢复的新发声音嘶哑例数，占同期全麻气管插管总例数的比例（咽喉、颈、胸部手术除外）',
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
  multiplier: '‰',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2015, {
      clause: '十六',
      confidence: 'seen',
      note: {
        zh: '定义据安徽省评分标准所引文本，未见原件',
        en: 'the definition is taken from a provincial score sheet that quotes it; the original was not seen',
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '十六',
      confidence: 'derived',
      note: {
        zh: '原文乘数未见，按当时软件所用‰',
        en: 'the multiplier of the source was not seen; ‰ as software of its time has it',
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '十六',
      confidence: 'derived',
      note: {
        zh: '原文只说排除咽喉、颈部及胸部手术等原因；本系统从分子分母两侧除去此类手术',
        en: 'the source rules such surgery out as a cause; here it leaves both sides',
      },
    }),
    inForce2015,
  ],
  rationale: {
    zh: '持续嘶哑提示声带或杓状软骨损伤',
    en: 'hoarseness that stays points to injured cords or arytenoids',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
