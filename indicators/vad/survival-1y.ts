import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { vitalFacts } from '../revisions/vital-facts.js';
import { vadIndicators2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Patients alive on the first anniversary of the implantation, over all patients implanted; the denominator is fixed.
 *
 * The source counts a patient lost to follow-up as not alive, and a blank counts the same but is shown in the bounds. A patient with
 * several implantations in the period must be alive one year after each. Alive with a transplanted or a recovered heart is alive. Death on
 * the anniversary itself is not met; an implantation on 29 February has its anniversary on 28 February unless that year is a leap year.
 * Kaplan–Meier survival with censoring is another figure with its own label.
 */
export const vadSurvival1y = defineIndicator({
  code: 'VAD-07-1',
  id: 'vad-survival-1y',
  version: '2022-r2',
  revises: vitalFacts('2022'),
  title: { zh: '心室辅助患者术后1年生存率', en: 'one-year survival after VAD implantation' },
  meaning: {
    zh: '植入满1年时存活的患者，占同期植入患者总数的比例，失访计为未存活',
    en: 'patients alive one year after implantation, over all patients implanted in the period; lost to follow-up counts as not alive',
  },
  rationale: {
    zh: '规范以1年生存率评估医院和医师的能力',
    en: 'the norm assesses hospitals and physicians by it',
  },
  measure: 'patient proportion',
  unit: { numerator: 'patient', denominator: 'patient' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  window: vadImplants.windows.implant1y,
  numerator: implant.alive_1y.isTrue(),
  cases: 'all',
  unknown: 'not met',
  strata: [implant.device_type],
  multiplier: '%',
  better: 'higher',
  cites: [cite(vadIndicators2022, { clause: '指标七', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
