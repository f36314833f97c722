import { lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chmod, copy, makeFolder, remove } from '../effects/effects.js';
import { InputError } from '../message/errors.js';

/**
 * Refuses to write where a file already exists.
 *
 * @param flag by which the folder was named
 * @throws {InputError} `no-folder`; `would-overwrite`, naming the files
 */
export function refuseOverwriting(out: string, names: readonly string[], flag = '--out'): void {
  if (statSync(out, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new InputError('no-folder', {
      zh: `${flag} 应为文件夹，但 ${out} 不是。请换一个文件夹。`,
      en: `${flag} must be a folder, but ${out} is none. Name another.`,
    });
  const there = names.filter((name) => lstatSync(join(out, name), { throwIfNoEntry: false }) !== undefined);
  if (there.length === 0) return;
  throw new InputError('would-overwrite', {
    zh: `不得覆盖已有文件，但 ${out} 里已有 ${there.join('、')}。请移走它们，或用 ${flag} 指定另一个文件夹。`,
    en: `Files must not be overwritten, but ${out} holds ${there.join(', ')}. Move them away, or name another folder with ${flag}.`,
  });
}

/** Copies finished files to their place, for their owner only; removes the copies when one fails. */
export function placeFiles(work: string, out: string, names: readonly string[]): void {
  makeFolder(out);
  const placed: string[] = [];
  try {
    for (const name of names) {
      const path = join(out, name);
      copy(join(work, name), path);
      placed.push(path);
      chmod(path, 0o600);
    }
  } catch (error) {
    for (const path of placed) remove(path);
    throw error;
  }
}
