import { monthlyReturns } from '../../pipeline/cases/anesthesia-monthly-returns.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { anesthesiaIndicators2015 } from '../texts/sources.js';
import { inForce2015 } from './in-force.js';

const month = monthlyReturns.columns;

/**
 * Anaesthesia physicians in post per 10,000 anaesthetics a year.
 *
 * Months of physicians over the anaesthetics of the same months; only months that have both. It is a census: no
 * interval. The revision of 2022 counts anaesthetics per physician instead. Pending until the month is over.
 */
export const anesthesiaPhysicianPatientRatio2015 = defineIndicator({
  code: 'AQI-2015-01',
  id: 'anesthesia-physician-patient-ratio',
  version: '2015',
  effectiveFrom: '2015-01-01',
  effectiveTo: '2021-12-31',
  title: {
    zh: '麻醉科医患比',
    en: 'physicians per 10,000 anaesthetics',
  },
  meaning: {
    zh: '麻醉科固定在岗医师人数与同期麻醉总例次（万例次）之比，按年折算',
    en: 'anaesthesia physicians in post per 10,000 anaesthetics a year',
  },
  measure: 'ratio',
  unit: { numerator: 'physician-month', denominator: 'case' },
  of: monthlyReturns,
  indexDate: month.month_begins,
  window: monthlyReturns.windows.month,
  numerator: month.anesthesia_physicians,
  denominator: month.anesthetics,
  interval: 'none',
  multiplier: 'years/10000',
  better: 'monitor',
  cites: [
    cite(anesthesiaIndicators2015, { clause: '一', confidence: 'seen' }),
    cite(anesthesiaIndicators2015, {
      clause: '一',
      confidence: 'derived',
      note: {
        zh: '原文乘以100%，与“万例次”并用无意义；此处显示每万例次的医师人数，按人月折算为人年',
        en: 'the source multiplies by 100 %, which says nothing beside 10,000 anaesthetics; shown are physicians through a year per 10,000',
      },
    }),
    inForce2015,
  ],
  rationale: {
    zh: '医师相对工作量过少时，安全难有保障',
    en: 'where physicians are few for the work, safety suffers',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
