import { column, plusMonths } from '../define/fact.js';
import { date, int } from '../define/field.js';
import { defineTable } from '../define/table.js';
import { hospitalId } from './shared-fields.js';

/**
 * One row per hospital and month with a hand-entered count: the counts side by side, with the anaesthetics begun in that month.
 *
 * Nobody sends it: it is derived when figures are computed, and a count that was not filled in is not known.
 */
export const monthlyReturns = defineTable({
  name: 'monthly_returns',
  title: { zh: '月度填报', en: 'monthly returns' },
  row: { zh: '每院每月一行', en: 'one row per hospital and month' },
  authority: 'hospital',
  key: ['month_begins'],
  indexDate: 'month_begins',
  workedOutFrom: ['monthly_counts', 'anesthesia_cases'],
  fields: {
    hospital_id: hospitalId,
    month_begins: date('月份首日', 'first day of the month'),
    anesthesia_physicians: int('麻醉科固定在岗医师数', 'anaesthesia physicians in post'),
    anesthesia_nurses: int('麻醉科固定在岗护士数', 'anaesthesia nurses in post'),
    vaginal_deliveries: int('阴道分娩例数', 'vaginal deliveries'),
    neuraxial_labor_analgesia: int('阴道分娩椎管内麻醉例数', 'vaginal deliveries under neuraxial analgesia'),
    anesthetics: int('当月麻醉例次', 'anaesthetics begun in the month'),
  },
  derived: {
    month_over: {
      kind: 'date',
      fact: plusMonths(column.day('month_begins'), 1),
      title: { zh: '月份结束', en: 'end of the month' },
    },
  },
  windows: {
    month: { from: 'month_over', title: { zh: '当月', en: 'the month' } },
  },
  rules: [],
});
