import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { any, cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { vadIndicators2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/**
 * Patients with at least one of the ten complications for which the source gives a formula, over patients.
 *
 * One known complication makes the patient met even when others are blank; without one, a blank leaves the patient unknown. Mechanical
 * failure, which the source only names, is not among the ten and has a figure of its own.
 *
 * The complication counts when it arises during the operation or up to day 30; a patient is pending until day 30 of each implantation is
 * over. A patient counts once. A blank is not known, so the rate shown is a minimum.
 */
export const vadMajorComplications = defineIndicator({
  code: 'VAD-05',
  id: 'vad-major-complications',
  version: '2022-r2',
  revises: blanksCount('2022'),
  title: { zh: '心室辅助术中及术后30天内主要并发症发生率', en: 'major complications of VAD to day 30' },
  meaning: {
    zh: '术中及术后30天内发生过至少一种主要并发症的患者，占同期植（介）入患者总数的比例',
    en: 'patients with at least one major complication during the operation or up to day 30, over all patients implanted in the period',
  },
  rationale: {
    zh: '主要并发症决定植入是否值得，是总体安全水平的概括',
    en: 'major complications decide whether an implantation was worth it, and their share sums up how safe practice is',
  },
  measure: 'patient proportion',
  unit: { numerator: 'patient', denominator: 'patient' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  window: vadImplants.windows.implant30d,
  numerator: any(
    implant.bacteremia.isTrue(),
    implant.mediastinal_infection.isTrue(),
    implant.driveline_infection.isTrue(),
    implant.visceral_bleeding.isTrue(),
    implant.unplanned_surgery.isTrue(),
    implant.hemolysis.isTrue(),
    implant.thromboembolism.isTrue(),
    implant.right_heart_failure.isTrue(),
    implant.neurologic.isTrue(),
    implant.renal_failure.isTrue(),
  ),
  cases: 'any',
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [cite(vadIndicators2022, { clause: '指标五', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
