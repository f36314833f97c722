import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';

/** An operation called off in the theatre before any anaesthetic was given is no anaesthetic. */
export const cancelledBeforeAnesthesia = {
  title: { zh: '入室后麻醉前取消', en: 'cancelled before anaesthesia' },
  when: anesthesiaCases.columns.cancelled.is('入室后麻醉前'),
} as const;
