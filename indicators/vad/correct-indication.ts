import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import { all, atLeast, cite, defineIndicator } from '../../pipeline/define/index.js';
import { restrictedTechniques2022, vadIndicators2022 } from '../texts/sources.js';

const implant = vadImplants.columns;

/** The twelve criteria of the 2022 edition, in its order. */
const criteria = [
  implant.cardiac_index.lessThan(2.0),
  implant.vo2_max.lessThan(14),
  implant.six_minute_walk_m.lessThan(150),
  implant.nt_probnp_pg_ml.moreThan(5000),
  implant.predicted_survival_under_1y.isTrue(),
  implant.drugs_6m_ineffective.isTrue(),
  implant.pcwp_mmhg.moreThan(18),
  implant.high_dose_vasoactive.isTrue(),
  implant.svo2_percent.lessThan(65),
  implant.on_temporary_support.isTrue(),
  implant.admissions_6m.moreThan(2),
  implant.no_alternative.isTrue(),
];

/**
 * Implantations in stage-D heart failure that meet any five of the twelve criteria of 2022, over implantations.
 *
 * Met as soon as five are known to hold; not met when even the blank ones could not make it five; otherwise unknown, which counts as not
 * met and is shown in the bounds. The signs are strict: a cardiac index of exactly 2.0, or exactly two admissions, does not hold. NT-proBNP
 * is in pg/ml; copies of the source that print ng/ml differ by a factor of 1,000.
 *
 * An indication is decided at each implantation, so a second device is judged by itself. Implantations before 20 April 2022 belong to the
 * edition of 2017, whose criteria differ.
 */
export const vadCorrectIndication = defineIndicator({
  code: 'VAD-01',
  id: 'vad-correct-indication',
  version: '2022',
  effectiveFrom: '2022-04-20',
  title: { zh: '心室辅助适应证选择正确率', en: 'correct indication for a VAD' },
  meaning: {
    zh: '植入时为D期心衰、且十二项标准中满足任意五项的心室辅助例数，占同期应用总例数的比例',
    en: 'implantations in stage-D heart failure that meet any five of twelve criteria, over all implantations in the period',
  },
  rationale: {
    zh: '装置昂贵且风险高，只应给确需者使用',
    en: 'the device is costly and risky and should go only to those who need it',
  },
  measure: 'proportion',
  unit: { numerator: 'implant', denominator: 'implant' },
  of: vadImplants,
  indexDate: implant.implanted_on,
  numerator: all(implant.stage_d.isTrue(), atLeast(5, criteria)),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(vadIndicators2022, { clause: '指标一', confidence: 'seen' }),
    cite(restrictedTechniques2022, {
      clause: '施行日期',
      confidence: 'seen',
      note: {
        zh: '按植入日期适用：2022年4月20日起的植入按2022年版',
        en: 'applied by date of implantation: from 2022-04-20 the 2022 edition',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
