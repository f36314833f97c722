import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { vadIndicators2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Patients with renal failure over patients implanted.
 *
 * The complication counts when it arises during the operation or up to day 30; a patient is pending until day 30 of each implantation is
 * over. A patient counts once. A blank is not known, so the rate shown is a minimum.
 */
export const vadRenalFailure = defineIndicator({
  code: 'VAD-05J',
  id: 'vad-renal-failure',
  version: '2022-r2',
  revises: blanksCount('2022'),
  title: { zh: '心室辅助肾功能衰竭发生率', en: 'renal failure after VAD implantation' },
  meaning: {
    zh: '术中及术后30天内发生肾功能衰竭的患者，占同期植（介）入患者总数的比例',
    en: 'patients with renal failure during the operation or up to day 30, over all patients implanted in the period',
  },
  rationale: {
    zh: '肾衰竭须透析，显著降低存活',
    en: 'renal failure needs dialysis and lowers survival',
  },
  measure: 'patient proportion',
  unit: { numerator: 'patient', denominator: 'patient' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  window: vadImplants.windows.implant30d,
  numerator: implant.renal_failure.isTrue(),
  cases: 'any',
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [cite(vadIndicators2022, { clause: '指标五（十）', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
