import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2015 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2015 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * The edition of 2015, in per cent: anaesthetics whose patient died, of whatever cause, within 24 hours of the start, over all
 * anaesthetics. Exactly 24 hours are within.
 *
 * A blank time of death does not prove survival: the record must say that the patient was alive at 24 hours, or give a later death;
 * otherwise the outcome is not known, so the rate shown is a minimum. A date alone decides only where no clock time could change it.
 * Pending until 24 hours after the start are over.
 */
export const anesthesiaMortality24h2015 = defineIndicator({
  code: 'AQI-TPM-25',
  id: 'anesthesia-mortality-24h',
  version: '2015-r2',
  revises: blanksCount('2015'),
  effectiveFrom: '2015-01-01',
  effectiveTo: '2021-12-31',
  title: {
    zh: '麻醉开始后24小时内死亡率',
    en: 'mortality within 24 hours of anaesthesia',
  },
  meaning: {
    zh: '麻醉开始后24小时内死亡（不论原因）的例数，占同期麻醉总例数的比例',
    en: 'deaths of any cause within 24 hours of the start of anaesthesia, over all anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  window: anesthesiaCases.windows.start24h,
  numerator: anesthetic.died_within_24h.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2015, {
      clause: '十',
      confidence: 'seen',
      note: {
        zh: '定义据安徽省评分标准所引文本，未见原件',
        en: 'the definition is taken from a provincial score sheet that quotes it; the original was not seen',
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '十',
      confidence: 'derived',
      note: {
        zh: '原文乘数未见，按当时软件所用%',
        en: 'the multiplier of the source was not seen; % as software of its time has it',
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '十',
      confidence: 'derived',
      note: {
        zh: '原文分子分母按患者计，本系统按麻醉例次计：同一患者两次麻醉，两次各有其风险',
        en: 'the source counts patients; here each anaesthetic counts, for a patient anaesthetised twice was twice at risk',
      },
    }),
    inForce2015,
  ],
  rationale: {
    zh: '它汇总病情、手术和麻醉的全部风险，是安全的底线',
    en: 'it sums up what illness, surgery and anaesthesia bring, and is the last line of safety',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
