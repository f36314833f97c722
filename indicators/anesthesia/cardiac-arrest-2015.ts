import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2015 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2015 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * The edition of 2015, in per cent: anaesthetics with a cardiac arrest, of whatever cause, within 24 hours of the start, over all
 * anaesthetics. The revision of 2022 covers the time until leaving the theatre.
 *
 * An arrest during the operation is within 24 hours if the operation ended within them; the record must say so. A blank is not known, so
 * the rate shown is a minimum. Pending until 24 hours after the start are over.
 */
export const anesthesiaCardiacArrest2015 = defineIndicator({
  code: 'AQI-ICA-14',
  id: 'anesthesia-cardiac-arrest',
  version: '2015-r2',
  revises: blanksCount('2015'),
  effectiveFrom: '2015-01-01',
  effectiveTo: '2021-12-31',
  title: {
    zh: '麻醉开始后24小时内心跳骤停率',
    en: 'cardiac arrest within 24 hours of anaesthesia',
  },
  meaning: {
    zh: '麻醉开始后24小时内心跳骤停（不论原因）的例数，占同期麻醉总例数的比例',
    en: 'anaesthetics with a cardiac arrest of any cause within 24 hours of the start, over all anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  window: anesthesiaCases.windows.start24h,
  numerator: anesthetic.cardiac_arrest_24h.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2015, {
      clause: '十一',
      confidence: 'seen',
      note: {
        zh: '定义据安徽省评分标准所引文本，未见原件',
        en: 'the definition is taken from a provincial score sheet that quotes it; the original was not seen',
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '十一',
      confidence: 'derived',
      note: {
        zh: '原文乘数未见，按当时软件所用%',
        en: 'the multiplier of the source was not seen; % as software of its time has it',
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '十一',
      confidence: 'derived',
      note: {
        zh: '原文分子分母按患者计，本系统按麻醉例次计：同一患者两次麻醉，两次各有其风险',
        en: 'the source counts patients; here each anaesthetic counts, for a patient anaesthetised twice was twice at risk',
      },
    }),
    inForce2015,
  ],
  rationale: {
    zh: '骤停是最严重的围麻醉期事件，须逐例分析',
    en: 'an arrest is the gravest event around anaesthesia, and each is to be gone through',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
