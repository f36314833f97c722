import { createHash } from 'node:crypto';

/** Device names reserved by Windows, with any extension. */
const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

/**
 * The file name, without extension, of each hospital code: letters, digits, `_` and `-` stay, every other byte of its UTF-8 becomes `~` and
 * two hexadecimal digits, so that different codes give different names. Codes that differ only in case, which some disks do not
 * distinguish, and codes too long for a disk end in a hash.
 */
export function hospitalFiles(codes: Iterable<string>): ReadonlyMap<string, string> {
  const unique = [...new Set(codes)].sort();
  const sameInLowerCase = new Map<string, number>();
  for (const code of unique) {
    const key = safeName(code).toLowerCase();
    sameInLowerCase.set(key, (sameInLowerCase.get(key) ?? 0) + 1);
  }
  return new Map(
    unique.map((code) => {
      const name = safeName(code);
      const clash = (sameInLowerCase.get(name.toLowerCase()) ?? 0) > 1;
      if (!clash && name.length <= 100) return [code, name];
      const hash = createHash('sha256').update(code).digest('hex').slice(0, 12);
      return [code, `${name.slice(0, 80)}~~${hash}`];
    }),
  );
}

/**
 * The folder name of each city: as it is where it has letters and digits alone, of any script; else as hospital codes are encoded. Names that
 * differ only in case or in how their letters are composed get names of their own.
 */
export function cityFiles(cities: Iterable<string>): ReadonlyMap<string, string> {
  const unique = [...new Set(cities)].sort();
  const encoded = hospitalFiles(unique);
  const alike = (city: string) => city.normalize('NFKC').toLowerCase();
  const isPlain = (city: string) =>
    /^[\p{L}\p{N}]{1,40}$/u.test(city) &&
    !reserved.test(city) &&
    unique.filter((other) => alike(other) === alike(city)).length === 1;
  return new Map(unique.map((city) => [city, isPlain(city) ? city : (encoded.get(city) ?? '')]));
}

function safeName(code: string): string {
  const name = [...Buffer.from(code, 'utf8')].map(safeByte).join('');
  if (name === '') return '~';
  return reserved.test(name) ? hexByte(name.charCodeAt(0)) + name.slice(1) : name;
}

const safeByte = (byte: number) =>
  /[A-Za-z0-9_-]/.test(String.fromCharCode(byte)) && byte < 0x80 ? String.fromCharCode(byte) : hexByte(byte);

const hexByte = (byte: number) => `~${byte.toString(16).padStart(2, '0')}`;
