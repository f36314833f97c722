import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { audience, firstPage } from '../../reports/data/audience.js';
import { hospitalFiles } from '../../reports/data/hospital-files.js';
import { InputError } from '../message/errors.js';
import { sha256File } from '../read/receive.js';
import type { Manifest } from '../workspace/commit-journal.js';
import { newestEdition, publishedMonths } from '../workspace/editions.js';
import { finishOpenPublication } from '../workspace/exclusive.js';
import { openWorkspace, type Workspace } from '../workspace/workspace.js';

/** The newest edition of a month, as it was sealed. */
export interface PublishedReport {
  readonly workspace: Workspace;
  readonly folder: string;
  readonly month: string;
  readonly edition: number;
  readonly files: Manifest['files'];
}

/**
 * The published report of a month, the newest where none is named. A publication that a crash interrupted is finished first.
 *
 * @throws {InputError} `no-report`, naming the months that there are; `damaged-report` where its list of files is lost
 */
export async function publishedReport(folder: string, month?: string): Promise<PublishedReport> {
  const workspace = openWorkspace(folder);
  await finishOpenPublication(workspace);
  const months = publishedMonths(workspace);
  const chosen = month ?? months.at(-1);
  const edition = chosen === undefined ? null : newestEdition(workspace, chosen);
  if (chosen === undefined || edition === null)
    throw new InputError('no-report', {
      zh: `${month ?? '任何月份'} 应有已发布的报告，但工作区里没有（已有：${months.join('、') || '无'}）。请先运行 zhikong run。`,
      en: `There must be a published report of ${month ?? 'some month'}, but the workspace has none (there are: ${months.join(', ') || 'none'}). First run zhikong run.`,
    });
  if (edition.manifest === null) throw damaged('manifest.json');
  const { files } = edition.manifest;
  return {
    workspace,
    folder: join(workspace.reports, chosen),
    month: chosen,
    edition: edition.number,
    files,
  };
}

/**
 * The path of a file of the report on this disk, after checking that it is what was published.
 *
 * @throws {InputError} `damaged-report`
 */
export function sealedFile({ folder, files }: PublishedReport, path: string): string {
  const place = join(folder, path);
  const known = files.find((file) => file.path === path);
  if (!known || !existsSync(place) || sha256File(place) !== known.sha256) throw damaged(path);
  return place;
}

const damaged = (path: string) =>
  new InputError('damaged-report', {
    zh: `已发布的报告应与其清单一致，但 ${path} 缺失或已改动。请运行 zhikong verify，再重新运行该月份。`,
    en: `A published report must be what its list says, but ${path} is missing or changed. Run zhikong verify, then run the month again.`,
  });

/**
 * The folder of a hospital inside the report, such as `hospitals/H0102`.
 *
 * @throws {InputError} `unknown-hospital`, naming some that there are
 */
export function hospitalFolder(report: PublishedReport, hospital: string): string {
  const folders = hospitalFolders(report);
  // Codes are encoded alike wherever no two of them differ in case alone.
  const found = folders.find((name) => name === hospitalFiles([hospital]).get(hospital) || name === hospital);
  if (found === undefined)
    throw new InputError('unknown-hospital', {
      zh: `--hospital 应为有报告的医院编码，但 ${report.month} 没有“${hospital}”。例如：${folders.slice(0, 8).join('、')}。`,
      en: `--hospital must be the code of a hospital with a report, but ${report.month} has none of "${hospital}". Such as: ${folders.slice(0, 8).join(', ')}.`,
    });
  return audience.hospital(found);
}

/** The folders of hospitals with a page, by name. */
export const hospitalFolders = ({ files }: PublishedReport): string[] =>
  files.flatMap(({ path }) => /^hospitals\/([^/]+)\/index\.html$/.exec(path)?.[1] ?? []).sort();

/** The page of the centre. */
export const centrePage = firstPage;
