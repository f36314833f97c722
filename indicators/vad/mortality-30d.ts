import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { vadIndicators2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Patients who died within 30 days of implantation, whatever the cause, over patients.
 *
 * A patient counts once, however many implantations: dead within 30 days of any of them is dead. The day of implantation is day 0 and day
 * 30 belongs to the window. A patient neither known dead nor known alive on day 30 is not known, so the mortality shown is a minimum.
 */
export const vadMortality30d = defineIndicator({
  code: 'VAD-03',
  id: 'vad-mortality-30d',
  version: '2022-r2',
  revises: { ...blanksCount('2022'), facts: true },
  title: { zh: '心室辅助术后30天死亡率', en: '30-day mortality after VAD implantation' },
  meaning: {
    zh: '植入后30天内因任何原因死亡的患者，占同期植入患者总数的比例',
    en: 'patients who died of any cause within 30 days of implantation, over all patients implanted in the period',
  },
  rationale: {
    zh: '术后30天内死亡反映病例选择、手术和围手术期管理',
    en: 'death within 30 days reflects selection, surgery and care around it',
  },
  measure: 'patient proportion',
  unit: { numerator: 'patient', denominator: 'patient' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  window: vadImplants.windows.implant30d,
  numerator: implant.died_within_30d.isTrue(),
  cases: 'any',
  unknown: 'not met',
  strata: [implant.device_type],
  multiplier: '%',
  better: 'lower',
  cites: [cite(vadIndicators2022, { clause: '指标三', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
