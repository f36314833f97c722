import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2022 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Anaesthetics after which the patient was taken to the ICU without a plan made before the start, over all anaesthetics.
 *
 * A blank is not known, so the rate shown is a minimum. The edition of 2015 took the transfers as its denominator.
 */
export const anesthesiaUnplannedIcu = defineIndicator({
  code: 'AQI-IUI-20',
  id: 'anesthesia-unplanned-icu',
  version: '2022-r2',
  revises: blanksCount('2022'),
  effectiveFrom: '2022-01-01',
  title: {
    zh: '非计划转入ICU率',
    en: 'unplanned transfer to the ICU',
  },
  meaning: {
    zh: '麻醉开始前无转入ICU计划、术中或术后决定转入的例数，占同期麻醉总例数的比例',
    en: 'transfers to the ICU that had not been planned before anaesthesia, over all anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  numerator: anesthetic.icu_transfer.is('非计划'),
  unknown: 'not met',
  multiplier: '‰',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-IUI-20', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-IUI-20',
      confidence: 'derived',
      note: {
        zh: '原文分子分母按患者计，本系统按麻醉例次计：同一患者两次麻醉，两次各有其风险',
        en: 'the source counts patients; here each anaesthetic counts, for a patient anaesthetised twice was twice at risk',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '计划外转入说明术前评估或术中过程出了偏差',
    en: 'a transfer that nobody foresaw points to the assessment or to the course',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
