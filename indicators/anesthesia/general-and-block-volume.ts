import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { any, cite, defineIndicator } from '../../pipeline/define/index.js';
import { chongqingAnesthesia2011 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { general, regional } from './methods.js';

const anesthetic = anesthesiaCases.columns;

/**
 * General and block anaesthetics begun in the period, without sedation or local anaesthesia alone. One that is both counts once. A hospital
 * that sends a sample of its cases is counted by what it sent.
 */
export const anesthesiaGeneralAndBlockVolume = defineIndicator({
  code: 'CQ-A01G',
  id: 'anesthesia-general-and-block-volume',
  version: '2011',
  title: { zh: '全麻和阻滞麻醉总数', en: 'general and block anaesthetics' },
  meaning: {
    zh: '同期开始的全身麻醉、椎管内麻醉和神经阻滞的例数，兼有的计一例',
    en: 'general, neuraxial and nerve-block anaesthetics begun in the period, one that is several counts once',
  },
  rationale: {
    zh: '重点科室的规模按全麻和阻滞计，镇静和局麻不算',
    en: 'the size of a key department goes by general and block anaesthesia; sedation and local anaesthesia do not count',
  },
  measure: 'volume',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  cases: any(general, regional),
  multiplier: '1',
  better: 'monitor',
  cites: [cite(chongqingAnesthesia2011, { clause: '三 2-5-1', confidence: 'seed' })],
  checkedBy: null,
  reviewedOn: '2026-11-30',
});
