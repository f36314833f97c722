import type { DefinedIndicator } from '../../pipeline/define/index.js';
import { periodsOf } from '../../pipeline/figure/ending-periods.js';
import type { Figure } from '../../pipeline/figure/figures.js';
import type { ReportContext } from '../data/report-context.js';
import { printCount } from '../print/number.js';
import { openReason } from '../read/open-reason.js';
import { hospitalWords } from '../words/hospital.js';
import { neededText } from './judgement.js';

/** Beyond this many months nobody waits for more cases. */
const mostMonths = 24;

/**
 * What would settle an open verdict. How many cases are missing is said as time at the hospital's own number of cases in the last twelve months, beyond
 * two years as out of reach; null where nothing is open.
 */
export function timeNeeded(
  figure: Figure,
  indicator: DefinedIndicator,
  context: ReportContext,
): string | null {
  const { needed, verdict, unit } = figure;
  const isOfCases = verdict === 'cannot_tell' && needed !== null && indicator.measure !== 'volume';
  if (!isOfCases || openReason(figure, indicator) === 'incomplete')
    return neededText(figure, indicator, context);
  const { data, index, lang } = context;
  const yearly = index.at(indicator, {
    level: 'hospital',
    unit,
    period_type: 'rolling12',
    period: periodsOf(data.month).rolling12,
  })?.denominator;
  const w = hospitalWords[lang].time;
  const months = yearly ? Math.ceil((needed / yearly) * 12) : Number.POSITIVE_INFINITY;
  return months > mostMonths ? w.never(printCount(needed)) : w.months(printCount(needed), String(months));
}
