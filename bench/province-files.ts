import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseMonth } from '../data-samples/generator/calendar.js';
import { planProvince, provinceFiles } from '../data-samples/generator/whole-province.js';

const seed = 20261031;

/** The files of a month of a whole province as exporters write them, by path inside the month; the same for the same sizes. */
export const provinceOf = (month: string, hospitals: number, anesthetics: number) =>
  provinceFiles(seed, parseMonth(month), planProvince(seed, hospitals, anesthetics));

/** Writes a file into the month of an inbox. */
export function place(inbox: string, month: string, path: string, bytes: Uint8Array): void {
  const target = join(inbox, month, path);
  if (!existsSync(dirname(target))) mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, bytes);
}

/** Writes all of them; gives how many. */
export function writeProvince(inbox: string, month: string, hospitals: number, anesthetics: number): number {
  let files = 0;
  for (const [path, bytes] of provinceOf(month, hospitals, anesthetics)) {
    place(inbox, month, path, bytes);
    files += 1;
  }
  return files;
}
