import { monthlyReturns } from '../../pipeline/cases/anesthesia-monthly-returns.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { inForce2022 } from './in-force.js';

const month = monthlyReturns.columns;

/**
 * Vaginal deliveries under neuraxial analgesia over vaginal deliveries. Labours that ended in a caesarean are in neither.
 *
 * Both are counted by hand, month by month. A month in which one is blank is left out of both sides and shown in the bounds. Pending until
 * the month is over.
 */
export const anesthesiaLaborAnalgesia = defineIndicator({
  code: 'AQI-EPD-26',
  id: 'anesthesia-labor-analgesia',
  version: '2022',
  effectiveFrom: '2022-01-01',
  title: {
    zh: '阴道分娩椎管内麻醉使用率',
    en: 'neuraxial analgesia in vaginal delivery',
  },
  meaning: {
    zh: '实施椎管内麻醉的阴道分娩产妇人数，占同期阴道分娩产妇总人数的比例（转剖宫产者除外）',
    en: 'vaginal deliveries under neuraxial analgesia, over vaginal deliveries, conversions to caesarean aside',
  },
  measure: 'ratio',
  unit: { numerator: 'delivery', denominator: 'delivery' },
  of: monthlyReturns,
  indexDate: month.month_begins,
  window: monthlyReturns.windows.month,
  numerator: month.neuraxial_labor_analgesia,
  denominator: month.vaginal_deliveries,
  interval: 'binomial',
  multiplier: '%',
  better: 'higher',
  cites: [cite(anesthesiaIndicators2022, { clause: 'AQI-EPD-26', confidence: 'seen' }), inForce2022],
  rationale: {
    zh: '它反映无痛分娩的可及性和对产妇的关怀',
    en: 'it shows whether relief of pain is within reach of women in labour',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
