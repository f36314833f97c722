import { monthlyReturns } from '../../pipeline/cases/anesthesia-monthly-returns.js';
import { cite, defineIndicator } from '../../pipeline/define/index.js';
import { anesthesiaIndicators2022 } from '../texts/sources.js';
import { inForce2022 } from './in-force.js';

const month = monthlyReturns.columns;

/**
 * Anaesthesia nurses in post over anaesthesia physicians in post, shown as 1 to so many.
 *
 * Heads are reported monthly; over a longer period months of nurses are divided by months of physicians, so that a growing hospital counts
 * with what it had. A month in which either is blank is left out of both. It is a census and no sample, so it has no interval. Theatre
 * nurses who do not work for anaesthesia do not count. Pending until the month is over.
 */
export const anesthesiaNursePhysicianRatio = defineIndicator({
  code: 'AQI-DNR-01',
  id: 'anesthesia-nurse-physician-ratio',
  version: '2022',
  effectiveFrom: '2022-01-01',
  title: {
    zh: '麻醉科医护比',
    en: 'anaesthesia nurses per physician',
  },
  meaning: {
    zh: '麻醉科固定在岗护士与固定在岗医师人数之比，以1比几表示',
    en: 'anaesthesia nurses in post over anaesthesia physicians in post, as one to so many',
  },
  measure: 'ratio',
  unit: { numerator: 'nurse-month', denominator: 'physician-month' },
  of: monthlyReturns,
  indexDate: month.month_begins,
  window: monthlyReturns.windows.month,
  numerator: month.anesthesia_nurses,
  denominator: month.anesthesia_physicians,
  interval: 'none',
  multiplier: '1:x',
  better: 'monitor',
  cites: [
    cite(anesthesiaIndicators2022, { clause: 'AQI-DNR-01', confidence: 'seen' }),
    cite(anesthesiaIndicators2022, {
      clause: 'AQI-DNR-01',
      confidence: 'derived',
      note: {
        zh: '原文为某一时点的人数；跨月合并时按人月之和相比',
        en: 'the source takes heads at one moment; over several months the sums of months are compared',
      },
    }),
    inForce2022,
  ],
  rationale: {
    zh: '专职护士配备不足时，麻醉医师要兼做准备和护理，分走对患者的看护',
    en: 'without nurses of its own, anaesthesia takes its physicians from the patient for preparation and care',
  },
  checkedBy: null,
  reviewedOn: '2026-11-26',
});
