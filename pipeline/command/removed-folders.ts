import { groups } from '../message/group-by.js';
import { plain } from './terminal.js';

/** How a deleted folder is told, and the receipts of a report's hospitals, of which a province has hundreds. */
interface Words {
  readonly folder: (path: string) => string;
  readonly receipts: (report: string, count: number) => string;
}

/** A line for each deleted folder, one for all receipts of a report. */
export function folderLines(folders: readonly string[], words: Words): string[] {
  const reportOf = (folder: string) => /^(.*)\/(?:hospitals\/[^/]+|centre)\/receipt$/.exec(folder)?.[1] ?? '';
  return groups(folders, reportOf).flatMap((alike) => {
    const report = reportOf(alike[0] ?? '');
    return report === ''
      ? alike.map((folder) => words.folder(plain(folder)))
      : [words.receipts(plain(report), alike.length)];
  });
}

/** The same lines for every command that deletes. */
export const folderWords: Readonly<Record<'zh' | 'en', Words>> = {
  zh: {
    folder: (path) => `  文件夹 ${path}`,
    receipts: (report, count) => `  ${report} 的回执 ${count} 份`,
  },
  en: {
    folder: (path) => `  folder ${path}`,
    receipts: (report, count) => `  ${count} receipts of ${report}`,
  },
};
