import { type Purged, purge } from '../purge.js';
import type { PurgeFlags } from './flags.js';
import { plain, type Terminal } from './terminal.js';

/** `zhikong purge`. Exit 0 also when there was nothing to forget. */
export async function purgeCommand(flags: PurgeFlags, terminal: Terminal): Promise<number> {
  const purged = await purge(flags);
  terminal.out(
    flags.json
      ? `${JSON.stringify({ ...purged, dryRun: flags.dryRun }, null, 2)}\n`
      : `${words[flags.lang](purged, flags.dryRun)}\n`,
  );
  return 0;
}

const words = {
  zh: ({ months, files, rows, problems, vaultFiles, folders }: Purged, dryRun: boolean) =>
    months.length === 0 && vaultFiles === 0
      ? '没有可忘掉的月份'
      : [
          `${dryRun ? '将忘掉（尚未删除）' : '已忘掉'}：${months.join('、') || '无整月'}`,
          `  文件 ${files} 个、记录 ${rows} 行、提示 ${problems} 条、保管库文件 ${vaultFiles} 个`,
          ...folders.map((folder) => `  文件夹 ${plain(folder)}`),
          '  指标与报告保留（报告中的回执除外）。以后的批次不能再计入这些病例。',
          '  备份与工作区以外的副本不在其内，请另行处理。',
        ].join('\n'),
  en: ({ months, files, rows, problems, vaultFiles, folders }: Purged, dryRun: boolean) =>
    months.length === 0 && vaultFiles === 0
      ? 'There is no month to forget'
      : [
          `${dryRun ? 'Would be forgotten (nothing is deleted yet)' : 'Forgotten'}: ${months.join(', ') || 'no whole month'}`,
          `  ${files} files, ${rows} rows, ${problems} problems, ${vaultFiles} files of the vault`,
          ...folders.map((folder) => `  folder ${plain(folder)}`),
          '  Figures and reports stay, but for the receipts in them. Later batches cannot count these cases any more.',
          '  Backups and copies outside the workspace are not touched: see to them yourself.',
        ].join('\n'),
};
