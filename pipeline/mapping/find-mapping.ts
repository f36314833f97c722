import { closeSync, constants, existsSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { InputError } from '../message/errors.js';
import { clip } from '../read/messages.js';
import { type Mapping, readMapping } from './mapping.js';
import { badMapping } from './mapping-issue.js';

/** Largest size in bytes of a mapping file; a larger file is something else. */
export const mappingBytes = 1 << 20;

/** A mapping and the file it was read from. */
export interface FoundMapping {
  readonly mapping: Mapping;
  readonly path: string;
}

/**
 * The mapping of a hospital for the files of a month, from `<folder>/<hospital>.json` or, where there are several,
 * `<hospital>@<anything>.json` beside it; null when there is none. Of those whose months include the month, the one that begins last
 * counts.
 *
 * @throws {InputError} `bad-mapping` when one is unusable, is no regular file, or names another hospital; or when none or several
 *   of the mappings are for the month
 */
export function mappingFor(folder: string, hospital: string, month: string): FoundMapping | null {
  // Codes come from outside: one that is no plain file name has no mapping and never leads to another folder.
  if (hospital === '' || hospital.length > 100 || /[/\\\0]|^\.+$/.test(hospital)) return null;
  const found = filesOf(folder, hospital).flatMap((file) => {
    const path = join(folder, file);
    const name = `mappings/${file}`;
    const bytes = readRegular(path, name);
    return bytes === null ? [] : [{ path, name, mapping: mappingOf(bytes, name, hospital) }];
  });
  const begins = ({ mapping }: FoundMapping) => mapping.from ?? '';
  const valid = found
    .filter(({ mapping: { from, to } }) => (from ?? month) <= month && month <= (to ?? month))
    .sort((a, b) => (begins(a) < begins(b) ? -1 : 1));
  const [second, best] = [valid.at(-2), valid.at(-1)];
  if (best && second && begins(best) === begins(second)) throw notOne(best.name, month, second.name);
  if (found.length > 0 && !best) throw notOne(found[0]?.name ?? '', month, null);
  return best ?? null;
}

/** The names of a hospital's mapping files, in order. */
function filesOf(folder: string, hospital: string): string[] {
  const own = `${hospital}.json`;
  const others = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.startsWith(`${hospital}@`) && name.endsWith('.json'))
    : [];
  return [own, ...others.sort()];
}

function notOne(name: string, month: string, other: string | null): InputError {
  return badMapping(name, [
    {
      path: ['from'],
      must: {
        zh: `${month} 应有且只有一份映射可用（from 至 to）`,
        en: `must be for ${month}, and no other with the same from (from … to)`,
      },
      found: other ?? '—',
      todo: {
        zh: '请更正 from、to，或为这个月另放一份“医院编码@名称.json”。',
        en: 'Correct from and to, or put a mapping for that month there as <hospital>@<name>.json.',
      },
    },
  ]);
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

/** The bytes of a regular file of limited size; null when there is none. Never waits on a pipe, never follows a link. */
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
