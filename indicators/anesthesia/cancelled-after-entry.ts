import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { inForce2022 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Operations called off after the patient had entered and before any anaesthetic, over all operations for which a patient entered.
 *
 * The only anaesthesia indicator whose denominator includes those called off before anaesthesia. A row with a blank stage is not known, so
 * the rate shown is a minimum.
 */
export const anesthesiaCancelledAfterEntry = defineIndicator({
  code: 'AQI-CRB-05',
  id: 'anesthesia-cancelled-after-entry',
  version: '2022-r2',
  revises: blanksCount('2022'),
  effectiveFrom: '2022-01-01',
  title: {
    zh: '入室后手术麻醉取消率',
    en: 'called off after entering, before anaesthesia',
  },
  meaning: {
    zh: '患者入室后至麻醉开始前取消手术麻醉的例次，占同期入室后拟手术麻醉总例次的比例',
    en: 'patients who entered the theatre and were called off before anaesthesia began, over all who entered for one',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  numerator: anesthetic.cancelled.is('入室后麻醉前'),
  unknown: 'not met',
  multiplier: '‰',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-CRB-05', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-CRB-05',
      confidence: 'derived',
      note: {
        zh: '报送的每一行为一次入室；取消者以计划开始时间为索引时间',
        en: 'each row sent is one entry; one called off is dated by its planned start',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '入室后才取消，多因术前准备和访视不足',
    en: 'an operation is called off at the door mostly because preparation or the visit fell short',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
