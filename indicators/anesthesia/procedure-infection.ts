import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { chongqingAnesthesia2011 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Infections at the site of an invasive anaesthesia procedure over such procedures.
 *
 * Procedures over procedures: an anaesthetic can have several. An anaesthetic whose number of infections is
 * blank is left out of both sides. The source sets no day until which an infection counts.
 */
export const anesthesiaProcedureInfection = defineIndicator({
  code: 'CQ-05',
  id: 'anesthesia-procedure-infection',
  version: '2011',
  title: { zh: '有创性麻醉操作感染发生率', en: 'infection after invasive anaesthesia procedures' },
  meaning: {
    zh: '有创性麻醉操作后发生感染的例数，占同期有创性麻醉操作总例数的比例',
    en: 'infections after invasive anaesthesia procedures, over such procedures',
  },
  measure: 'ratio',
  unit: { numerator: 'procedure', denominator: 'procedure' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  numerator: anesthetic.invasive_procedure_infections,
  denominator: anesthetic.invasive_procedures,
  interval: 'binomial',
  multiplier: '%',
  better: 'lower',
  cites: [cite(chongqingAnesthesia2011, { clause: '附录一（五）', confidence: 'seed' })],
  rationale: {
    zh: '操作感染可致命，反映无菌操作是否到位',
    en: 'such an infection can kill, and shows whether asepsis is kept',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
