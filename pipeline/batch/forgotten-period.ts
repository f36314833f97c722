import { InputError } from '../message/errors.js';
import { firstWholeMonth } from '../warehouse/forgotten-months.js';

/**
 * Refuses to list the cases of a period from which some were deleted by rule.
 *
 * @param first its first month, counted from year 0
 * @param before the day before which all cases are forgotten; null for none
 * @throws {InputError} `forgotten-period`
 */
export function refuseForgottenPeriod(period: string, first: number, before: string | null): void {
  if (before === null || first >= firstWholeMonth(before)) return;
  throw new InputError('forgotten-period', {
    zh: `${period} 中 ${before} 之前的病例已按规定删除（zhikong purge），不能再逐例列出。已发布的数字没有改动，见当时的报告。`,
    en: `Of ${period} the cases before ${before} have been deleted by rule (zhikong purge) and cannot be listed any more. What was published has not changed; see the report of then.`,
  });
}
