import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { makeFolder, random, remove, writeNew } from '../effects/effects.js';
import { placeFiles, refuseOverwriting } from '../export/place-files.js';
import { InputError } from '../message/errors.js';
import { type PublishedReport, sealedFile } from './published-report.js';

/** A file of a hospital's receipt inside the report. */
const ofReceipt = /^hospitals\/([A-Za-z0-9_~-]+)\/receipt\/[A-Za-z0-9_.~-]+$/;

/** The oldest date that the format allows, in local time, so that the bytes are the same everywhere. */
const date = new Date(1980, 0, 1);

/**
 * The receipts of a published report in archives: one of each hospital, named by its folder, and one of all, which stays with the centre. Names of
 * entries are those of the report, of letters, digits, `-`, `_` and `~` alone, and lead nowhere else. The same report gives the same bytes; all archives
 * appear or none, and none is ever overwritten. Returns their paths, that of all last.
 *
 * @throws {InputError} `no-receipts`, `damaged-report`, `would-overwrite`
 */
export function zipReceipts(report: PublishedReport, to: string): string[] {
  const byHospital = new Map<string, string[]>();
  for (const { path } of report.files) {
    const folder = ofReceipt.exec(path)?.[1];
    if (folder !== undefined) byHospital.set(folder, [...(byHospital.get(folder) ?? []), path]);
  }
  if (byHospital.size === 0)
    throw new InputError('no-receipts', {
      zh: `${report.month} 没有回执：没有待更正的行，也没有被退回的文件。没有写出文件。`,
      en: `${report.month} has no receipts: no row is held back and no file was refused. No file was written.`,
    });
  const head = `receipts-${report.month}-e${report.edition}`;
  const names = [...[...byHospital.keys()].map((folder) => `${head}-${folder}.zip`), `${head}.zip`];
  refuseOverwriting(to, names, '--to');
  const work = join(report.workspace.temp, `receipts-${random(8)}`);
  makeFolder(work);
  try {
    const all: Zippable = {};
    for (const [folder, paths] of byHospital) {
      const own: Zippable = {};
      for (const path of paths) {
        const content = readFileSync(sealedFile(report, path));
        const name = path.slice(path.lastIndexOf('/') + 1);
        own[name] = [content, { mtime: date }];
        all[`${folder}/${name}`] = [content, { mtime: date }];
      }
      writeNew(join(work, `${head}-${folder}.zip`), zipSync(own, { level: 6 }));
    }
    const list = `${[...byHospital].map(([folder, paths]) => `${folder}\t${paths.length}`).join('\n')}\n`;
    all['receipts.txt'] = [strToU8(list), { mtime: date }];
    writeNew(join(work, `${head}.zip`), zipSync(all, { level: 6 }));
    placeFiles(work, to, names);
    return names.map((name) => join(to, name));
  } finally {
    remove(work);
  }
}
