import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { all, cite, defineIndicator, not } from '../../pipeline/define/index.js';
import { fatesOfOthers } from '../revisions/vital-facts.js';
import { vadIndicators2022 } from '../texts/sources.js';
import { onDevice } from './on-device.js';

const implant = vadImplants.columns;

/**
 * Patients who received a heart transplantation later, over patients implanted, without a horizon as in the source.
 *
 * A patient whom the row itself has alive on the device in the 31 days before the as-of day is a known no, so the figure of recent periods
 * still grows; for others without a recorded transplantation it is not known, so the rate shown is a minimum. For comparisons use the
 * figures at one, three and five years. Death and recovery compete with transplantation: a low share is not bad in itself.
 */
export const vadTransplant = defineIndicator({
  code: 'VAD-04',
  id: 'vad-transplant',
  version: '2022-r4',
  revises: fatesOfOthers('2022-r3'),
  title: { zh: '桥接到心脏移植率', en: 'bridge to heart transplantation' },
  meaning: {
    zh: '植入心室辅助后接受心脏移植的患者，占同期应用总例数的比例，不限期限',
    en: 'patients transplanted after implantation, at any time, over all patients implanted in the period',
  },
  rationale: {
    zh: '装置常用于等待移植，移植率说明这一目的实现了多少',
    en: 'many devices bridge to a transplantation, and the share tells how often that was reached',
  },
  measure: 'patient proportion',
  unit: { numerator: 'patient', denominator: 'patient' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  numerator: all(not(onDevice), implant.transplanted.isTrue()),
  cases: 'any',
  unknown: 'not met',
  multiplier: '%',
  better: 'monitor',
  cites: [cite(vadIndicators2022, { clause: '指标四', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
