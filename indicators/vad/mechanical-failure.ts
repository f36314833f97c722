import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { vadIndicators2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Patients with mechanical failure of the device over patients implanted.
 *
 * The source names mechanical failure among the complications without a formula; this one follows the ten others.
 *
 * The complication counts when it arises during the operation or up to day 30; a patient is pending until day 30 of each implantation is
 * over. A patient counts once. A blank is not known, so the rate shown is a minimum.
 */
export const vadMechanicalFailure = defineIndicator({
  code: 'VAD-05K',
  id: 'vad-mechanical-failure',
  version: '2022-r2',
  revises: blanksCount('2022'),
  title: { zh: '心室辅助机械故障发生率', en: 'mechanical failure of the device after VAD implantation' },
  meaning: {
    zh: '术中及术后30天内发生机械故障的患者，占同期植（介）入患者总数的比例',
    en: 'patients with mechanical failure of the device during the operation or up to day 30, over all patients implanted in the period',
  },
  rationale: {
    zh: '装置故障直接危及生命，也反映器械质量',
    en: 'a failing device threatens life at once and tells of its quality',
  },
  measure: 'patient proportion',
  unit: { numerator: 'patient', denominator: 'patient' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  window: vadImplants.windows.implant30d,
  numerator: implant.mechanical_failure.isTrue(),
  cases: 'any',
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [
    cite(vadIndicators2022, {
      clause: '指标五',
      confidence: 'derived',
      note: {
        zh: '原文注释列出机械故障而未给公式，此处比照其余十项',
        en: 'named in a note of the source without a formula; here like the ten others',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
