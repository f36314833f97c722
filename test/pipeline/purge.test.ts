import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAudit } from '../../pipeline/audit.js';
import { withPublished } from '../../pipeline/command/open-published.js';
import { run } from '../../pipeline/run.js';
import { verify } from '../../pipeline/verify.js';
import { smallMaking } from '../faults/driver.js';
import { filesOf } from '../faults/small-workspace.js';
import { zhikong } from './command/buffer.js';
import { csv, ecmoRun, newFolder, remove, writeFiles } from './fixture.js';

// Long enough not to be there by chance, and in a text that the warehouse keeps uncompressed or in a dictionary.
const marker = 'ZMARKERZ7Q4';
const name = '马克勒测';

let folder = '';
let workspace = '';
beforeAll(async () => {
  folder = newFolder();
  workspace = join(folder, 'workspace');
  const august = Array.from({ length: 40 }, (_, i) =>
    ecmoRun(`${marker}${i}`, {
      patient_name: name,
      started_at: '2026-08-05 08:00',
      ended_at: '2026-08-10 08:00',
      discharged_at: '2026-08-20 08:00',
      indication: `${marker}诊断${i}`,
      remark: marker,
    }),
  );
  writeFiles(join(workspace, 'inbox'), {
    '2026-08/H1/ecmo.csv': csv(august),
    '2026-09/H1/ecmo.csv': csv([
      ecmoRun('9', {
        started_at: '2026-09-05 08:00',
        ended_at: '2026-09-10 08:00',
        discharged_at: '2026-09-20 08:00',
      }),
    ]),
    '2026-10/H1/ecmo.csv': csv([ecmoRun('10')]),
  });
  for (const month of ['2026-08', '2026-09', '2026-10']) await run({ month, workspace }, smallMaking);
});
afterAll(() => remove(folder));

/** Files of the workspace that hold the marker, in any of the encodings it could have. */
function holders(): string[] {
  const forms = [marker, name].flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')]);
  return Object.entries(filesOf(workspace))
    .filter(([, text]) => forms.some((form) => Buffer.from(text, 'latin1').includes(form)))
    .map(([path]) => path);
}

const purge = (...more: string[]) =>
  zhikong(['purge', '--workspace', workspace, '--reason', '保存期满', ...more]);
const months = () =>
  withPublished(workspace, (database) =>
    database.rows<{ month: string }>('SELECT DISTINCT month FROM files ORDER BY month'),
  ).then((rows) => rows.map(({ month }) => month));

describe('zhikong purge', () => {
  it('lists what would go and deletes nothing on a dry run', async () => {
    const held = holders();
    expect(held).toContain('zhikong.duckdb');
    expect(held.some((path) => path.startsWith('vault/'))).toBe(true);
    const before = filesOf(join(workspace, 'vault'));
    const said = await purge('--before', '2026-09-01', '--dry-run');
    expect(said.exit).toBe(0);
    expect(said.out).toContain('将忘掉（尚未删除）：2026-08');
    expect(said.out).toContain('文件 1 个、记录 40 行');
    expect(said.out).toContain('文件夹 inbox/2026-08');
    expect(await months()).toEqual(['2026-08', '2026-09', '2026-10']);
    expect(filesOf(join(workspace, 'vault'))).toEqual(before);
  });

  it('refuses a day that would forget the newest month, and one without a reason', async () => {
    const said = await purge('--before', '2026-11-01');
    expect(said.exit).toBe(2);
    expect(said.err).toContain('purge-newest');
    expect(said.err).toContain('2026-10-31');
    expect((await zhikong(['purge', '--workspace', workspace, '--before', '2026-09-01'])).exit).toBe(2);
    expect((await purge('--before', '2026-09-01', '--reason', ' ')).exit).toBe(2);
  });

  it('keeps a month that ends on the very day', async () => {
    const said = await purge('--before', '2026-08-31', '--lang', 'en');
    expect(said.out).toBe('There is no month to forget\n');
    expect(await months()).toContain('2026-08');
  });

  it('leaves no byte of the forgotten cases anywhere in the workspace, and keeps figures and reports', async () => {
    const reports = filesOf(join(workspace, 'reports'));
    const figures = () =>
      withPublished(workspace, (database) => database.rows('SELECT * FROM figures ORDER BY rowid'));
    const before = await figures();
    const said = await purge('--before', '2026-09-01', '--lang', 'en');
    expect(said.exit).toBe(0);
    expect(said.out).toContain('Later batches cannot count these cases any more');
    expect(holders()).toEqual([]);
    expect(await months()).toEqual(['2026-09', '2026-10']);
    expect(existsSync(join(workspace, 'inbox/2026-08'))).toBe(false);
    expect(await figures()).toEqual(before);
    expect(filesOf(join(workspace, 'reports'))).toEqual(reports);
    expect(readdirSync(join(workspace, 'tmp'))).toEqual([]);
    const found = await verify(workspace);
    expect(found.checks.filter(({ ok }) => !ok)).toEqual([]);
    const act = readAudit(join(workspace, 'audit.jsonl')).records.find(({ action }) => action === 'purge');
    expect(act).toMatchObject({
      object: '2026-09-01',
      reason: '保存期满',
      before: { months: ['2026-08'], files: 1, rows: 40, vaultFiles: 1 },
    });
    expect(readFileSync(join(workspace, 'history.json'), 'utf8')).not.toContain('2026-08/');
  });

  it('leaves a workspace that runs go on from, without the forgotten cases', async () => {
    await run({ month: '2026-10', workspace }, smallMaking);
    const counted = await withPublished(workspace, (database) =>
      database.rows(
        `SELECT denominator FROM figures WHERE code = 'ECMO-01' AND unit = 'H1' AND period = '2026' AND stratum = ''
         AND batch = (SELECT batch FROM batches ORDER BY rowid DESC LIMIT 1)`,
      ),
    );
    // September's and October's; with August's it would be 42.
    expect(counted).toEqual([{ denominator: '2' }]);
    expect((await verify(workspace)).ok).toBe(true);
  });
});
