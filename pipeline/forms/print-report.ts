import { join } from 'node:path';
import { audience } from '../../reports/data/audience.js';
import { makeFolder, random, remove } from '../effects/effects.js';
import { placeFiles, refuseOverwriting } from '../export/place-files.js';
import { findBrowser, printPage } from './browser.js';
import {
  centrePage,
  hospitalFolder,
  hospitalFolders,
  type PublishedReport,
  sealedFile,
} from './published-report.js';

export interface PrintOptions {
  /** The hospital whose edition is printed; absent: see `centre`. */
  readonly hospital?: string;
  /** The director's page alone. Without it and without a hospital everything is printed. */
  readonly centre?: boolean;
  /** The folder for the PDF files. */
  readonly to: string;
  readonly progress?: (done: number, total: number, name: string) => void;
}

/**
 * Prints the director's page and hospitals' editions of a published report to PDF, outside the report, which its list of files seals. All files
 * appear or none; none is ever overwritten. Returns their paths.
 *
 * @throws {InputError} `no-browser`, `not-printed`, `unknown-hospital`, `damaged-report`, `would-overwrite`
 */
export async function printReport(report: PublishedReport, options: PrintOptions): Promise<string[]> {
  const { hospital, centre = false, to, progress } = options;
  const browser = findBrowser(report.workspace.settings.browser);
  const head = `${report.month}-e${report.edition}`;
  const ofCentre = [{ page: centrePage, name: `${head}-centre.pdf` }];
  const ofHospitals = (
    hospital === undefined
      ? hospitalFolders(report).map(audience.hospital)
      : [hospitalFolder(report, hospital)]
  ).map((folder) => ({
    page: `${folder}/index.html`,
    name: `${head}-${folder.slice(folder.lastIndexOf('/') + 1)}.pdf`,
  }));
  const wanted = hospital !== undefined ? ofHospitals : centre ? ofCentre : [...ofCentre, ...ofHospitals];
  const names = wanted.map(({ name }) => name);
  refuseOverwriting(to, names, '--to');
  const pages = wanted.map((one) => ({ ...one, place: sealedFile(report, one.page) }));
  const work = join(report.workspace.temp, `pdf-${random(8)}`);
  makeFolder(work);
  try {
    for (const [i, { place, name }] of pages.entries()) {
      progress?.(i, pages.length, name);
      await printPage(browser, place, join(work, name), join(work, 'browser'));
    }
    placeFiles(work, to, names);
    return names.map((name) => join(to, name));
  } finally {
    remove(work);
  }
}
