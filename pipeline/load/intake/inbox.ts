import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InputError } from '../../message/errors.js';
import type { InboxFile } from '../../read/inbox-file.js';
import { codeOf } from '../stage/hospital-codes.js';
import { isMonthFolder, meansMonth, meantMonth } from './month-folder.js';

/**
 * Who sent a file, judged by where it lies. A flat file comes from the centre or from a hospital; a folder of neither a hospital nor the
 * centre counts as nobody's.
 */
export type Sender = 'hospital' | 'centre' | 'flat' | 'nobody';

/** The folder of the centre's own lists; other accepted names follow. */
export const CENTRE_FOLDER = '_中心';
const centreFolders = new Set([CENTRE_FOLDER, '_centre', '_center']);

const plainName = (name: string) => name.normalize('NFKC').trim().toLowerCase();

const isCentreFolder = (name: string): boolean => centreFolders.has(plainName(name));

/** Folder names that no hospital has: the centre's folders and folders put aside. */
const isReservedFolder = (name: string): boolean =>
  /^(_(?!_).*|[省市]?(质控)?中心|centre|center)$/.test(plainName(name));

/** The hospital whose folder this is, its code read as in a cell; null for the centre's folders and nobody's. */
export const hospitalOfFolder = (name: string): string | null =>
  isReservedFolder(name) ? null : codeOf(name) || name;

/** The sender of an inbox file, judged by its place. */
export function senderOf({ folder, label }: Pick<InboxFile, 'folder' | 'label'>): Sender {
  if (folder !== null) return 'hospital';
  if (!label.includes('/')) return 'flat';
  return isCentreFolder(label.split('/', 1)[0] ?? '') ? 'centre' : 'nobody';
}

/** Files that programs leave behind and nobody submits. */
const litter = /^(\.DS_Store|\._.*|\.git(keep|ignore)|~\$.*|Thumbs\.db|desktop\.ini)$/i;

/**
 * The files of one month: `<inbox>/<month>/<hospital>/<file>`, the centre's own `<inbox>/<month>/_中心/<file>`, or flat
 * `<inbox>/<month>/<file>`. An inbox without month folders is read as this month's. Sorted by name, so that every machine sees the same
 * order.
 *
 * @throws {InputError} `no-inbox` or `empty-inbox`, saying where it looked; `month-folder` where a folder's name means a month in another
 *   spelling, because its files would be skipped or taken for a hospital's, and where the months lie in a subfolder of the inbox
 */
export function listInbox(inbox: string, month: string): InboxFile[] {
  const root = resolve(inbox);
  if (!existsSync(root) || !lstatSync(root).isDirectory())
    throw new InputError('no-inbox', {
      zh: `收件箱必须是一个文件夹，但找不到 ${inbox}。请用 --inbox 指定，或把各医院文件放入 ${inbox}/${month}/<医院编码>/。`,
      en: `The inbox must be a folder, but there is none at ${inbox}. Name it with --inbox, or put the files into ${inbox}/${month}/<hospital>/.`,
    });
  const folders = foldersOf(root);
  const meant = folders.flatMap((name) => {
    const means = meantMonth(name);
    return means ? [{ name, means }] : [];
  });
  const doubtful = meant.filter(({ means }) => meansMonth(means, month)).map(({ name }) => name);
  if (doubtful.length > 0) throw monthFolder(doubtful, inbox, month);
  const hasMonths = meant.length > 0 || folders.some(isMonthFolder);
  const base = hasMonths ? join(root, month) : root;
  const shown = hasMonths ? `${inbox}/${month}` : inbox;
  if (existsSync(base)) {
    const nested = foldersOf(base).filter(isMonth);
    if (nested.length > 0) throw monthFolder(nested, shown, month);
  }
  const files = existsSync(base) ? [...walk(base)] : [];
  if (files.length === 0)
    throw new InputError('empty-inbox', {
      zh: `收件箱里应当有 ${month} 的文件，但在 ${shown} 没有找到任何文件。请核对月份与文件夹。`,
      en: `The inbox must hold files for ${month}, but there is none in ${shown}. Check the month and the folder.`,
    });
  const inner = files.find(({ label, path }) => isMonth(label.split('/').at(-1) ?? '') && isFolder(path));
  if (inner && files.every(({ path }) => isFolder(path)))
    throw monthsBelow(`${shown}/${inner.label.split('/')[0]}`);
  return files.sort((a, b) => (a.label < b.label ? -1 : 1));
}

/** The error for an inbox setting that names a folder above the one with the months. */
function monthsBelow(place: string): InputError {
  return new InputError('month-folder', {
    zh: `收件箱应是直接放着各月文件夹的那个文件夹，但月份文件夹在更下一层的 ${place}。请用 --inbox ${place}；那里如是某家医院的文件夹，请把文件直接放在其中，不分月份。没有发布任何内容。`,
    en: `The inbox must be the folder that holds the months, but they lie one deeper, in ${place}. Use --inbox ${place}; if that is a hospital's folder, put its files straight into it, without months. Nothing was published.`,
  });
}

const isMonth = (name: string) => isMonthFolder(name) || meantMonth(name) !== null;

const isFolder = (path: string) => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const foldersOf = (path: string): string[] =>
  isFolder(path)
    ? readdirSync(path)
        .filter((name) => isFolder(join(path, name)))
        .sort()
    : [];

function monthFolder(names: readonly string[], place: string, month: string): InputError {
  return new InputError('month-folder', {
    zh: `${month} 的文件应放在名为“${month}”的文件夹里，但在 ${place} 还有 ${names.map((name) => `“${name}”`).join('、')}：看不出其中的文件是否属于本月。请把它改名为“${month}”、并入“${month}”或移出收件箱后再运行；没有发布任何内容。`,
    en: `The files of ${month} belong into a folder named "${month}", but ${place} also holds ${names.map((name) => `"${name}"`).join(', ')}, and whether its files are of this month cannot be told. Rename it to "${month}", merge it into that folder or move it away, and run again; nothing was published.`,
  });
}

function* walk(base: string): Generator<InboxFile> {
  for (const name of readdirSync(base)) {
    if (litter.test(name)) continue;
    const path = join(base, name);
    // A name that is not UTF-8, as old archives leave behind, cannot be opened: only that file is refused.
    if (!isFolder(path)) {
      yield { path, label: name, folder: null };
      continue;
    }
    const folder = hospitalOfFolder(name);
    for (const inner of readdirSync(path)) {
      if (litter.test(inner)) continue;
      yield { path: join(path, inner), label: `${name}/${inner}`, folder };
    }
  }
}
