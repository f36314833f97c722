import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { fatesOfOthers } from '../revisions/vital-facts.js';
import { vadIndicators2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Patients transplanted no later than the fifth anniversary of the implantation, over patients implanted.
 *
 * The source sets no horizon; with one, periods can be compared. A transplantation after the horizon is not
 * met. A transplantation without a date is unknown: it counts as not met and is shown in the bounds. Death
 * and recovery compete with transplantation: a low share is not bad in itself.
 */
export const vadTransplant5y = defineIndicator({
  code: 'VAD-04-5',
  id: 'vad-transplant-5y',
  version: '2022-r4',
  revises: fatesOfOthers('2022-r3'),
  title: { zh: '5年桥接到心脏移植率', en: 'bridge to heart transplantation within five years' },
  meaning: {
    zh: '植入心室辅助后5年内接受心脏移植的患者，占同期植入患者总数的比例',
    en: 'patients transplanted within five years of implantation, over all patients implanted in the period',
  },
  rationale: {
    zh: '限定五年，接近桥接移植的最终结果',
    en: 'five years come near to the final outcome of bridging',
  },
  measure: 'patient proportion',
  unit: { numerator: 'patient', denominator: 'patient' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  window: vadImplants.windows.implant5y,
  numerator: implant.transplanted_5y.isTrue(),
  cases: 'any',
  unknown: 'not met',
  multiplier: '%',
  better: 'monitor',
  cites: [
    cite(vadIndicators2022, {
      clause: '指标四',
      confidence: 'derived',
      note: { zh: '原文未设期限，此处以植入后5年为限', en: 'the source sets no horizon; here five years' },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
