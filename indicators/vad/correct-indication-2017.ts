import { vadImplants } from '../../pipeline/cases/vad-implants.js';
import type { BoolColumn } from '../../pipeline/define/column.js';
import { all, any, atLeast, cite, defineIndicator, not } from '../../pipeline/define/index.js';
import { restrictedTechniques2022, vadIndicators2017 } from '../texts/sources.js';

const implant = vadImplants.columns;

/** The answer itself; where that is blank, a yes to the stricter question of 2022 answers it too. */
const orStricter = (asked: BoolColumn, stricter: BoolColumn) =>
  any(asked.isTrue(), all(not(asked.isKnown()), stricter.isTrue()));

/** The nine criteria of the 2017 edition, in its order. */
const criteria = [
  implant.cardiac_index.lessThan(2.0),
  implant.vo2_max.lessThan(12),
  implant.six_minute_walk_m.lessThan(150),
  implant.nt_probnp_pg_ml.moreThan(5000),
  orStricter(implant.predicted_survival_under_2y, implant.predicted_survival_under_1y),
  orStricter(implant.drugs_2m_ineffective, implant.drugs_6m_ineffective),
  implant.pcwp_mmhg.moreThan(20),
  implant.high_dose_vasoactive.isTrue(),
  implant.svo2_percent.lessThan(65),
];

/**
 * Implantations before 20 April 2022 in stage-D heart failure that meet any five of the nine criteria of 2017, over implantations.
 *
 * Met as soon as five are known to hold; not met when even the blank ones could not make it five; otherwise unknown, which counts as not
 * met and is shown in the bounds. The signs are strict. The copy prints NT-proBNP above 5000 ng/ml, which is impossible in blood; it is
 * read as pg/ml, the unit of the 2022 edition and of the contract. Expected survival and drugs have other time spans here: two years, and
 * two months. Where these are blank, survival under one year and six months of drugs without effect, which are stricter, answer them.
 */
export const vadCorrectIndication2017 = defineIndicator({
  code: 'VAD-01',
  id: 'vad-correct-indication',
  version: '2017',
  effectiveTo: '2022-04-19',
  title: { zh: '心室辅助适应证选择正确率（2017年版）', en: 'correct indication for a VAD (2017 edition)' },
  meaning: {
    zh: '植入时为D期心衰、且2017年版九项标准中满足任意五项的心室辅助例数，占同期应用总例数的比例',
    en: 'implantations in stage-D heart failure that meet any five of the nine criteria of 2017, over all implantations in the period',
  },
  rationale: {
    zh: '当年的植入按当年的标准评价，才不会以后来的标准倒查',
    en: 'an implantation is judged by the criteria of its time and not by later ones',
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
    cite(vadIndicators2017, { clause: '适应证选择正确率', confidence: 'seen' }),
    cite(vadIndicators2017, {
      clause: '适应证选择正确率，NT-proBNP',
      confidence: 'derived',
      note: {
        zh: '转载文本印作“>5000 ng/ml”，为不可能之值（相差1000倍），按 pg/ml 计',
        en: 'the copy prints “>5000 ng/ml”, which is impossible by a factor of 1,000; read as pg/ml',
      },
    }),
    cite(restrictedTechniques2022, {
      clause: '施行日期',
      confidence: 'derived',
      note: {
        zh: '按植入日期适用：2022年4月19日及以前的植入按2017年版',
        en: 'applied by date of implantation: to 2022-04-19 the 2017 edition',
      },
    }),
  ],
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
