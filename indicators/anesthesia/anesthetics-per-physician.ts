import { monthlyReturns } from '../../pipeline/cases/anesthesia-monthly-returns.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { inForce2022 } from './in-force.js';

const month = monthlyReturns.columns;

/**
 * Anaesthetics begun over months of physicians in post, per physician and year.
 *
 * Anaesthetics are counted from the cases that the hospital sent, physicians from its monthly return; both sides take only months that have
 * both, so that a half-reported year does not look like half the work. Trainees from elsewhere, visitors and physicians of several sites
 * are not in post. Pending until the month is over.
 */
export const anesthesiaAnestheticsPerPhysician = defineIndicator({
  code: 'AQI-ACC-02',
  id: 'anesthesia-anesthetics-per-physician',
  version: '2022',
  effectiveFrom: '2022-01-01',
  title: {
    zh: '麻醉医师人均年麻醉例次数',
    en: 'anaesthetics per physician and year',
  },
  meaning: {
    zh: '麻醉科麻醉例次数与同期固定在岗医师人数之比，折合每人每年',
    en: 'anaesthetics over anaesthesia physicians in post, per head and year',
  },
  measure: 'ratio',
  unit: { numerator: 'case', denominator: 'physician-month' },
  of: monthlyReturns,
  indexDate: month.month_begins,
  window: monthlyReturns.windows.month,
  numerator: month.anesthetics,
  denominator: month.anesthesia_physicians,
  interval: 'poisson',
  multiplier: '/year',
  better: 'monitor',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-ACC-02', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-ACC-02',
      confidence: 'derived',
      note: {
        zh: '原文为年例次除以医师人数；按人月折算，不满一年也可比',
        en: 'the source divides a year by heads; months of physicians make part of a year comparable',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '人均例次过多提示负荷过重，过少提示技术难以保持',
    en: 'too many a head tells of overload, too few of skills that cannot be kept',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
