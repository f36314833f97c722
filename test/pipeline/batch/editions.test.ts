import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../../pipeline/batch/run.js';
import { verify } from '../../../pipeline/batch/verify.js';
import type { NewManifest } from '../../../pipeline/workspace/commit-journal.js';
import { smallBatch } from '../../faults/driver.js';
import { csv, ecmoRun, writeFiles } from '../fixture.js';

let workspace: string;
beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'zhikong-editions-'));
});
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

const month = '2026-10';
const report = (place = `reports/${month}`) => join(workspace, place);
const manifest = (place?: string): NewManifest =>
  JSON.parse(readFileSync(join(report(place), 'manifest.json'), 'utf8'));
const archived = () => readdirSync(join(workspace, 'reports/archive')).sort();

/** Sends a file of so many runs, each a day later, and runs the month. */
async function publish(runs: number): Promise<void> {
  writeFiles(join(workspace, 'inbox', month, 'H1'), {
    'ecmo.csv': csv(Array.from({ length: runs }, (_, i) => ecmoRun(`H1-${i}`))),
  });
  await run({ month, workspace }, smallBatch);
}

describe('editions of a month', { timeout: 120_000 }, () => {
  it('begin with 1, which replaces none', async () => {
    await publish(3);
    expect(manifest()).toMatchObject({ format: 2, edition: 1, former: null });
    expect(readdirSync(report()).sort()).toEqual(['centre', 'hospitals', 'manifest.json', 'public']);
  });

  it('are not made by the same inputs', async () => {
    const before = readFileSync(join(report(), 'manifest.json'), 'utf8');
    await publish(3);
    expect(readFileSync(join(report(), 'manifest.json'), 'utf8')).toBe(before);
    expect(existsSync(join(workspace, 'reports/archive'))).toBe(false);
  });

  it('are numbered on, name the one before and keep it', async () => {
    const first = manifest();
    await publish(4);
    await publish(5);
    expect(archived()).toEqual([`${month}-e1`, `${month}-e2`]);
    expect(manifest()).toMatchObject({
      edition: 3,
      former: { number: 2, place: `reports/archive/${month}-e2` },
    });
    expect(manifest(`reports/archive/${month}-e2`).former).toEqual({
      number: 1,
      place: `reports/archive/${month}-e1`,
      batch: first.batch,
    });
    expect(manifest(`reports/archive/${month}-e1`)).toEqual(first);
  });

  it('take a number of their own where an earlier batch comes back', async () => {
    await publish(3);
    expect(manifest().edition).toBe(4);
    expect(manifest().batch).toBe(manifest(`reports/archive/${month}-e1`).batch);
    expect(archived()).toHaveLength(3);
  });

  it('are all read by verify, which sees a change in an old one', async () => {
    const checked = await verify(workspace);
    expect(checked.ok).toBe(true);
    expect(checked.checks.filter(({ code }) => code === 'report')).toHaveLength(4);
    const old = join(report(`reports/archive/${month}-e2`), 'centre/figures.csv');
    const text = readFileSync(old, 'utf8');
    writeFileSync(old, `${text}x`);
    expect((await verify(workspace)).checks.filter(({ ok }) => !ok).map(({ code }) => code)).toContain(
      'report',
    );
    writeFileSync(old, text);
  });

  it('keep what lies in place of a report whose manifest is lost', async () => {
    const kept = readFileSync(join(report(), 'manifest.json'));
    rmSync(join(report(), 'manifest.json'));
    await publish(6);
    expect(manifest()).toMatchObject({ edition: 5, former: { number: 4, batch: 'unknown' } });
    writeFileSync(join(report(`reports/archive/${month}-e4`), 'manifest.json'), kept);
    expect((await verify(workspace)).ok).toBe(true);
  });

  it('count the reports of earlier programs in their order', async () => {
    const own = manifest();
    const { edition: _, former: __, policy: ___, after: ____, ...facts } = own;
    renameSync(join(report(), 'centre/figures.csv'), join(report(), 'figures.csv'));
    renameSync(join(report(), 'centre/figures.parquet'), join(report(), 'figures.parquet'));
    rmSync(join(report(), 'centre'), { recursive: true });
    writeFileSync(join(report(), 'manifest.json'), JSON.stringify({ ...facts, format: 1 }));
    await publish(7);
    expect(manifest()).toMatchObject({ edition: 6, former: { number: 5, batch: own.batch } });
    expect(existsSync(join(report(`reports/archive/${month}-e5`), 'figures.csv'))).toBe(true);
  });
});
