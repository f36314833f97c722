import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { vadIndicators2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Patients with unplanned surgery over patients implanted.
 *
 * A re-operation planned from the start, such as a delayed closure of the chest, is not one.
 *
 * The complication counts when it arises during the operation or up to day 30; a patient is pending until day 30 of each implantation is
 * over. A patient counts once. A blank is not known, so the rate shown is a minimum.
 */
export const vadUnplannedSurgery = defineIndicator({
  code: 'VAD-05E',
  id: 'vad-unplanned-surgery',
  version: '2022-r2',
  revises: blanksCount('2022'),
  title: { zh: '心室辅助非计划性手术发生率', en: 'unplanned surgery after VAD implantation' },
  meaning: {
    zh: '术中及术后30天内发生非计划性手术的患者，占同期植（介）入患者总数的比例',
    en: 'patients with unplanned surgery during the operation or up to day 30, over all patients implanted in the period',
  },
  rationale: {
    zh: '非计划再手术增加创伤和感染，提示首次手术的问题',
    en: 'surgery that was not planned adds injury and infection and points to trouble in the first',
  },
  measure: 'patient proportion',
  unit: { numerator: 'patient', denominator: 'patient' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  window: vadImplants.windows.implant30d,
  numerator: implant.unplanned_surgery.isTrue(),
  cases: 'any',
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [cite(vadIndicators2022, { clause: '指标五（五）', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
