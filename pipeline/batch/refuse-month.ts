import { tables } from '../contract/tables.js';
import { shanghaiToday } from '../effects/shanghai-day.js';
import { InputError } from '../message/errors.js';
import { sqlText } from '../sql/quote.js';
import type { Database } from '../warehouse/database.js';
import { forgottenBefore } from '../warehouse/forgotten.js';
import { endsBefore } from '../warehouse/forgotten-months.js';

/**
 * Refuses an as-of day before the month, when nothing of it can be known, and one in the future, when outcomes would count as due too
 * early. Nothing else depends on today's date.
 *
 * @throws {InputError} `as-of-before-month`, `future-as-of`
 */
export function refuseUnripe(month: string, asOf: string, isFutureAsked: boolean): void {
  if (asOf < `${month}-01`)
    throw new InputError('as-of-before-month', {
      zh: `数据截止日不得早于所报月份，但 ${asOf} 早于 ${month}。请核对 --month 与 --as-of；没有发布任何内容。`,
      en: `The as-of date must not lie before the month, but ${asOf} lies before ${month}. Check --month and --as-of; nothing was published.`,
    });
  const today = shanghaiToday();
  if (asOf <= today || isFutureAsked) return;
  throw new InputError('future-as-of', {
    zh: `数据截止日不得晚于今天（${today}），但为 ${asOf}：尚未到期的结局会被当作已到期。请核对月份，或用 --as-of 指定不晚于今天的日期；确需如此，请用 --future 并以 --reason 说明理由。没有发布任何内容。`,
    en: `The as-of date must not lie after today (${today}), but is ${asOf}: outcomes that are not due yet would count as due. Check the month, or name a day not after today with --as-of; if it is meant, use --future and say why with --reason. Nothing was published.`,
  });
}

/**
 * Refuses a month whose cases were deleted by rule, because its figures would rest on nothing.
 *
 * @throws {InputError} `forgotten-month`
 */
export async function refuseForgottenMonth(database: Database, month: string): Promise<void> {
  const before = await forgottenBefore(database);
  if (before === null || !endsBefore(month, before)) return;
  throw new InputError('forgotten-month', {
    zh: `${month} 的病例已按规定删除（zhikong purge，${before} 之前），这个月不能再运行；已发布的报告仍在 reports/。没有发布任何内容。`,
    en: `The cases of ${month} have been deleted by rule (zhikong purge, before ${before}), so the month cannot be run again; its published report stays in reports/. Nothing was published.`,
  });
}

/**
 * Refuses a month whose files are all another month's: without new cases, its figures would only seem to be of it.
 *
 * @throws {InputError} `repeated-month`
 */
export async function refuseRepeatedMonth(database: Database, month: string): Promise<void> {
  const repeats = await database.rows<{ path: string; refusal_zh: string }>(
    `SELECT path, refusal_zh FROM files WHERE coalesce(inbox, month) = $month AND refusal = 'repeated' ORDER BY path`,
    { month },
  );
  if (repeats.length === 0) return;
  const cases = tables.filter(({ spec }) => spec.indexDate !== null).map(({ name }) => sqlText(name));
  const taken = await database.number(
    `SELECT count(*) FROM submissions WHERE live AND month = $month AND table_name IN (${cases.join(', ')})`,
    { month },
  );
  if (taken !== 0) return;
  const shown = repeats.slice(0, 3).map(({ path }) => path);
  const [first] = repeats;
  throw new InputError('repeated-month', {
    zh: `${month} 应有当月导出的病例文件，但收到的 ${repeats.length} 个都是以前报送过的：${shown.join('、')}${repeats.length > 3 ? ' 等' : ''}。${first?.refusal_zh ?? ''}没有发布任何内容；各院本月确无变化时，请用 --accept-repeat all 并以 --reason 说明理由。`,
    en: `${month} must have case files exported for it, but all ${repeats.length} came for another month before: ${shown.join(', ')}${repeats.length > 3 ? ' and others' : ''}. Nothing was published; if nothing has changed, use --accept-repeat all and say why with --reason.`,
  });
}
