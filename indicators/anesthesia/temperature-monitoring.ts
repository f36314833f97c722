import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2022 } from './in-force.js';
import { general } from './methods.js';

const anesthetic = anesthesiaCases.columns;

/**
 * General anaesthetics during which the temperature was monitored, continuously or at intervals, over general anaesthetics.
 *
 * A general anaesthetic beside a block is one too. A blank is no proof, so it counts as not met and is shown in the bounds.
 */
export const anesthesiaTemperatureMonitoring = defineIndicator({
  code: 'AQI-TMR-07',
  id: 'anesthesia-temperature-monitoring',
  version: '2022',
  effectiveFrom: '2022-01-01',
  title: {
    zh: '全身麻醉术中体温监测率',
    en: 'temperature monitored in general anaesthesia',
  },
  meaning: {
    zh: '手术麻醉期间接受体温监测的全麻例次，占同期全麻总例次的比例',
    en: 'general anaesthetics with the temperature monitored, over general anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: general,
  numerator: anesthetic.temp_monitored.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-TMR-07', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-TMR-07',
      confidence: 'derived',
      note: {
        zh: '分母为已实施的麻醉，入室后麻醉前取消者不计',
        en: 'anaesthetics given are the denominator; those called off before any anaesthetic are none',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '不测体温就发现不了低体温和恶性高热',
    en: 'who does not measure finds neither hypothermia nor malignant hyperthermia',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
