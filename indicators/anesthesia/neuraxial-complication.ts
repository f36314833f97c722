import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { chongqingAnesthesia2011 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { neuraxial } from './methods.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Neuraxial anaesthetics after whose recovery numbness, paraesthesia, weakness or paralysis stayed, other causes excluded, over neuraxial
 * anaesthetics: epidural, spinal, both combined, caudal.
 *
 * An anaesthetic with several of these counts once. The source prints complications as its denominator; neuraxial anaesthetics are meant. A
 * blank is not known, so the rate shown is a minimum.
 */
export const anesthesiaNeuraxialComplication = defineIndicator({
  code: 'CQ-09',
  id: 'anesthesia-neuraxial-complication',
  version: '2011-r2',
  revises: blanksCount('2011'),
  title: { zh: '椎管内麻醉神经并发症发生率', en: 'neurologic complications of neuraxial anaesthesia' },
  meaning: {
    zh: '椎管内麻醉恢复后仍有麻木、异感、肌无力或瘫痪且排除其他病因的例数，占同期椎管内麻醉总例数的比例',
    en: 'neuraxial anaesthetics followed by lasting numbness, paraesthesia, weakness or paralysis of no other cause, over neuraxial anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: neuraxial,
  numerator: anesthetic.neuraxial_neurologic.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [
    cite(chongqingAnesthesia2011, { clause: '附录一（九）', confidence: 'seed' }),
    cite(chongqingAnesthesia2011, {
      clause: '附录一（九）',
      confidence: 'derived',
      note: {
        zh: '原文分母印作“椎管内神经麻醉并发症总例数”，按意为“椎管内麻醉总例数”',
        en: 'the denominator is printed as complications; neuraxial anaesthetics are meant',
      },
    }),
  ],
  rationale: { zh: '神经损伤罕见而可能终身致残', en: 'nerve injury is rare and may last for life' },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
