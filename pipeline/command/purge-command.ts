import { type Purged, purge } from '../batch/purge.js';
import type { PurgeFlags } from './flags.js';
import { folderLines, folderWords } from './removed-folders.js';
import type { Terminal } from './terminal.js';

/** `zhikong purge`. Exit 0 even when there was nothing to forget. */
export async function purgeCommand(flags: PurgeFlags, terminal: Terminal): Promise<number> {
  const purged = await purge(flags);
  terminal.out(
    flags.json
      ? `${JSON.stringify({ ...purged, dryRun: flags.dryRun }, null, 2)}\n`
      : `${words[flags.lang](purged, flags.dryRun)}\n`,
  );
  return 0;
}

const isNothing = ({ months, rows, folders }: Purged) =>
  months.length === 0 && rows === 0 && folders.length === 0;

const words = {
  zh: (purged: Purged, dryRun: boolean) => {
    const { months, files, rows, blanked, vaultFiles, folders } = purged;
    if (isNothing(purged)) return '没有可删除的病例';
    return [
      `${dryRun ? '将删除（尚未删除）' : '已删除'}：记录 ${rows} 行`,
      `  月份：${months.join('、') || '无整月'}（这些月份不能再运行）`,
      `  整个删除的文件 ${files} 个，只抹去有关行的文件 ${blanked} 个${vaultFiles === null ? '' : `，从保管库移出 ${vaultFiles} 个`}`,
      ...folderLines(folders, folderWords.zh),
      '  名录、名册、填报等清单以及指标与报告保留（报告中的回执除外）。以后的导出再含这些病例也不计入。',
      '  备份与工作区以外的副本不在其内，请另行处理。',
    ].join('\n');
  },
  en: (purged: Purged, dryRun: boolean) => {
    const { months, files, rows, blanked, vaultFiles, folders } = purged;
    if (isNothing(purged)) return 'There is no case to delete';
    return [
      `${dryRun ? 'Would be deleted (nothing is yet)' : 'Deleted'}: ${rows} rows`,
      `  Months: ${months.join(', ') || 'none whole'} (they cannot be run again)`,
      `  ${files} files deleted whole, ${blanked} with the rows blanked${vaultFiles === null ? '' : `, ${vaultFiles} taken out of the vault`}`,
      ...folderLines(folders, folderWords.en),
      '  Lists stay, and so do figures and reports, but for the receipts in them. Later exports that hold these cases do not bring them back.',
      '  Backups and copies outside the workspace are not touched: see to them yourself.',
    ].join('\n');
  },
};
