import { join } from 'node:path';
import { latestBatch } from '../ask/status.js';
import { makeFolder, random, remove, writeNew } from '../effects/effects.js';
import type { Database } from '../warehouse/database.js';
import type { Exported, ExportOptions } from './export.js';
import { figuresInFull, measureLines, publicFigures, reportLines } from './figures-fhir.js';
import { placeFiles, refuseOverwriting } from './place-files.js';
import { storedFigures } from './stored-figures.js';

export interface FhirOptions extends Pick<ExportOptions, 'month' | 'out' | 'temp'> {
  /** Whose figures: all as the centre sees them, or what everybody may see. */
  readonly audience: 'centre' | 'public';
  /** The folder of published reports. */
  readonly reports: string;
}

/**
 * Writes the Measures of a month's newest batch and a summary MeasureReport for each figure, as FHIR R4 resources, one JSON object a line; what
 * stands where is said in docs/fhir.md. The same batch gives the same bytes; nothing is overwritten.
 *
 * @throws {InputError} `no-batch`, `would-overwrite`, `no-public-edition`, `other-definitions`
 */
export async function exportFhir(
  database: Database,
  { month, out, temp, audience, reports }: FhirOptions,
): Promise<Exported> {
  const batch = await latestBatch(database, month);
  const [measuresFile, reportsFile] = [
    `Measure-${batch.month}.ndjson`,
    `MeasureReport-${batch.month}.ndjson`,
  ];
  const names = [measuresFile, reportsFile];
  refuseOverwriting(out, names);
  const work = join(temp, `export-${random(8)}`);
  makeFolder(work);
  try {
    const figures =
      audience === 'public'
        ? await publicFigures(database, { reports, temp: work, batch })
        : figuresInFull(await storedFigures(database, batch.batch));
    const measures = [...measureLines(figures)];
    writeNew(join(work, measuresFile), measures);
    writeNew(join(work, reportsFile), reportLines(figures));
    placeFiles(work, out, names);
    const rows = [measures.length, figures.length];
    return { batch, files: names.map((name, i) => ({ path: join(out, name), rows: rows[i] ?? 0 })) };
  } finally {
    remove(work);
  }
}
