import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { chongqingAnesthesia2011 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { spinal } from './methods.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Spinals followed by the typical headache (both sides, worse on sitting up, better lying) on days 1 to 3, over spinals.
 *
 * A combined spinal-epidural is a spinal too. A case is pending until the end of day 3, the day of the anaesthetic being day 0. The source
 * prints headaches as its denominator; spinals are meant. A blank is not known, so the rate shown is a minimum.
 */
export const anesthesiaSpinalHeadache = defineIndicator({
  code: 'CQ-04',
  id: 'anesthesia-spinal-headache',
  version: '2011-r2',
  revises: blanksCount('2011'),
  title: { zh: '腰麻后头痛发生率', en: 'headache after spinal anaesthesia' },
  meaning: {
    zh: '腰麻后1至3天内发生头痛的例数，占同期腰麻总例数的比例',
    en: 'spinals followed by headache on days 1 to 3, over spinals',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: spinal,
  window: anesthesiaCases.windows.spinal3d,
  numerator: anesthetic.spinal_headache.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [
    cite(chongqingAnesthesia2011, { clause: '附录一（四）', confidence: 'seed' }),
    cite(chongqingAnesthesia2011, {
      clause: '附录一（四）',
      confidence: 'derived',
      note: {
        zh: '原文分母印作“腰麻后头痛总例数”，按意为“腰麻总例数”',
        en: 'the denominator is printed as headaches; spinals are meant',
      },
    }),
  ],
  rationale: {
    zh: '头痛延长卧床和住院，多可由穿刺针和操作避免',
    en: 'it keeps patients in bed, and needle and technique mostly prevent it',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
