import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { chongqingAnesthesia2011 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Anaesthetics begun in the period, by every method. An operation called off in the theatre before any anaesthetic was given is
 * no anaesthetic; a hospital that sends a sample of its cases is counted by what it sent.
 */
export const anesthesiaVolume = defineIndicator({
  code: 'CQ-A01',
  id: 'anesthesia-volume',
  version: '2011',
  title: { zh: '麻醉总例数', en: 'anaesthetics' },
  meaning: {
    zh: '同期开始的麻醉总例数',
    en: 'anaesthetics begun in the period',
  },
  rationale: {
    zh: '例数说明科室规模，也是各项罕见事件率能否判读的依据',
    en: 'the number tells the size of a department and how far its rates of rare events can be trusted',
  },
  measure: 'volume',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  multiplier: '1',
  better: 'monitor',
  cites: [cite(chongqingAnesthesia2011, { clause: '三 2-5-1', confidence: 'seed' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
