import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { vadIndicators2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Patients with visceral bleeding over patients implanted.
 *
 * The complication counts when it arises during the operation or up to day 30; a patient is pending until day 30 of each implantation is
 * over. A patient counts once. A blank is not known, so the rate shown is a minimum.
 */
export const vadVisceralBleeding = defineIndicator({
  code: 'VAD-05D',
  id: 'vad-visceral-bleeding',
  version: '2022-r2',
  revises: blanksCount('2022'),
  title: { zh: '心室辅助内脏出血发生率', en: 'visceral bleeding after VAD implantation' },
  meaning: {
    zh: '术中及术后30天内发生内脏出血的患者，占同期植（介）入患者总数的比例',
    en: 'patients with visceral bleeding during the operation or up to day 30, over all patients implanted in the period',
  },
  rationale: {
    zh: '脏器出血与抗凝和血流方式有关，常致反复住院',
    en: 'bleeding of the viscera follows anticoagulation and flow and brings patients back again',
  },
  measure: 'patient proportion',
  unit: { numerator: 'patient', denominator: 'patient' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  window: vadImplants.windows.implant30d,
  numerator: implant.visceral_bleeding.isTrue(),
  cases: 'any',
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [cite(vadIndicators2022, { clause: '指标五（四）', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
