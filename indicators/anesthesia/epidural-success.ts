import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { chongqingAnesthesia2011 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { epidural } from './methods.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Epidurals under which the operation was done with the region free of pain, without added local anaesthesia or a change to general
 * anaesthesia, over epidurals.
 *
 * A combined spinal-epidural is an epidural too; a caudal is not counted as one. A blank is no proof, so it counts as not met and is shown
 * in the bounds.
 */
export const anesthesiaEpiduralSuccess = defineIndicator({
  code: 'CQ-02',
  id: 'anesthesia-epidural-success',
  version: '2011',
  title: { zh: '硬膜外阻滞成功率', en: 'success of epidurals' },
  meaning: {
    zh: '阻滞区域基本无痛、无须补加局麻或改全麻即完成手术的硬膜外例数，占同期硬膜外阻滞总例数的比例',
    en: 'epidurals that carried the operation without added local or a change to general anaesthesia, over epidurals',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: epidural,
  numerator: anesthetic.epidural_success.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [cite(chongqingAnesthesia2011, { clause: '附录一（二）', confidence: 'seed' })],
  rationale: {
    zh: '阻滞失败意味着患者术中疼痛，或多受一次全麻',
    en: 'an epidural that fails means pain during the operation or a second anaesthetic',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
