import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { all, cite, defineIndicator, not } from '../../pipeline/define/index.js';
import { fatesOfOthers } from '../revisions/vital-facts.js';
import { vadIndicators2022 } from '../texts/sources.js';
import { onDevice } from './on-device.js';

const implant = vadImplants.columns;

/**
 * Implantations whose device was removed because the heart recovered, over implantations.
 *
 * Unlike ECMO's, this rate requires no 48 hours of survival and does not count a transplantation, which has its own indicator. The source
 * sets no horizon: a device still in place counts as not met, so the figure of recent periods still grows. A patient is on the device if
 * the row itself has the patient alive in the 31 days before the as-of day without a recorded removal; for others without one, and for a
 * removal without a reason, the outcome is not known, so the rate shown is a minimum.
 */
export const vadEffectiveRemoval = defineIndicator({
  code: 'VAD-02',
  id: 'vad-effective-removal',
  version: '2022-r4',
  revises: fatesOfOthers('2022-r3'),
  title: { zh: '心室辅助有效撤除率', en: 'VAD effective removal rate' },
  meaning: {
    zh: '因心功能改善而撤除心室辅助的例次，占同期应用总例次的比例',
    en: 'implantations whose device was removed because the heart recovered, over all implantations in the period',
  },
  rationale: {
    zh: '心功能恢复而撤除装置，是最理想的结局之一',
    en: 'removal because the heart recovered is among the best of outcomes',
  },
  measure: 'proportion',
  unit: { numerator: 'implant', denominator: 'implant' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  numerator: all(not(onDevice), implant.removed_for_recovery.isTrue()),
  unknown: 'not met',
  strata: [implant.device_type],
  multiplier: '%',
  better: 'higher',
  cites: [cite(vadIndicators2022, { clause: '指标二', confidence: 'seen' })],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
