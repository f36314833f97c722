import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { vadIndicators2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Patients with bacteraemia or sepsis over patients implanted.
 *
 * The complication counts when it arises during the operation or up to day 30; a patient is pending until day 30 of each implantation is
 * over. A patient counts once. A blank is not known, so the rate shown is a minimum.
 */
export const vadBacteremia = defineIndicator({
  code: 'VAD-05A',
  id: 'vad-bacteremia',
  version: '2022-r2',
  revises: blanksCount('2022'),
  title: { zh: '心室辅助菌血症和败血症发生率', en: 'bacteraemia or sepsis after VAD implantation' },
  meaning: {
    zh: '术中及术后30天内发生菌血症和败血症的患者，占同期植（介）入患者总数的比例',
    en: 'patients with bacteraemia or sepsis during the operation or up to day 30, over all patients implanted in the period',
  },
  rationale: {
    zh: '菌血症可种植于装置，难以根治并危及生命',
    en: 'bacteria in the blood settle on the device, are hard to be rid of and threaten life',
  },
  measure: 'patient proportion',
  unit: { numerator: 'patient', denominator: 'patient' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  window: vadImplants.windows.implant30d,
  numerator: implant.bacteremia.isTrue(),
  cases: 'any',
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [cite(vadIndicators2022, { clause: '指标五（一）', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
