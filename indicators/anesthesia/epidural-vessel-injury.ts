import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { chongqingAnesthesia2011 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { epidural } from './methods.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Epidurals in which a vessel was injured, over epidurals. A combined spinal-epidural is an epidural too. A blank is not known, so the rate
 * shown is a minimum.
 */
export const anesthesiaEpiduralVesselInjury = defineIndicator({
  code: 'CQ-08',
  id: 'anesthesia-epidural-vessel-injury',
  version: '2011-r2',
  revises: blanksCount('2011'),
  title: { zh: '硬膜外麻醉血管损伤发生率', en: 'vessel injury in epidurals' },
  meaning: {
    zh: '硬膜外麻醉操作损伤血管的例数，占同期硬膜外麻醉总例数的比例',
    en: 'epidurals with an injured vessel, over epidurals',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: epidural,
  numerator: anesthetic.epidural_vessel_injury.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [cite(chongqingAnesthesia2011, { clause: '附录一（八）', confidence: 'seed' })],
  rationale: {
    zh: '血管损伤可致硬膜外血肿和局麻药中毒',
    en: 'an injured vessel can lead to a haematoma or to poisoning by the local anaesthetic',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
