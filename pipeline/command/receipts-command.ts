import { publishedReport } from '../forms/published-report.js';
import { zipReceipts } from '../forms/receipts-zip.js';
import type { ReceiptsFlags } from './flags.js';
import { jsonText, plain, type Terminal } from './terminal.js';

/** `zhikong receipts --zip`: the receipts of a published report as an archive of each hospital and one of all. */
export async function receiptsCommand(flags: ReceiptsFlags, terminal: Terminal): Promise<number> {
  const report = await publishedReport(flags.workspace, flags.month);
  const files = zipReceipts(report, flags.to);
  if (flags.json) {
    terminal.out(`${jsonText({ month: report.month, edition: report.edition, files })}\n`);
    return 0;
  }
  const head =
    flags.lang === 'zh'
      ? `${report.month} 第 ${report.edition} 版的回执，${files.length - 1} 家医院各一个压缩包；最后一个含全部医院，只供质控中心留存：`
      : `Receipts of edition ${report.edition} of ${report.month}, an archive of each of ${files.length - 1} hospitals; the last holds all and stays with the centre:`;
  terminal.out(`${[head, ...files.map((file) => `  ${plain(file)}`)].join('\n')}\n`);
  return 0;
}
