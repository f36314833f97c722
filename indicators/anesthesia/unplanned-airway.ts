import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2022 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Anaesthetics in which a tube, a laryngeal mask or an emergency tracheostomy became necessary for respiratory arrest or depression, from
 * entering to leaving the theatre, over all anaesthetics.
 *
 * A blank is not known, so the rate shown is a minimum.
 */
export const anesthesiaUnplannedAirway = defineIndicator({
  code: 'AQI-IUA-13',
  id: 'anesthesia-unplanned-airway',
  version: '2022-r2',
  revises: blanksCount('2022'),
  effectiveFrom: '2022-01-01',
  title: {
    zh: '计划外建立人工气道发生率',
    en: 'unplanned artificial airway',
  },
  meaning: {
    zh: '计划外建立人工气道的例数，占同期麻醉总例数的比例',
    en: 'anaesthetics with an artificial airway that was not planned, over all anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  numerator: anesthetic.unplanned_airway.isTrue(),
  unknown: 'not met',
  multiplier: '‰',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-IUA-13', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-IUA-13',
      confidence: 'derived',
      note: {
        zh: '原文分子分母按患者计，本系统按麻醉例次计：同一患者两次麻醉，两次各有其风险',
        en: 'the source counts patients; here each anaesthetic counts, for a patient anaesthetised twice was twice at risk',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '计划外建立气道说明呼吸已失控，反映方案与监测的不足',
    en: 'an airway that nobody planned means that breathing had been lost, and that plan or monitoring fell short',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
