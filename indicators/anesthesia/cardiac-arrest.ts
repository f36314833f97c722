import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2022 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Anaesthetics during which the heart stopped, from the start of anaesthesia until leaving the theatre, over all anaesthetics. An arrest
 * for a medical purpose, as on bypass, and one before the start do not count.
 *
 * A blank is not known, so the rate shown is a minimum. The edition of 2015 covered the first 24 hours instead.
 */
export const anesthesiaCardiacArrest = defineIndicator({
  code: 'AQI-ICA-14',
  id: 'anesthesia-cardiac-arrest',
  version: '2022-r2',
  revises: blanksCount('2022'),
  effectiveFrom: '2022-01-01',
  title: {
    zh: '术中心脏骤停率',
    en: 'cardiac arrest during anaesthesia',
  },
  meaning: {
    zh: '麻醉开始后至离开手术室前发生心脏骤停的例数，占同期麻醉总例数的比例',
    en: 'anaesthetics with a cardiac arrest before leaving the theatre, over all anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  numerator: anesthetic.cardiac_arrest.isTrue(),
  unknown: 'not met',
  multiplier: '‱',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-ICA-14', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-ICA-14',
      confidence: 'derived',
      note: {
        zh: '原文分子分母按患者计，本系统按麻醉例次计：同一患者两次麻醉，两次各有其风险',
        en: 'the source counts patients; here each anaesthetic counts, for a patient anaesthetised twice was twice at risk',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '术中骤停是最严重的围麻醉期事件，须逐例分析',
    en: 'an arrest is the gravest event around anaesthesia, and each is to be gone through',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
