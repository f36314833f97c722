import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { vadIndicators2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Patients with thrombo-embolism over patients implanted.
 *
 * The complication counts when it arises during the operation or up to day 30; a patient is pending until day 30 of each implantation is
 * over. A patient counts once. A blank is not known, so the rate shown is a minimum.
 */
export const vadThromboembolism = defineIndicator({
  code: 'VAD-05G',
  id: 'vad-thromboembolism',
  version: '2022-r2',
  revises: blanksCount('2022'),
  title: { zh: '心室辅助血栓栓塞发生率', en: 'thrombo-embolism after VAD implantation' },
  meaning: {
    zh: '术中及术后30天内发生血栓栓塞的患者，占同期植（介）入患者总数的比例',
    en: 'patients with thrombo-embolism during the operation or up to day 30, over all patients implanted in the period',
  },
  rationale: {
    zh: '血栓栓塞与抗凝管理直接相关，可致卒中和泵功能障碍',
    en: 'it follows how anticoagulation is managed and leads to stroke and a failing pump',
  },
  measure: 'patient proportion',
  unit: { numerator: 'patient', denominator: 'patient' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  window: vadImplants.windows.implant30d,
  numerator: implant.thromboembolism.isTrue(),
  cases: 'any',
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [cite(vadIndicators2022, { clause: '指标五（七）', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
