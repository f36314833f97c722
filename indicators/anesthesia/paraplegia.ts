import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { chongqingAnesthesia2011 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { neuraxial } from './methods.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Neuraxial anaesthetics followed by paraplegia over neuraxial anaesthetics: the part of the neurologic complications that has a threshold
 * of its own, 0.001 %.
 *
 * One event fails any hospital with fewer than 100,000 neuraxial anaesthetics, so the number of events is shown beside the rate. A blank is
 * not known, so the rate shown is a minimum.
 */
export const anesthesiaParaplegia = defineIndicator({
  code: 'CQ-09P',
  id: 'anesthesia-paraplegia',
  version: '2011-r2',
  revises: blanksCount('2011'),
  title: { zh: '椎管内麻醉截瘫发生率', en: 'paraplegia after neuraxial anaesthesia' },
  meaning: {
    zh: '椎管内麻醉后发生截瘫的例数，占同期椎管内麻醉总例数的比例',
    en: 'neuraxial anaesthetics followed by paraplegia, over neuraxial anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: neuraxial,
  numerator: anesthetic.paraplegia.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [
    cite(chongqingAnesthesia2011, { clause: '附录一（九）', confidence: 'seed' }),
    cite(chongqingAnesthesia2011, {
      clause: '附录一（九）',
      confidence: 'derived',
      note: {
        zh: '原文为神经并发症中的一项，分母按意为“椎管内麻醉总例数”',
        en: 'a part of the neurologic complications; neuraxial anaesthetics are meant as the denominator',
      },
    }),
  ],
  rationale: {
    zh: '截瘫是椎管内麻醉最严重的后果，每一例都应查明原因',
    en: 'it is the gravest harm of neuraxial anaesthesia, and each has to be explained',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
