import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { vadIndicators2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Patients with right heart failure over patients implanted.
 *
 * The complication counts when it arises during the operation or up to day 30; a patient is pending until day 30 of each implantation is
 * over. A patient counts once. A blank is not known, so the rate shown is a minimum.
 */
export const vadRightHeartFailure = defineIndicator({
  code: 'VAD-05H',
  id: 'vad-right-heart-failure',
  version: '2022-r2',
  revises: blanksCount('2022'),
  title: { zh: '心室辅助右心衰竭发生率', en: 'right heart failure after VAD implantation' },
  meaning: {
    zh: '术中及术后30天内发生右心衰竭的患者，占同期植（介）入患者总数的比例',
    en: 'patients with right heart failure during the operation or up to day 30, over all patients implanted in the period',
  },
  rationale: {
    zh: '左心辅助后右心衰竭常见，与术前评估有关',
    en: 'after support of the left heart the right one often fails, and assessment before surgery foresees it',
  },
  measure: 'patient proportion',
  unit: { numerator: 'patient', denominator: 'patient' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  window: vadImplants.windows.implant30d,
  numerator: implant.right_heart_failure.isTrue(),
  cases: 'any',
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [cite(vadIndicators2022, { clause: '指标五（八）', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
