import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2022 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Anaesthetics whose patient died, of whatever cause, within 24 hours of the start, over all anaesthetics. Exactly 24 hours are within.
 *
 * A blank time of death does not prove survival: the record must say that the patient was alive at 24 hours, or give a later death;
 * otherwise the outcome is not known, so the rate shown is a minimum. A date alone decides only where no clock time could change it.
 * Pending until 24 hours after the start are over.
 */
export const anesthesiaMortality24h = defineIndicator({
  code: 'AQI-TPM-25',
  id: 'anesthesia-mortality-24h',
  version: '2022-r2',
  revises: blanksCount('2022'),
  effectiveFrom: '2022-01-01',
  title: {
    zh: '麻醉后24小时内患者死亡率',
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
  multiplier: '‱',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-TPM-25', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-TPM-25',
      confidence: 'derived',
      note: {
        zh: '原文分子分母按患者计，本系统按麻醉例次计：同一患者两次麻醉，两次各有其风险',
        en: 'the source counts patients; here each anaesthetic counts, for a patient anaesthetised twice was twice at risk',
      },
    }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-TPM-25',
      confidence: 'derived',
      note: {
        zh: '原文为“麻醉后24小时内”，按麻醉开始起算',
        en: 'the source says within 24 hours after anaesthesia; counted from its start',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '它汇总病情、手术和麻醉的全部风险，是安全的底线',
    en: 'it sums up what illness, surgery and anaesthesia bring, and is the last line of safety',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
