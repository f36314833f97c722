import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../../pipeline/batch/run.js';
import { verify } from '../../../pipeline/batch/verify.js';
import { sqlText } from '../../../pipeline/sql/quote.js';
import { Database } from '../../../pipeline/warehouse/database.js';
import type { NewManifest } from '../../../pipeline/workspace/commit-journal.js';
import { smallBatch } from '../../faults/driver.js';
import { csv, ecmoRun, newFolder, remove, writeFiles } from '../fixture.js';

let workspace: string;
beforeAll(() => {
  workspace = newFolder();
});
afterAll(() => remove(workspace));

const month = '2026-10';
const at = (path: string) => join(workspace, 'reports', month, path);
type Row = Readonly<Record<string, string>>;
const rows = (path: string): Row[] =>
  Papa.parse<Row>(readFileSync(at(path), 'utf8'), { header: true, skipEmptyLines: true }).data;
const manifest = (): NewManifest => JSON.parse(readFileSync(at('manifest.json'), 'utf8'));
const settings = (disclosure: object) =>
  writeFiles(workspace, { 'zhikong.config.json': JSON.stringify({ threads: 1, disclosure }) });

/** What editions up to this one have told everybody, a line each. */
async function told(): Promise<string[]> {
  const reader = await Database.open(':memory:', {
    folders: [`${workspace}/`],
    threads: 1,
    memory: '200MB',
    temp: workspace,
  });
  const file = sqlText(at('centre/disclosed.parquet'));
  const of = await reader.rows<object>(`SELECT * FROM read_parquet(${file})`);
  await reader.close();
  return of.map((one) => JSON.stringify(one));
}

/** Runs of five hospitals of two cities: H1 to H4 many, H5 of the second city two. */
const counts = { H1: 30, H2: 25, H3: 20, H4: 20, H5: 2 } as const;
const cityOf = (hospital: string) => (hospital === 'H5' || hospital === 'H4' ? '南城' : '北城');

async function publish(of = month, counted: Readonly<Record<string, number>> = counts) {
  const list = Object.keys(counted).map((hospital) => ({
    hospital_id: hospital,
    name: `${hospital}的名称`,
    city: cityOf(hospital),
    level: '三级甲等',
  }));
  const files = Object.entries(counted).map(([hospital, runs]) => [
    `${hospital}/ecmo.csv`,
    csv(
      Array.from({ length: runs }, (_, i) =>
        ecmoRun(`${of}-${hospital}-${i}`, {
          started_at: `${of}-02 08:00`,
          ended_at: `${of}-04 08:00`,
          discharged_at: `${of}-24 10:00`,
        }),
      ),
    ),
  ]);
  writeFiles(join(workspace, 'inbox', of), { ...Object.fromEntries(files), 'hospitals.csv': csv(list) });
  return run(
    { month: of, workspace, acceptRepeat: ['all'], acceptShrink: ['all'], reason: 'sent again' },
    smallBatch,
  );
}

