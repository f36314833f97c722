import { join } from 'node:path';
import { hospitalFiles } from '../../reports/data/hospital-files.js';
import { latestBatch } from '../ask/status.js';
import { makeFolder, random, remove, writeNew } from '../effects/effects.js';
import { placeFiles, refuseOverwriting } from '../export/place-files.js';
import type { Database } from '../warehouse/database.js';
import { type ChartSample, drawCharts } from './draw-charts.js';
import { hospitalWorkbook, summaryWorkbook } from './sample-workbooks.js';

export interface SampleOptions {
  /** The month of the batch; the newest when absent. */
  readonly month?: string | undefined;
  /** The period to draw from; the month of the batch when absent. */
  readonly period?: string | undefined;
  readonly charts: number;
  /** The seed; random when absent. */
  readonly seed?: string | undefined;
  readonly table?: string | undefined;
  readonly hospital?: string | undefined;
  readonly out: string;
  /** A temporary folder. */
  readonly temp: string;
}

export interface SampledCharts {
  readonly sample: ChartSample;
  /** The workbook of the centre first, then one of each hospital with a case. */
  readonly files: readonly string[];
}

/**
 * Draws the charts to review and writes a workbook for each hospital with a case, and one of all hospitals for the centre. The same sample
 * gives the same bytes. All files appear or none; none is ever overwritten.
 *
 * @throws {InputError} as `drawCharts`; `no-batch`; `would-overwrite`, naming the files
 */
export async function sampleCharts(database: Database, options: SampleOptions): Promise<SampledCharts> {
  const batch = await latestBatch(database, options.month);
  const sample = await drawCharts(database, {
    batch,
    period: options.period ?? batch.month,
    charts: options.charts,
    seed: options.seed ?? random(8),
    table: options.table,
    hospital: options.hospital,
  });
  const withCases = sample.hospitals.filter(({ tables }) => tables.some(({ drawn }) => drawn.length > 0));
  const codes = hospitalFiles(withCases.map(({ hospital }) => hospital));
  const stem = `charts-${sample.period}`;
  const contents: readonly (readonly [name: string, bytes: Uint8Array])[] = [
    [`${stem}.xlsx`, summaryWorkbook(sample)],
    ...withCases.map(
      (draw) => [`${stem}-${codes.get(draw.hospital)}.xlsx`, hospitalWorkbook(sample, draw)] as const,
    ),
  ];
  const names = contents.map(([name]) => name);
  refuseOverwriting(options.out, names);
  const work = join(options.temp, `charts-${random(8)}`);
  makeFolder(work);
  try {
    for (const [name, bytes] of contents) writeNew(join(work, name), bytes);
    placeFiles(work, options.out, names);
  } finally {
    remove(work);
  }
  return { sample, files: names.map((name) => join(options.out, name)) };
}
