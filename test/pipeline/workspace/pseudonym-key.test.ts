import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPublished } from '../../../pipeline/batch/open-published.js';
import { run } from '../../../pipeline/batch/run.js';
import { verify } from '../../../pipeline/batch/verify.js';
import { readAudit } from '../../../pipeline/workspace/audit.js';
import { keyFingerprint } from '../../../pipeline/workspace/pseudonym-key.js';
import { smallBatch } from '../../faults/driver.js';
import { zhikong } from '../command/buffer.js';
import { csv, ecmoDeath, ecmoRun, newFolder, oneThreaded, remove, writeFiles } from '../fixture.js';

/** Three runs until September, two more until October, each file with all so far: 4 of 5 effective. */
const early = ['01', '02', '03'].map((no, i) =>
  ecmoRun(no, {
    started_at: `2026-09-0${i + 1} 08:00`,
    ended_at: `2026-09-1${i} 08:00`,
    discharged_at: '2026-09-20 08:00',
  }),
);

let folder = '';
let workspace = '';
beforeAll(async () => {
  folder = newFolder();
  workspace = oneThreaded(join(folder, 'workspace'));
  writeFiles(join(workspace, 'inbox'), {
    '2026-09/H1/ecmo.csv': csv(early),
    '2026-10/H1/ecmo.csv': csv([...early, ecmoRun('04'), ecmoDeath('05')]),
  });
  await run({ month: '2026-09', workspace }, smallBatch);
}, 300_000);
afterAll(() => remove(folder));

const path = () => join(workspace, 'pseudonym.key');
const october = () => run({ month: '2026-10', workspace }, smallBatch);
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'published',
    (error: { code?: string }) => error.code,
  );
async function withKey<T>(key: string, act: () => Promise<T>): Promise<T> {
  process.env['ZHIKONG_KEY'] = key;
  try {
    return await act();
  } finally {
    delete process.env['ZHIKONG_KEY'];
  }
}
const figures = (month: string) =>
  readFileSync(join(workspace, 'reports', month, 'centre', 'figures.csv'), 'utf8');
const effective = () =>
  figures('2026-10')
    .split('\n')
    .find((line) => line.startsWith('ECMO-01') && line.includes(',H1,year,2026,,'))
    ?.split(',')
    .slice(8, 10);
const keys = () =>
  withPublished(workspace, (database) =>
    database.rows<{ key: string }>('SELECT DISTINCT case_key AS key FROM ecmo_runs ORDER BY key'),
  ).then((rows) => rows.map(({ key }) => key));
const failed = async () => (await verify(workspace)).checks.filter(({ ok }) => !ok).map(({ code }) => code);

describe('a workspace that has published', { timeout: 600_000 }, () => {
  it('keeps a fingerprint in the warehouse and beside it, which is not the key', async () => {
    const key = readFileSync(path(), 'utf8').trim();
    const fingerprint = keyFingerprint(Buffer.from(key));
    expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(key).not.toContain(fingerprint);
    const rows = await withPublished(workspace, (database) => database.rows('SELECT * FROM pseudonym_key'));
    expect(rows).toEqual([{ fingerprint }]);
    expect(JSON.parse(readFileSync(join(workspace, 'history.json'), 'utf8')).key).toBe(fingerprint);
    expect(await failed()).toEqual([]);
  });

  it('refuses to go on without its key, and makes no new one', async () => {
    const kept = readFileSync(path(), 'utf8');
    rmSync(path());
    expect(await codeOf(october())).toBe('lost-key');
    expect(existsSync(path())).toBe(false);
    expect(await failed()).toEqual(['key']);
    writeFileSync(path(), kept, { mode: 0o600 });
    expect(await failed()).toEqual([]);
  });

  it('refuses another key, in the file or in the environment, also when the warehouse is gone', async () => {
    const kept = readFileSync(path(), 'utf8');
    expect(await withKey('another key, long enough', () => codeOf(october()))).toBe('other-key');
    expect(await withKey('another key, long enough', failed)).toEqual(['key']);
    writeFileSync(path(), `${kept.trim()}0\n`, { mode: 0o600 });
    expect(await codeOf(october())).toBe('other-key');
    const warehouse = readFileSync(join(workspace, 'zhikong.duckdb'));
    rmSync(join(workspace, 'zhikong.duckdb'));
    expect(await codeOf(october())).toBe('other-key');
    writeFileSync(join(workspace, 'zhikong.duckdb'), warehouse, { mode: 0o600 });
    writeFileSync(path(), kept, { mode: 0o600 });
    // The key itself may come from the environment.
    expect(await withKey(kept, () => codeOf(october()))).toBe('published');
    expect(effective()).toEqual(['4', '5']);
  });

  it('is hashed anew by a new key: figures and reports stay, later months count each case once', async () => {
    const [september, before, former] = [
      figures('2026-09'),
      figures('2026-10'),
      readFileSync(path(), 'utf8'),
    ];
    const old = await keys();
    expect((await zhikong(['rotate-key', '--workspace', workspace])).exit).toBe(2);
    const done = await zhikong(['rotate-key', '--workspace', workspace, '--reason', '人员离职']);
    expect([done.err, done.exit]).toEqual(['', 0]);
    expect(readFileSync(path(), 'utf8')).not.toBe(former);
    const now = await keys();
    expect(now).toHaveLength(old.length);
    expect(now.filter((key) => old.includes(key))).toEqual([]);
    expect([figures('2026-09'), figures('2026-10')]).toEqual([september, before]);
    expect(await failed()).toEqual([]);
    const { records } = readAudit(join(workspace, 'audit.jsonl'));
    expect(records.at(-1)).toMatchObject({ action: 'rotate-key', reason: '人员离职' });
    await october();
    expect(figures('2026-10')).toBe(before);
    writeFiles(join(workspace, 'inbox'), {
      '2026-10/H1/ecmo.csv': csv([...early, ecmoRun('04'), ecmoRun('05')]),
    });
    await october();
    expect(effective()).toEqual(['5', '5']);
    expect(await codeOf(withKey(former, october))).toBe('other-key');
  });

  it('can be rotated when its key is lost, or to one in the environment, and purged afterwards', async () => {
    rmSync(path());
    expect((await zhikong(['rotate-key', '--workspace', workspace, '--reason', '密钥丢失'])).exit).toBe(0);
    expect(await failed()).toEqual([]);
    await withKey('a key of the environment', async () => {
      expect((await zhikong(['rotate-key', '--workspace', workspace, '--reason', '改用环境变量'])).exit).toBe(
        0,
      );
      expect(await failed()).toEqual([]);
      const again = await zhikong(['rotate-key', '--workspace', workspace, '--reason', '再次']);
      expect([again.exit, again.err.includes('[same-key]')]).toEqual([2, true]);
      const purged = await zhikong([
        'purge',
        '--workspace',
        workspace,
        '--before',
        '2024-01-01',
        '--reason',
        '期满',
      ]);
      expect([purged.err, purged.exit]).toEqual(['', 0]);
      expect(await failed()).toEqual([]);
      expect(await codeOf(october())).toBe('published');
    });
  });
});
