import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { vadIndicators2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Patients with haemolysis over patients implanted.
 *
 * The complication counts when it arises during the operation or up to day 30; a patient is pending until day 30 of each implantation is
 * over. A patient counts once. A blank is not known, so the rate shown is a minimum.
 */
export const vadHemolysis = defineIndicator({
  code: 'VAD-05F',
  id: 'vad-hemolysis',
  version: '2022-r2',
  revises: blanksCount('2022'),
  title: { zh: '心室辅助溶血发生率', en: 'haemolysis after VAD implantation' },
  meaning: {
    zh: '术中及术后30天内发生溶血的患者，占同期植（介）入患者总数的比例',
    en: 'patients with haemolysis during the operation or up to day 30, over all patients implanted in the period',
  },
  rationale: {
    zh: '溶血常提示泵内血栓，须及早处理',
    en: 'haemolysis often means thrombus in the pump and must be treated early',
  },
  measure: 'patient proportion',
  unit: { numerator: 'patient', denominator: 'patient' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  window: vadImplants.windows.implant30d,
  numerator: implant.hemolysis.isTrue(),
  cases: 'any',
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [cite(vadIndicators2022, { clause: '指标五（六）', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
