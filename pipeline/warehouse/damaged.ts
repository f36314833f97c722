import { InputError, isDiskFull, outOfMemory } from '../message/errors.js';

/**
 * The error for a published warehouse whose content is damaged. Its rows and figures can be restored from a backup, or made again from the
 * vault, `history.json` and the published reports.
 */
export const damagedWarehouse = (cause?: unknown): InputError =>
  new InputError(
    'damaged-warehouse',
    {
      zh: '数据库 zhikong.duckdb 必须与发布时逐字节相同，但它已损坏或被改动；没有发布任何内容，已发布的报告不受影响。请从备份恢复 zhikong.duckdb；若无备份，请删除它再运行 zhikong run，程序会由 vault/ 中的原始文件重新入库。可用 zhikong verify 查看哪些部分完好。',
      en: 'The database zhikong.duckdb must be what was published, byte for byte, but it is damaged or was changed; nothing was published, and the published reports are untouched. Restore zhikong.duckdb from a backup; without one, delete it and run zhikong run again: it is then made anew from the files in vault/. zhikong verify tells which parts are sound.',
    },
    { cause, exit: 3 },
  );

/** Whether a database error means that its file is damaged. */
export function isDamage(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof InputError || isDiskFull(error)) return false;
  if (outOfMemory(error) || /Could not set lock|Interrupt/i.test(error.message)) return false;
  return /not a valid DuckDB|corrupt|checksum|Serialization Error|INTERNAL Error|FATAL Error|IO Error|Catalog Error/i.test(
    error.message,
  );
}
