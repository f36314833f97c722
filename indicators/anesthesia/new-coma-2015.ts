import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2015 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2015 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * The edition of 2015, in per mille: anaesthetics after which a patient who had been awake was in a coma for more than 24 hours, over all
 * anaesthetics. The revision of 2022 covers only general anaesthetics for other than cranial surgery.
 *
 * Pending until 24 hours after the end of anaesthesia are over, or after its start where the end is blank. A blank is not known, so the
 * rate shown is a minimum.
 */
export const anesthesiaNewComa2015 = defineIndicator({
  code: 'AQI-INC-24',
  id: 'anesthesia-new-coma',
  version: '2015-r2',
  revises: blanksCount('2015'),
  effectiveFrom: '2015-01-01',
  effectiveTo: '2021-12-31',
  title: {
    zh: '麻醉后新发昏迷发生率',
    en: 'new coma after anaesthesia',
  },
  meaning: {
    zh: '麻醉后新发昏迷（持续超过24小时）的例数，占同期麻醉总例数的比例',
    en: 'new coma of more than 24 hours after anaesthesia, over all anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  window: anesthesiaCases.windows.end24h,
  numerator: anesthetic.new_coma_24h.isTrue(),
  unknown: 'not met',
  multiplier: '‰',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2015, {
      clause: '十七',
      confidence: 'recalled',
      note: {
        zh: '据当时医院软件所录的指标文本，未见原件',
        en: "from the indicator's text as hospital software of its time records it; the original was not seen",
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '十七',
      confidence: 'derived',
      note: {
        zh: '原文乘数未见，按当时软件所用‰',
        en: 'the multiplier of the source was not seen; ‰ as software of its time has it',
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '十七',
      confidence: 'derived',
      note: {
        zh: '2015年版有无除外情形未见原文，本系统不作除外',
        en: 'whether the edition of 2015 rules anything out was not seen; nothing is ruled out here',
      },
    }),
    inForce2015,
  ],
  rationale: {
    zh: '新发昏迷提示脑缺氧、卒中等灾难性事件',
    en: 'a new coma points to hypoxia, stroke or another catastrophe of the brain',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
