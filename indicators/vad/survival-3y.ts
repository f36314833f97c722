import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { vitalFacts } from '../revisions/vital-facts.js';
import { vadIndicators2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Patients alive on the third anniversary of the implantation, over all patients implanted; the denominator is fixed.
 *
 * The source counts a patient lost to follow-up as not alive, and a blank counts the same but is shown in the bounds. A patient with
 * several implantations in the period must be alive three years after each. Alive with a transplanted or a recovered heart is alive. Death
 * on the anniversary itself is not met; an implantation on 29 February has its anniversary on 28 February unless that year is a leap year.
 * Kaplan–Meier survival with censoring is another figure with its own label.
 */
export const vadSurvival3y = defineIndicator({
  code: 'VAD-07-3',
  id: 'vad-survival-3y',
  version: '2022-r2',
  revises: vitalFacts('2022'),
  title: { zh: '心室辅助患者术后3年生存率', en: 'three-year survival after VAD implantation' },
  meaning: {
    zh: '植入满3年时存活的患者，占同期植入患者总数的比例，失访计为未存活',
    en: 'patients alive three years after implantation, over all patients implanted in the period; lost to follow-up counts as not alive',
  },
  rationale: {
    zh: '三年生存说明装置和随访能否使患者长期受益',
    en: 'three years tell whether device and follow-up serve the patient for long',
  },
  measure: 'patient proportion',
  unit: { numerator: 'patient', denominator: 'patient' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  window: vadImplants.windows.implant3y,
  numerator: implant.alive_3y.isTrue(),
  cases: 'all',
  unknown: 'not met',
  strata: [implant.device_type],
  multiplier: '%',
  better: 'higher',
  cites: [cite(vadIndicators2022, { clause: '指标七', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
