import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { all, cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2015 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2015 } from './in-force.js';
import { general } from './methods.js';

const anesthetic = anesthesiaCases.columns;

/**
 * The edition of 2015, in per cent: general anaesthetics whose patient was extubated and within six hours intubated again without a plan,
 * over those extubated. Exactly six hours are within.
 *
 * Removing a laryngeal mask is no extubation. The record must say that nobody was intubated again: a blank time alone is not known, so the
 * rate shown is a minimum. Pending until six hours after extubation are over.
 */
export const anesthesiaUnplannedReintubation2015 = defineIndicator({
  code: 'AQI-IUR-19',
  id: 'anesthesia-unplanned-reintubation',
  version: '2015-r2',
  revises: blanksCount('2015'),
  effectiveFrom: '2015-01-01',
  effectiveTo: '2021-12-31',
  title: {
    zh: '非计划二次气管插管率',
    en: 'unplanned re-intubation',
  },
  meaning: {
    zh: '拔管后6小时内非计划再次气管插管的例数，占同期术后拔除气管插管总例数的比例',
    en: 're-intubations within six hours of extubation that were not planned, over extubated patients',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: all(general, anesthetic.airway.is('气管插管'), anesthetic.extubated_at.isKnown()),
  window: anesthesiaCases.windows.extubation6h,
  numerator: all(anesthetic.reintubated_within_6h.isTrue(), anesthetic.reintubation_planned.isFalse()),
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2015, {
      clause: '九',
      confidence: 'recalled',
      note: {
        zh: '据当时医院软件所录的指标文本，未见原件',
        en: "from the indicator's text as hospital software of its time records it; the original was not seen",
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '九',
      confidence: 'derived',
      note: {
        zh: '原文乘数未见，按当时软件所用%',
        en: 'the multiplier of the source was not seen; % as software of its time has it',
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '九',
      confidence: 'derived',
      note: {
        zh: '原文分子分母按患者计，本系统按麻醉例次计：同一患者两次麻醉，两次各有其风险',
        en: 'the source counts patients; here each anaesthetic counts, for a patient anaesthetised twice was twice at risk',
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '九',
      confidence: 'derived',
      note: {
        zh: '因二次手术（无论计划与否）再插管者，按“再插管为计划”填报',
        en: 're-intubation for a second operation, planned or not, is recorded as planned',
      },
    }),
    inForce2015,
  ],
  rationale: {
    zh: '拔管后很快再插管说明拔管过早或病情判断有误',
    en: 'a tube needed again so soon came out too early, or the patient was misjudged',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
