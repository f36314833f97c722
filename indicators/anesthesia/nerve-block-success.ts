import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { chongqingAnesthesia2011 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { nerveBlock } from './methods.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Nerve blocks under which the operation was done with the region free of pain, without added local anaesthesia or a change to general
 * anaesthesia, over nerve blocks.
 *
 * A block beside a general anaesthesia planned from the start is in the denominator; whether it succeeded is the record's word. A blank is
 * no proof, so it counts as not met and is shown in the bounds.
 */
export const anesthesiaNerveBlockSuccess = defineIndicator({
  code: 'CQ-01',
  id: 'anesthesia-nerve-block-success',
  version: '2011',
  title: { zh: '神经阻滞麻醉成功率', en: 'success of nerve blocks' },
  meaning: {
    zh: '阻滞区域基本无痛、无须补加局麻或改全麻即完成手术的神经阻滞例数，占同期神经阻滞总例数的比例',
    en: 'nerve blocks that carried the operation without added local or a change to general anaesthesia, over nerve blocks',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: nerveBlock,
  numerator: anesthetic.nerve_block_success.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [cite(chongqingAnesthesia2011, { clause: '附录一（一）', confidence: 'seed' })],
  rationale: {
    zh: '阻滞失败意味着患者术中疼痛，或多受一次全麻',
    en: 'a block that fails means pain during the operation or a second anaesthetic',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
