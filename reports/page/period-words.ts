import type { Period } from '../../pipeline/figure/headline.js';
import type { ReportContext } from '../data/report-context.js';

/** A period in words, `近12个月（2025-11 至 2026-10）`, with a remark for a running year. */
export function periodWords({ data, words }: ReportContext, { period_type, period }: Period): string {
  const [from = '', to = ''] = period.split('..');
  switch (period_type) {
    case 'rolling12':
      return words.periods.rolling12(from, to);
    case 'years3':
      return words.periods.years3(from, to);
    case 'year':
      return isRunning(data.month, period)
        ? words.periods.runningYear(period, String(Number(data.month.slice(5))))
        : words.periods.year(period);
    default:
      return words.periods[period_type](period);
  }
}

/** Whether a year has months after the batch's month. */
export const isRunning = (month: string, year: string) => month.startsWith(year) && !month.endsWith('-12');
