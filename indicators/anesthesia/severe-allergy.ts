import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2022 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Anaesthetics with an allergic reaction, of whatever cause, that had to be treated with adrenaline at once, over all anaesthetics.
 *
 * A blank is not known, so the rate shown is a minimum.
 */
export const anesthesiaSevereAllergy = defineIndicator({
  code: 'AQI-ISA-15',
  id: 'anesthesia-severe-allergy',
  version: '2022-r2',
  revises: blanksCount('2022'),
  effectiveFrom: '2022-01-01',
  title: {
    zh: '麻醉期间严重过敏反应发生率',
    en: 'severe allergic reaction',
  },
  meaning: {
    zh: '麻醉期间发生需立即用肾上腺素抢救的过敏反应的例次，占同期麻醉总例次的比例',
    en: 'allergic reactions that needed adrenaline at once, over all anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  numerator: anesthetic.severe_allergy.isTrue(),
  unknown: 'not met',
  multiplier: '‱',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-ISA-15', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-ISA-15',
      confidence: 'derived',
      note: {
        zh: '分母为已实施的麻醉，入室后麻醉前取消者不计',
        en: 'anaesthetics given are the denominator; those called off before any anaesthetic are none',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '及时识别和救治决定患者生死',
    en: 'whether it is recognised in time decides over life and death',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
