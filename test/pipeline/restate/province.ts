import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { type BatchContents, type RunOptions, run } from '../../../pipeline/batch/run.js';
import { causeColumn, causes, countsOf } from '../../../pipeline/restate/causes.js';
import { smallBatch } from '../../faults/driver.js';
import { ecmoDeath, ecmoRun, newFolder, oneThreaded, remove, writeFiles } from '../fixture.js';

export type Row = Readonly<Record<string, string>>;

const folders: string[] = [];

/** Removes the workspaces of a test. */
export const removeProvinces = () => folders.splice(0).forEach(remove);

/** A workspace and its inbox, run month by month. */
export function province() {
  const root = newFolder();
  folders.push(root);
  const [workspace, inbox] = [oneThreaded(join(root, 'workspace')), join(root, 'inbox')];
  const file = (month: string, name: string) =>
    readFileSync(join(workspace, 'reports', month, 'centre', name), 'utf8');
  return {
    inbox,
    workspace,
    file,
    send: (month: string, files: Readonly<Record<string, string>>) => writeFiles(join(inbox, month), files),
    go: (
      month: string,
      asOf?: string,
      contents: BatchContents = smallBatch,
      more: Partial<RunOptions> = {},
    ) => run({ month, workspace, inbox, ...(asOf === undefined ? {} : { asOf }), ...more }, contents),
    rows: (month: string, name: string): Row[] =>
      Papa.parse<Row>(file(month, name), { header: true, skipEmptyLines: true }).data,
  };
}

export const on = (day: string, cells = {}) => ({
  started_at: `${day} 08:00`,
  ended_at: `${day} 20:00`,
  discharged_at: `${day} 22:00`,
  ...cells,
});
export const recovered = (no: string, day: string) => ecmoRun(no, on(day, { alive_48h: '是' }));
export const dead = (no: string, day: string) =>
  ecmoDeath(no, on(day, { died_at: `${day} 20:00`, discharged_at: '', alive_48h: '' }));
/** Support has ended, and nothing is told of how. */
export const untold = (no: string, day: string, cells = {}) =>
  ecmoRun(no, on(day, { end_reason: '', alive_48h: '', discharged_at: '', discharge_status: '', ...cells }));

/** Nobody has told that support has ended. */
export const onSupport = (no: string, day: string) => untold(no, day, { ended_at: '' });

/** The causes of a figure: cases, numerator, denominator; of what is known as a sum only the two last. */
export const split = (row: Row | undefined) =>
  Object.fromEntries(
    causes.flatMap((cause) => {
      const told = countsOf(cause).map((name) => Number(row?.[causeColumn(cause, name)]));
      return told.every((one) => one === 0) ? [] : [[cause.replaceAll(' ', '_'), told]];
    }),
  );
