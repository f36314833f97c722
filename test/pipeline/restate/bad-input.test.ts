import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { norms } from '../../../indicators/index.js';
import type { BatchContents } from '../../../pipeline/batch/run.js';
import { smallBatch } from '../../faults/driver.js';
import { zhikong } from '../command/buffer.js';
import { csv } from '../fixture.js';
import { dead, province, type Row, recovered, removeProvinces, split } from './province.js';

afterEach(removeProvinces);

const figure = (rows: readonly Row[], code: string, period: string, unit = 'H1') =>
  rows.find(
    (row) => row['code'] === code && row['period'] === period && row['unit'] === unit && !row['stratum'],
  );
const august = [recovered('1', '2026-08-05'), dead('2', '2026-08-06')];
const late = recovered('3', '2026-08-09');
const october = recovered('4', '2026-10-02');

const records = (workspace: string) =>
  readFileSync(join(workspace, 'audit.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { action: string; object?: string; before?: object; after?: object })
    .filter(({ action }) => action === 'published');

describe('what a batch is compared with', () => {
  it('is nothing in a first month, and the last month that was run where months are missing', async () => {
    const { workspace, send, go, file, rows } = province();
    send('2026-08', { 'H1/ecmo.csv': csv(august) });
    expect((await go('2026-08')).moved).toBeNull();
    const asked = await zhikong(['changes', '--workspace', workspace, '--lang', 'en']);
    expect(asked.out).toBe('Nothing was published before 2026-08 that it could be compared with.\n');
    expect(records(workspace)[0]).not.toHaveProperty('before');

    // September was never run: it has no published figure that October's could differ from.
    send('2026-10', { 'H1/ecmo.csv': csv([...august, late, october, dead('5', '2026-09-05')]) });
    expect((await go('2026-10')).moved?.since).toMatch(/^2026-08-/);
    expect(file('2026-10', 'compared-with.txt')).toMatch(/^2026-08-\w+\n$/);
    const changes = rows('2026-10', 'changes.csv');
    expect(split(figure(changes, 'ECMO-N01', '2026-08'))).toEqual({ late: [1, 1, 0] });
    expect(split(figure(changes, 'ECMO-N01', '2026'))).toEqual({ new: [2, 2, 0], late: [1, 1, 0] });
    expect(figure(changes, 'ECMO-N01', '2026-09')).toBeUndefined();
    expect(records(workspace).at(-1)).toMatchObject({
      after: {
        comparedWith: expect.stringMatching(/^2026-08-/),
        moved: expect.stringContaining('"verdicts":'),
      },
    });
  });

  it('counts nothing as withdrawn where every file of the month was refused', async () => {
    const { send, go, rows } = province();
    send('2026-09', { 'H1/ecmo.csv': csv(august) });
    await go('2026-09');
    send('2026-10', { 'H1/ecmo.csv': 'not,a\nknown,table\n' });
    const { files, moved } = await go('2026-10');
    expect(files.map(({ status }) => status)).toEqual(['refused']);
    expect(moved).toMatchObject({ figures: 0, running: 0, better: 0 });
    expect(rows('2026-10', 'changes.csv')).toEqual([]);
  });

  it('is the same in a workspace restored from last month’s backup, to the byte', async () => {
    const { workspace, send, go, file } = province();
    send('2026-09', { 'H1/ecmo.csv': csv(august) });
    await go('2026-09');
    const backup = `${workspace}-backup`;
    cpSync(workspace, backup, { recursive: true });
    send('2026-10', {
      'H1/ecmo.csv': csv([recovered('1', '2026-08-05'), recovered('2', '2026-08-06'), october]),
    });
    const { batch } = await go('2026-10');
    const told = ['changes.csv', 'changed-cases.csv', 'compared-with.txt'].map((name) =>
      file('2026-10', name),
    );
    rmSync(workspace, { recursive: true });
    cpSync(backup, workspace, { recursive: true });
    rmSync(backup, { recursive: true });
    const again = await go('2026-10');
    expect(again.batch).toBe(batch);
    expect(again.moved?.better).toBe(1);
    expect(
      ['changes.csv', 'changed-cases.csv', 'compared-with.txt'].map((name) => file('2026-10', name)),
    ).toEqual(told);
  });

  it('is the run before, of several on one day, and the audit log says over what each was published', async () => {
    const { workspace, send, go, rows } = province();
    const batches: string[] = [];
    for (const cases of [august, [...august, late], [...august, late, october]]) {
      send('2026-10', { 'H1/ecmo.csv': csv(cases) });
      const { batch, moved } = await go('2026-10');
      expect(moved?.since).toBe(batches.at(-1));
      batches.push(batch);
      if (batches.length === 2)
        expect(split(figure(rows('2026-10', 'changes.csv'), 'ECMO-N01', '2026-08'))).toEqual({
          late: [1, 1, 0],
        });
    }
    expect(figure(rows('2026-10', 'changes.csv'), 'ECMO-N01', '2026-08')).toBeUndefined();
    expect(records(workspace).map(({ object, before }) => [object, before])).toEqual([
      [batches[0], undefined],
      [batches[1], { batch: batches[0] }],
      [batches[2], { batch: batches[1] }],
    ]);
    expect(existsSync(join(workspace, 'reports', 'archive', '2026-10-e1', 'manifest.json'))).toBe(true);
  });
});

describe('zhikong changes', () => {
  it('adds up the months since an earlier one, and asks first about what looks better', async () => {
    const { workspace, send, go } = province();
    const days = ['01', '02', '03', '04', '05'];
    const cases = (kind: typeof dead, of: readonly string[] = days) =>
      of.map((day) => kind(`d${day}`, `2026-08-${day}`));
    send('2026-08', { 'H1/ecmo.csv': csv([...cases(dead), ...august]) });
    await go('2026-08');
    send('2026-09', {
      'H1/ecmo.csv': csv([...cases(recovered, ['01', '02']), ...cases(dead, ['03', '04', '05']), ...august]),
    });
    await go('2026-09');
    send('2026-10', { 'H1/ecmo.csv': csv([...cases(recovered), ...august, late, october]) });
    await go('2026-10');
    const asked = async (...more: string[]) =>
      zhikong(['changes', '--workspace', workspace, '--lang', 'en', ...more]);

    const newest = await asked();
    expect(newest.out).toContain('make a published outcome look better, to ask the hospitals about: 3 ');
    expect(newest.out).not.toContain('all point one way');
    const { out, exit } = await asked('--since', '2026-08');
    expect(exit).toBe(0);
    expect(out).toContain('look better, to ask the hospitals about: 5 ');
    expect(out).toContain('this is a question, no finding');
    expect(out).toContain('H1: all 5 towards better (where either direction is as likely: 3.1 %)');

    const json = JSON.parse((await asked('--since', '2026-08', '--json')).out) as {
      month: string;
      comparedWith: string;
      figures: Record<string, unknown>[];
      cases: Record<string, unknown>[];
      oneWay: unknown[];
    };
    expect(json.month).toBe('2026-10');
    expect(json.comparedWith).toMatch(/^2026-08-/);
    const of = (code: string, period: string) =>
      json.figures.find(
        (row) =>
          row['code'] === code && row['period'] === period && row['unit'] === 'H1' && row['stratum'] === '',
      );
    // 1 of 7 in August; then two, then three more have recovered, and one came late.
    expect(of('ECMO-01', '2026-08')).toMatchObject({
      was_numerator: 1,
      was_denominator: 7,
      now_numerator: 7,
      now_denominator: 8,
      corrected_cases: 5,
      corrected_numerator: 5,
      late_numerator: 1,
      late_denominator: 1,
      split: 'yes',
    });
    expect(of('ECMO-N01', '2026')).toMatchObject({
      was_numerator: 7,
      now_numerator: 9,
      new_cases: 1,
      late_cases: 1,
    });
    // September was not published in August.
    expect(json.figures.map((row) => row['period'])).not.toContain('2026-10');
    expect(json.cases[0]).toMatchObject({ cause: 'corrected', towards: 'better', was_line: 2, now_line: 2 });
    expect(json.oneWay).toEqual([{ hospital_id: 'H1', towards: 'better', cases: 5, chance: 0.03125 }]);

    expect(await asked('--since', '2026-10')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('[bad-flag]'),
    });
    expect(await asked('--since', '2026-01')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('[no-batch]'),
    });
    rmSync(join(workspace, 'reports', '2026-09'), { recursive: true });
    expect(await asked('--since', '2026-08')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('[no-report]'),
    });
  });

  it('says that a threshold is what moved a verdict of the same counts', async () => {
    const [norm] = norms.filter(({ thresholds }) => thresholds.some((t) => t.indicator.code === 'ECMO-01'));
    if (norm === undefined) throw new Error('no norm has a threshold of ECMO-01');
    const judgedAt = (percent: number): BatchContents => ({
      ...smallBatch,
      norms: [
        { ...norm, thresholds: norm.thresholds.map((t) => ({ ...t, value: { num: percent, den: 100 } })) },
      ],
    });
    const { workspace, send, go, rows } = province();
    send('2026-10', {
      'H1/ecmo.csv': csv(
        Array.from({ length: 27 }, (_, i) => recovered(`r${i}`, `2026-09-${String(i + 1).padStart(2, '0')}`)),
      ),
    });
    await go('2026-10', undefined, judgedAt(5));
    const { moved } = await go('2026-10', undefined, judgedAt(99));
    expect(moved?.verdicts).toBeGreaterThan(0);
    const judged = rows('2026-10', 'changes.csv');
    expect(new Set(judged.map((row) => row['verdict_by']))).toEqual(new Set(['threshold']));
    expect(judged.map((row) => split(row))).toEqual(judged.map(() => ({})));
    const { out } = await zhikong(['changes', '--workspace', workspace, '--lang', 'en']);
    expect(out).toContain('(another threshold)');
  });
});
