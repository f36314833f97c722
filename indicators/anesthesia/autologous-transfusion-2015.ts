import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { anesthesiaIndicators2015 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2015 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * The edition of 2015: anaesthetics with 400 ml or more of own blood over those with 400 ml or more of blood, own and from donors together.
 * Exactly 400 ml suffices on both sides. The revision of 2022 sets no volume.
 *
 * Where the record says that there was none, the volume is 0. A blank volume is not known: one side alone can reach 400 ml, but not stay
 * below it. A blank for own blood is not met, and shown in the bounds.
 */
export const anesthesiaAutologousTransfusion2015 = defineIndicator({
  code: 'AQI-ATR-09',
  id: 'anesthesia-autologous-transfusion',
  version: '2015',
  effectiveFrom: '2015-01-01',
  effectiveTo: '2021-12-31',
  title: {
    zh: '术中自体血输注率',
    en: 'own blood among transfused patients',
  },
  meaning: {
    zh: '接受400ml及以上自体血输注的例数，占同期接受400ml及以上输血治疗总例数的比例',
    en: 'anaesthetics with 400 ml or more of own blood given, over anaesthetics with 400 ml or more of blood given',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: anesthetic.transfused_400ml.isTrue(),
  numerator: anesthetic.autologous_400ml.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(anesthesiaIndicators2015, {
      clause: '十二',
      confidence: 'recalled',
      note: {
        zh: '据当时医院软件所录的指标文本，未见原件',
        en: "from the indicator's text as hospital software of its time records it; the original was not seen",
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '十二',
      confidence: 'derived',
      note: {
        zh: '原文分子分母按患者计，本系统按麻醉例次计：同一患者两次麻醉，两次各有其风险',
        en: 'the source counts patients; here each anaesthetic counts, for a patient anaesthetised twice was twice at risk',
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '十二',
      confidence: 'derived',
      note: {
        zh: '原文未说明400ml及以上输血是否合并自体与异体血，按合计计算',
        en: 'whether the 400 ml are own and donor blood together is not said; they are added',
      },
    }),
    inForce2015,
  ],
  rationale: {
    zh: '自体血可避免异体输血的感染和免疫风险，并节约血源',
    en: 'own blood spares the patient the risks of donor blood, and the blood bank its stock',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
