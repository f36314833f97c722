import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { fatesOfOthers } from '../revisions/vital-facts.js';
import { vadIndicators2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Patients transplanted no later than the first anniversary of the implantation, over patients implanted.
 *
 * The source sets no horizon; with one, periods can be compared. A transplantation after the horizon is not
 * met. A transplantation without a date is unknown: it counts as not met and is shown in the bounds. Death
 * and recovery compete with transplantation: a low share is not bad in itself.
 */
export const vadTransplant1y = defineIndicator({
  code: 'VAD-04-1',
  id: 'vad-transplant-1y',
  version: '2022-r4',
  revises: fatesOfOthers('2022-r3'),
  title: { zh: '1年桥接到心脏移植率', en: 'bridge to heart transplantation within one year' },
  meaning: {
    zh: '植入心室辅助后1年内接受心脏移植的患者，占同期植入患者总数的比例',
    en: 'patients transplanted within one year of implantation, over all patients implanted in the period',
  },
  rationale: {
    zh: '限定一年，不同年份植入的患者才能比较',
    en: 'with a year as horizon, patients of different years can be compared',
  },
  measure: 'patient proportion',
  unit: { numerator: 'patient', denominator: 'patient' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  window: vadImplants.windows.implant1y,
  numerator: implant.transplanted_1y.isTrue(),
  cases: 'any',
  unknown: 'not met',
  multiplier: '%',
  better: 'monitor',
  cites: [
    cite(vadIndicators2022, {
      clause: '指标四',
      confidence: 'derived',
      note: { zh: '原文未设期限，此处以植入后1年为限', en: 'the source sets no horizon; here one year' },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
