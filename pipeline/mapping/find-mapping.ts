import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../errors.js';
import { clip } from '../read/messages.js';
import { type Mapping, readMapping } from './mapping.js';
import { badMapping } from './mapping-issue.js';

/** No mapping is as large; a larger file is something else. */
export const mappingBytes = 1 << 20;

/**
 * The mapping of a hospital, from `<folder>/<hospital>.json`; null when there is none.
 *
 * @throws {InputError} `bad-mapping` when the file cannot be used, is no regular file, or names another hospital
 */
export function mappingFor(folder: string, hospital: string): Mapping | null {
  // A code comes from outside: one that is no plain file name has no mapping and never leads to another folder.
  if (hospital === '' || hospital.length > 100 || /[/\\\0]|^\.+$/.test(hospital)) return null;
  const path = join(folder, `${hospital}.json`);
  const name = `mappings/${hospital}.json`;
  const bytes = readRegular(path, name);
  if (bytes === null) return null;
  return mappingOf(bytes, name, hospital);
}

/**
 * Reads the mapping file that a person named.
 *
 * @param hospital the code it must be for; null when that is not known
 * @throws {InputError} `bad-mapping`; `no-mapping` when there is no file
 */
export function mappingAt(path: string, hospital: string | null): Mapping {
  const bytes = readRegular(path, path);
  if (bytes === null)
    throw new InputError('no-mapping', {
      zh: `映射文件应当存在，但找不到 ${clip(path, 200)}。请核对 --mapping。`,
      en: `The mapping file must exist, but there is none at ${clip(path, 200)}. Check --mapping.`,
    });
  return mappingOf(bytes, path, hospital);
}

function mappingOf(bytes: Uint8Array, name: string, hospital: string | null): Mapping {
  const mapping = readMapping(bytes, name);
  if (hospital === null || mapping.hospital === hospital) return mapping;
  throw badMapping(name, [
    {
      path: ['hospital'],
      must: { zh: `应为 ${hospital}`, en: `must be ${hospital}` },
      found: mapping.hospital,
      todo: {
        zh: '请核对医院编码与文件名。',
        en: 'Check the hospital code and the name of the file.',
      },
    },
  ]);
}

/** The bytes of a regular file of bounded size; null when there is none. Never waits on a pipe, never follows a link. */
function readRegular(path: string, name: string): Uint8Array | null {
  const refuse = (found: string) =>
    badMapping(name, [
      {
        path: [],
        must: {
          zh: '应为不超过 1 MB 的普通文件',
          en: 'must be a regular file of at most 1 MB',
        },
        found,
        todo: { zh: '请放入文件本身。', en: 'Put the file itself there.' },
      },
    ]);
  let fd: number;
  try {
    fd = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw refuse(code === 'ELOOP' ? '链接 / a link' : String(code));
  }
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) throw refuse('不是普通文件 / no regular file');
    if (stat.size > mappingBytes) throw refuse(`${stat.size} bytes`);
    const bytes = Buffer.alloc(mappingBytes + 1);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      read = readSync(fd, bytes, length, bytes.length - length, null);
    if (length > mappingBytes) throw refuse(`> ${mappingBytes} bytes`);
    return bytes.subarray(0, length);
  } finally {
    closeSync(fd);
  }
}
