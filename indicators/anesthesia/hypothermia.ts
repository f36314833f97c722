import { anesthesiaCases } from '../../pipeline/cases/anesthesia-cases.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { blanksCount } from '../revisions/blanks-count.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { cancelledBeforeAnesthesia } from './cancelled-before-anesthesia.js';
import { inForce2022 } from './in-force.js';

const anesthetic = anesthesiaCases.columns;

/**
 * Monitored anaesthetics in which the core temperature stayed below 36 °C for 30 minutes, or was so at two readings 30 minutes apart, over
 * monitored anaesthetics. From entering the theatre until the return to the ward.
 *
 * Deliberate cooling takes an anaesthetic out of both sides, but only if it is known. A blank is not known, so the rate shown is a minimum.
 * Fewer measurements find less: read it beside the share that was monitored.
 */
export const anesthesiaHypothermia = defineIndicator({
  code: 'AQI-IHT-10',
  id: 'anesthesia-hypothermia',
  version: '2022-r2',
  revises: blanksCount('2022'),
  effectiveFrom: '2022-01-01',
  title: {
    zh: '手术麻醉期间低体温发生率',
    en: 'hypothermia during anaesthesia',
  },
  meaning: {
    zh: '手术麻醉期间核心体温低于36℃的例数（控制性降温除外），占同期接受体温监测的麻醉总例数的比例',
    en: 'anaesthetics with a core temperature below 36 °C, deliberate cooling aside, over monitored anaesthetics',
  },
  measure: 'proportion',
  unit: { numerator: 'case', denominator: 'case' },
  of: anesthesiaCases,
  indexDate: anesthetic.started_at,
  exclusions: {
    'cancelled before anaesthesia': cancelledBeforeAnesthesia,
    'deliberate hypothermia': {
      title: { zh: '控制性低温', en: 'deliberate hypothermia' },
      when: anesthetic.deliberate_hypothermia.isTrue(),
    },
  },
  denominator: anesthetic.temp_monitored.isTrue(),
  numerator: anesthetic.hypothermia.isTrue(),
  unknown: 'not met',
  multiplier: '%',
  better: 'lower',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-IHT-10', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-IHT-10',
      confidence: 'derived',
      note: {
        zh: '原文分子分母按患者计，本系统按麻醉例次计：同一患者两次麻醉，两次各有其风险',
        en: 'the source counts patients; here each anaesthetic counts, for a patient anaesthetised twice was twice at risk',
      },
    }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-IHT-10',
      confidence: 'derived',
      note: {
        zh: '原文仅从分子中除去控制性降温；留在分母会压低比例，故两侧均除去',
        en: 'the source takes deliberate cooling out of the numerator; left in the denominator it would lower the rate, so it leaves both',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '低体温增加出血、切口感染和心脏事件',
    en: 'hypothermia brings bleeding, wound infection and cardiac events',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
