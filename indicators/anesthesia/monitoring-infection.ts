import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { chongqingAnesthesia2011 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Infections at the site of an invasive monitoring procedure (arterial line, central vein) over such
 * procedures.
 *
 * Procedures over procedures: an anaesthetic can have several. An anaesthetic whose number of infections is
 * blank is left out of both sides. The source sets no day until which an infection counts.
 */
export const anesthesiaMonitoringInfection = defineIndicator({
  code: 'CQ-06',
  id: 'anesthesia-monitoring-infection',
  version: '2011',
  title: { zh: '有创性监测操作感染发生率', en: 'infection after invasive monitoring' },
  meaning: {
    zh: '有创性监测操作后发生感染的例数，占同期有创性监测操作总例数的比例',
    en: 'infections after invasive monitoring procedures, over such procedures',
  },
  measure: 'ratio',
  unit: { numerator: 'procedure', denominator: 'procedure' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  numerator: anesthetic.invasive_monitoring_infections,
  denominator: anesthetic.invasive_monitorings,
  interval: 'binomial',
  multiplier: '%',
  better: 'lower',
  cites: [cite(chongqingAnesthesia2011, { clause: '附录一（六）', confidence: 'seed' })],
  rationale: {
    zh: '导管感染可致命，反映无菌操作和导管管理是否到位',
    en: 'an infected line can kill, and shows whether asepsis and care of lines are kept',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
