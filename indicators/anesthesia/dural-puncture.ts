import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { chongqingAnesthesia2011 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { epidural } from './methods.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Epidurals in which the dura was punctured by accident, over epidurals.
 *
 * A combined spinal-epidural is an epidural too; its spinal needle passes the dura on purpose, which does not count. A blank is not known,
 * so the rate shown is a minimum.
 */
export const anesthesiaDuralPuncture = defineIndicator({
  code: 'CQ-07',
  id: 'anesthesia-dural-puncture',
  version: '2011-r2',
  revises: blanksCount('2011'),
  title: { zh: '硬膜外麻醉硬脊膜穿破发生率', en: 'accidental dural puncture in epidurals' },
  meaning: {
    zh: '硬膜外麻醉中意外穿破硬脊膜的例数，占同期硬膜外麻醉总例数的比例',
    en: 'epidurals with an accidental dural puncture, over epidurals',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: epidural,
  numerator: anesthetic.dural_puncture.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [cite(chongqingAnesthesia2011, { clause: '附录一（七）', confidence: 'seed' })],
  rationale: {
    zh: '意外穿破引起剧烈头痛，反映穿刺技术',
    en: 'it brings a severe headache, and shows the skill of the hand',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
