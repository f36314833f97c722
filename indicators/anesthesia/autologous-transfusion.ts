import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { any, cite, defineIndicator } from '../../pipeline/define/index.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2022 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Anaesthetics during which the patient got own blood, whole or red cells, over those with any transfusion, own or from a donor.
 *
 * One known transfusion puts an anaesthetic into the denominator whatever the other cell says; where one cell is no and the other blank, it
 * is undated. A blank for own blood is not met, and shown in the bounds. Any volume counts since 2022.
 */
export const anesthesiaAutologousTransfusion = defineIndicator({
  code: 'AQI-ATR-09',
  id: 'anesthesia-autologous-transfusion',
  version: '2022',
  effectiveFrom: '2022-01-01',
  title: {
    zh: '术中自体血输注率',
    en: 'own blood among transfused patients',
  },
  meaning: {
    zh: '手术麻醉中接受自体血输注的例数，占同期麻醉中接受输血治疗总例数的比例',
    en: 'anaesthetics with own blood given, over anaesthetics with any blood given',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: any(anesthetic.autologous_transfusion.isTrue(), anesthetic.allogeneic_transfusion.isTrue()),
  numerator: anesthetic.autologous_transfusion.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'higher',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-ATR-09', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-ATR-09',
      confidence: 'derived',
      note: {
        zh: '原文分子分母按患者计，本系统按麻醉例次计：同一患者两次麻醉，两次各有其风险',
        en: 'the source counts patients; here each anaesthetic counts, for a patient anaesthetised twice was twice at risk',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '自体血可避免异体输血的感染和免疫风险，并节约血源',
    en: 'own blood spares the patient the risks of donor blood, and the blood bank its stock',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