describe('what others see of a batch', { timeout: 120_000 }, () => {
  it('is in files of their own, which name no hospital but the one they are for', async () => {
    settings({});
    const { data } = await publish();
    // A page reads a verdict by the threshold; of a figure whose bounds are hidden there is none to be read.
    const bare = (data.open?.figures ?? []).filter(({ sides }) => sides === 'suppressed');
    expect(bare.length).toBeGreaterThan(0);
    expect(
      bare.filter(
        ({ threshold, verdict, formal }) => threshold !== null || verdict !== null || formal !== null,
      ),
    ).toEqual([]);
    expect(readdirSync(at('cities')).sort()).toEqual(['北城', '南城']);
    for (const file of ['public/figures.csv', 'public/peers.csv']) {
      const text = readFileSync(at(file), 'utf8');
      for (const hospital of Object.keys(counts))
        expect(text, file).not.toMatch(new RegExp(`\\b${hospital}\\b|${hospital}的名称`));
    }
    expect(new Set(rows('hospitals/H5/figures.csv').map(({ unit }) => unit))).toEqual(new Set(['H5']));
    expect(new Set(rows('cities/南城/figures.csv').map(({ unit }) => unit))).toEqual(
      new Set(['H4', 'H5', '南城']),
    );
  });

  it('hides what is small from others, and nothing from the hospital itself or its city', () => {
    const volume = (row: Row) =>
      row['code'] === 'ECMO-N01' && row['period_type'] === 'year' && row['stratum'] === '';
    const own = rows('hospitals/H5/figures.csv').find(volume);
    expect(own?.['numerator']).toBe('2');
    expect(
      rows('cities/南城/figures.csv').find((row) => volume(row) && row['unit'] === 'H5')?.['numerator'],
    ).toBe('2');
    // 22 of the second city less the 20 of H4 are the 2 of H5.
    const open = rows('public/figures.csv').filter(volume);
    expect(open.find(({ unit }) => unit === '南城')).toMatchObject({
      numerator: '',
      state: 'suppressed',
      suppressed: 'true',
    });
    expect(open.find(({ unit }) => unit === '*')).toMatchObject({ numerator: '97', state: 'value' });
    const centre = rows('centre/figures.csv').filter(volume);
    expect(centre.find(({ unit }) => unit === '南城')).toMatchObject({ numerator: '22', suppressed: 'true' });
    expect(centre.find(({ unit }) => unit === '*')).toMatchObject({ numerator: '97', suppressed: 'false' });
  });

  it('is the same, byte for byte, when it is made again', async () => {
    const before = readFileSync(at('manifest.json'), 'utf8');
    await publish();
    expect(readFileSync(at('manifest.json'), 'utf8')).toBe(before);
  });

  it('is another edition by another policy, which knows the one before', async () => {
    const first = manifest();
    const before = await told();
    settings({ rateFrom: 200 });
    // 97 runs of the province, shown by the edition before, are hidden by this one.
    expect((await publish()).alreadyOut).toBeGreaterThan(0);
    expect(manifest()).toMatchObject({ batch: first.batch, edition: 2, after: { month, edition: 1 } });
    expect(manifest().policy).not.toBe(first.policy);
    // What is out stays known, each once, also where this edition hides it.
    expect(before.length).toBeGreaterThan(0);
    const after = await told();
    expect(after).toEqual(expect.arrayContaining(before));
    expect(new Set(after).size).toBe(after.length);
    const again = readFileSync(at('manifest.json'), 'utf8');
    await publish();
    expect(readFileSync(at('manifest.json'), 'utf8')).toBe(again);
    expect((await verify(workspace)).ok).toBe(true);
  });

  it('knows what editions of later months have told where a past month is run again', async () => {
    const read = (of: string): NewManifest =>
      JSON.parse(readFileSync(join(workspace, 'reports', of, 'manifest.json'), 'utf8'));
    settings({});
    await publish('2026-08', { H1: 20, H2: 3, H3: 3, H4: 3 });
    // An edition of October has been out already: a first edition of August knows its second.
    expect(read('2026-08')).toMatchObject({ edition: 1, after: null, beside: [{ month, edition: 2 }] });
    await publish('2026-08', { H1: 22, H2: 3, H3: 3, H4: 3 });
    expect(read('2026-08')).toMatchObject({ edition: 2, after: { month: '2026-08', edition: 1 } });
    // The first of August knew October's: nothing is beside it.
    expect(read('2026-08').beside).toBeUndefined();
    await publish(month, { ...counts, H1: 31 });
    expect(manifest()).toMatchObject({
      edition: 3,
      after: { month, edition: 2 },
      beside: [{ month: '2026-08', edition: 2 }],
    });
    const again = readFileSync(at('manifest.json'), 'utf8');
    await publish(month, { ...counts, H1: 31 });
    expect(readFileSync(at('manifest.json'), 'utf8')).toBe(again);
    expect((await verify(workspace)).ok).toBe(true);
  });
});
