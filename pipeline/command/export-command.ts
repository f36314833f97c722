import { join } from 'node:path';
import { withPublished } from '../batch/open-published.js';
import { exportFigures } from '../export/export.js';
import { exportFhir } from '../export/export-fhir.js';
import type { ExportFlags } from './flags.js';
import { plain, type Terminal } from './terminal.js';

/** `zhikong export`: figures, and with `--cases` the cases without personal data, for notebooks. */
export async function exportCommand(flags: ExportFlags, terminal: Terminal): Promise<number> {
  const { format, cases, month, out, audience, hospital } = flags;
  const reports = join(flags.workspace, 'reports');
  // One thread, so that the same batch gives the same bytes.
  const result = await withPublished(
    flags.workspace,
    (database, temp) =>
      format === 'fhir'
        ? exportFhir(database, { month, audience, reports, out, temp })
        : exportFigures(database, {
            format,
            cases,
            month,
            out,
            temp,
            ...(hospital === undefined ? {} : { hospital }),
          }),
    { threads: 1 },
  );
  const { batch, files } = result;
  if (flags.json) {
    terminal.out(
      `${JSON.stringify({ batch: batch.batch, month: batch.month, asOf: batch.as_of, files }, null, 2)}\n`,
    );
    return 0;
  }
  const zh = flags.lang === 'zh';
  const lines = files.map(({ path, rows }) => `  ${plain(path)}  ${zh ? `${rows} 行` : `${rows} rows`}`);
  const head = zh
    ? `已导出 ${batch.month} 批次 ${batch.batch}（数据截至 ${batch.as_of}）：`
    : `Exported batch ${batch.batch} of ${batch.month} (data to ${batch.as_of}):`;
  terminal.out(`${[head, ...lines].join('\n')}\n`);
  return 0;
}
