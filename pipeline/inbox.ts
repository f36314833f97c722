import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InputError } from './errors.js';

/** A file waiting in the inbox. */
export interface InboxFile {
  /** Full path on this machine; never printed. */
  readonly path: string;
  /** Path inside the month's inbox, with `/`: the name people know it by. */
  readonly label: string;
  /** The hospital code of the folder it lies in; null for files that lie flat. */
  readonly folder: string | null;
}

/** Files that programs leave behind and nobody submits; any other name is somebody's file. */
const litter = /^(\.DS_Store|\._.*|\.git(keep|ignore)|~\$.*|Thumbs\.db|desktop\.ini)$/i;

/**
 * The files of one month: `<inbox>/<month>/<hospital>/<file>` or flat `<inbox>/<month>/<file>`. An inbox without month
 * folders is read as this month's. Sorted by name, so that every machine sees the same order.
 *
 * @throws {InputError} `no-inbox` or `empty-inbox`, saying where it looked
 */
export function listInbox(inbox: string, month: string): InboxFile[] {
  const root = resolve(inbox);
  if (!existsSync(root) || !lstatSync(root).isDirectory())
    throw new InputError('no-inbox', {
      zh: `收件箱必须是一个文件夹，但找不到 ${inbox}。请用 --inbox 指定，或把各医院文件放入 ${inbox}/${month}/<医院编码>/。`,
      en: `The inbox must be a folder, but there is none at ${inbox}. Name it with --inbox, or put the files into ${inbox}/${month}/<hospital>/.`,
    });
  const hasMonths = readdirSync(root).some((name) => /^\d{4}-\d{2}$/.test(name));
  const base = hasMonths ? join(root, month) : root;
  const shown = hasMonths ? `${inbox}/${month}` : inbox;
  const files = existsSync(base) ? [...walk(base)] : [];
  if (files.length === 0)
    throw new InputError('empty-inbox', {
      zh: `收件箱里应当有 ${month} 的文件，但在 ${shown} 没有找到任何文件。请核对月份与文件夹。`,
      en: `The inbox must hold files for ${month}, but there is none in ${shown}. Check the month and the folder.`,
    });
  return files.sort((a, b) => (a.label < b.label ? -1 : 1));
}

function* walk(base: string): Generator<InboxFile> {
  for (const name of readdirSync(base)) {
    if (litter.test(name)) continue;
    const path = join(base, name);
    // A name that is not UTF-8, as old archives leave behind, leads nowhere: reading it refuses that name alone.
    if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
      yield { path, label: name, folder: null };
      continue;
    }
    for (const inner of readdirSync(path)) {
      if (litter.test(inner)) continue;
      yield { path: join(path, inner), label: `${name}/${inner}`, folder: name };
    }
  }
}
