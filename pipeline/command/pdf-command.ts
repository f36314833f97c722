import { type PrintOptions, printReport } from '../forms/print-report.js';
import { publishedReport } from '../forms/published-report.js';
import type { PdfFlags } from './flags.js';
import { jsonText, plain, type Terminal } from './terminal.js';

/** `zhikong pdf`: the director's page and hospitals' editions of a published report as PDF, in a folder of the user's. */
export async function pdfCommand(flags: PdfFlags, terminal: Terminal): Promise<number> {
  const { lang, json, month, to, hospital, centre } = flags;
  const report = await publishedReport(flags.workspace, month);
  const zh = lang === 'zh';
  const progress: PrintOptions['progress'] = (done, total, name) => {
    if (!json) terminal.err(`${zh ? '打印' : 'Printing'} ${done + 1}/${total} ${plain(name)}\n`);
  };
  const files = await printReport(report, {
    to,
    ...(hospital === undefined ? {} : { hospital }),
    centre,
    progress,
  });
  if (json) {
    terminal.out(`${jsonText({ month: report.month, edition: report.edition, files })}\n`);
    return 0;
  }
  const head = zh
    ? `已打印 ${report.month} 第 ${report.edition} 版，${files.length} 个 PDF：`
    : `Printed edition ${report.edition} of ${report.month}, ${files.length} PDF files:`;
  terminal.out(`${[head, ...files.map((file) => `  ${plain(file)}`)].join('\n')}\n`);
  return 0;
}
