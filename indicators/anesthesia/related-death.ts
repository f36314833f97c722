import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { chongqingAnesthesia2011 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Deaths that the hospital attributes to anaesthesia (drugs, method, monitoring, treatment), over all anaesthetics.
 *
 * The attribution is a human judgement, so the number of events is shown beside the rate. At 0.01 % one death fails any hospital with fewer
 * than 10,000 anaesthetics, and none proves nothing. A blank is not known, so the rate shown is a minimum.
 */
export const anesthesiaRelatedDeath = defineIndicator({
  code: 'CQ-03',
  id: 'anesthesia-related-death',
  version: '2011-r2',
  revises: blanksCount('2011'),
  title: { zh: '麻醉相关死亡率', en: 'anaesthesia-related mortality' },
  meaning: {
    zh: '围麻醉期与麻醉相关的死亡例数，占同期麻醉总例数的比例',
    en: 'deaths related to anaesthesia, over all anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  numerator: anesthetic.anesthesia_death.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [cite(chongqingAnesthesia2011, { clause: '附录一（三）', confidence: 'seed' })],
  rationale: {
    zh: '这是麻醉最坏的结局，每一例都应查明原因',
    en: 'it is the worst that anaesthesia can do, and each has to be explained',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
