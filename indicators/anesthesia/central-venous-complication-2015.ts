import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2015 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2015 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Anaesthetics with a complication of central venous puncture (pneumothorax, haemothorax, haematoma, catheter or wire gone astray) that
 * needed surgery or intervention, over anaesthetics with a puncture. Not part of the edition of 2022.
 *
 * An anaesthetic with several punctures counts once. A blank is not known, so the rate shown is a minimum.
 */
export const anesthesiaCentralVenousComplication2015 = defineIndicator({
  code: 'AQI-2015-15',
  id: 'anesthesia-central-venous-complication',
  version: '2015-r2',
  revises: blanksCount('2015'),
  effectiveFrom: '2015-01-01',
  effectiveTo: '2021-12-31',
  title: {
    zh: '中心静脉穿刺严重并发症发生率',
    en: 'severe complication of central venous puncture',
  },
  meaning: {
    zh: '中心静脉穿刺、置管引起需外科手段（含介入）干预的并发症例数，占同期中心静脉穿刺总例数的比例',
    en: 'complications of central venous puncture that needed surgery or intervention, over such punctures',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: { 'cancelled before anaesthesia': cancelledBeforeAnesthesia },
  denominator: anesthetic.central_venous.isTrue(),
  numerator: anesthetic.central_venous_complication.isTrue(),
  unknown: 'not met',
  multiplier: '‰',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2015, {
      clause: '十五',
      confidence: 'seen',
      note: {
        zh: '定义据安徽省评分标准所引文本，未见原件',
        en: 'the definition is taken from a provincial score sheet that quotes it; the original was not seen',
      },
    }),
    cite(anesthesiaIndicators2015, {
      clause: '十五',
      confidence: 'derived',
      note: {
        zh: '原文乘数未见，按当时软件所用‰',
        en: 'the multiplier of the source was not seen; ‰ as software of its time has it',
      },
    }),
    inForce2015,
  ],
  rationale: {
    zh: '穿刺并发症可致命，反映操作规范和超声引导的应用',
    en: 'these complications can kill, and show how carefully and with what guidance punctures are made',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
