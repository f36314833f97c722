import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2022 } from './in-force.js';
import { general } from './methods.js';

const anesthetic = anesthesiaCases.columns;

/**
 * General anaesthetics with active warming, by devices or warmed fluids and blood, throughout or at times, over general anaesthetics.
 *
 * A general anaesthetic beside a block is one too. A blank is no proof, so it counts as not met and is shown in the bounds.
 */
export const anesthesiaActiveWarming = defineIndicator({
  code: 'AQI-AWR-08',
  id: 'anesthesia-active-warming',
  version: '2022',
  effectiveFrom: '2022-01-01',
  title: {
    zh: '术中主动保温率',
    en: 'active warming in general anaesthesia',
  },
  meaning: {
    zh: '手术麻醉期间采取主动保温措施的全麻例次，占同期全麻总例次的比例',
    en: 'general anaesthetics with active warming, over general anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: general,
  numerator: anesthetic.active_warming.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-AWR-08', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-AWR-08',
      confidence: 'derived',
      note: {
        zh: '分母为已实施的麻醉，入室后麻醉前取消者不计',
        en: 'anaesthetics given are the denominator; those called off before any anaesthetic are none',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '主动保温可减少术中低体温及其出血、感染和苏醒延迟',
    en: 'active warming prevents hypothermia and the bleeding, infection and slow waking that follow it',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
