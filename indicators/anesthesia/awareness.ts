import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2022 } from './in-force.js';
import { general } from './methods.js';

const anesthetic = anesthesiaCases.columns;

/**
 * General anaesthetics during which the patient became conscious and could recall it afterwards, over general anaesthetics.
 *
 * A blank, as where nobody asked, is not known, so the rate shown is a minimum.
 */
export const anesthesiaAwareness = defineIndicator({
  code: 'AQI-IAG-16',
  id: 'anesthesia-awareness',
  version: '2022-r2',
  revises: blanksCount('2022'),
  effectiveFrom: '2022-01-01',
  title: {
    zh: '全身麻醉术中知晓发生率',
    en: 'awareness under general anaesthesia',
  },
  meaning: {
    zh: '发生术中知晓的全麻例次，占同期全麻总例次的比例',
    en: 'general anaesthetics with awareness, over general anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: general,
  numerator: anesthetic.awareness.isTrue(),
  unknown: 'not met',
  multiplier: '‰',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-IAG-16', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-IAG-16',
      confidence: 'derived',
      note: {
        zh: '分母为已实施的麻醉，入室后麻醉前取消者不计',
        en: 'anaesthetics given are the denominator; those called off before any anaesthetic are none',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '术中知晓可造成长期心理创伤',
    en: 'awareness can leave a lasting wound of the mind',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
