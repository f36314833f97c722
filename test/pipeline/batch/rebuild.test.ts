import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../../../pipeline/batch/run.js';
import type { InputError } from '../../../pipeline/message/errors.js';
import { sha256File } from '../../../pipeline/read/receive.js';
import { Database } from '../../../pipeline/warehouse/database.js';
import { smallBatch } from '../../faults/driver.js';
import { filesOf } from '../../faults/small-workspace.js';
import { csv, ecmoDeath, ecmoRun, newFolder, oneThreaded, remove, writeFiles } from '../fixture.js';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach(remove));

const septemberCase = ecmoRun('9', {
  started_at: '2026-09-05 08:00',
  ended_at: '2026-09-10 08:00',
  discharged_at: '2026-09-20 08:00',
});

/** A workspace with September and a corrected October, and a way to touch its warehouse. */
async function workspaceOfTwoMonths() {
  const root = newFolder();
  folders.push(root);
  const [workspace, inbox] = [oneThreaded(join(root, 'workspace')), join(root, 'inbox')];
  const go = (month: string) => run({ month, workspace, inbox }, smallBatch);
  writeFiles(inbox, {
    '2026-09/H1/ecmo.csv': csv([septemberCase]),
    '2026-10/H1/ecmo.csv': csv([septemberCase, ecmoDeath('1')]),
  });
  await go('2026-09');
  await go('2026-10');
  writeFiles(inbox, { '2026-10/H1/ecmo.csv': csv([septemberCase, ecmoRun('1'), ecmoRun('2')]) });
  await go('2026-10');
  const touch = async (sql: string) => {
    const path = join(workspace, 'zhikong.duckdb');
    const database = await Database.open(path, {
      folders: [`${workspace}/`],
      threads: 2,
      memory: '1GB',
      temp: root,
    });
    const rows = await database.rows(sql);
    await database.close(path);
    rmSync(join(workspace, 'publication.json'), { force: true }); // else it would be a damaged warehouse
    return rows;
  };
  return {
    workspace,
    inbox,
    go,
    touch,
    figures: () => readFileSync(join(workspace, 'reports/2026-10/centre/figures.csv'), 'utf8'),
  };
}

describe('a warehouse made by another contract', () => {
  it('is made anew from the vault: replaced files stay replaced, batches stay on record, figures are the same', async () => {
    const { go, touch, figures } = await workspaceOfTwoMonths();
    const before = figures();
    const batches = await touch('SELECT batch, month FROM batches ORDER BY ALL');
    // As an earlier program would have left it: another contract, and a column worked out another way.
    await touch("UPDATE contract SET hash = 'old'");
    await touch('UPDATE ecmo_runs SET alive_48h_after_removal = false');
    // And with fewer columns than the ledger has now.
    for (const column of ['inbox', 'mapping', 'received_at', 'content'])
      await touch(`ALTER TABLE files DROP COLUMN ${column}`);
    await go('2026-10');
    expect(figures()).toBe(before);
    expect(await touch('SELECT batch, month FROM batches ORDER BY ALL')).toEqual(batches);
    expect(await touch('SELECT month, live FROM submissions ORDER BY file_id')).toEqual([
      { month: '2026-09', live: true },
      { month: '2026-10', live: false },
      { month: '2026-10', live: true },
    ]);
    expect(await touch("SELECT count(*) AS n FROM figures WHERE batch LIKE '2026-09%'")).not.toEqual([
      { n: '0' },
    ]);
  });

  it('is refused when a file is missing from the vault, or altered, naming month, hospital, file and hash', async () => {
    const { workspace, inbox, go, touch } = await workspaceOfTwoMonths();
    const [ninth] = await touch("SELECT sha256 FROM files WHERE month = '2026-09'");
    const [tenth] = await touch("SELECT sha256 FROM files WHERE month = '2026-10' ORDER BY file_id");
    const at = (sha: unknown) => join(workspace, 'vault', String(sha).slice(0, 2), String(sha));
    const altered = at(tenth?.['sha256']);
    const replaced = readFileSync(altered, 'utf8');
    await touch("UPDATE contract SET hash = 'old'");
    rmSync(at(ninth?.['sha256']));
    // A death becomes a recovery: the row still reads.
    writeFileSync(altered, replaced.replace('死亡', '心肺功能改善'));
    const reports = filesOf(join(workspace, 'reports'));
    rmSync(join(inbox, '2026-09/H1/ecmo.csv'));
    writeFiles(inbox, { '2026-09/H2/note.csv': 'x\n' });
    const refused = await go('2026-10').catch((error: InputError) => error);
    expect(refused).toMatchObject({ code: 'vault-incomplete', exit: 3 });
    const { zh } = (refused as InputError).text;
    expect(zh).toContain(`2026-09，H1，H1/ecmo.csv（缺失，${ninth?.['sha256']}）`);
    expect(zh).toContain(`2026-10，H1，H1/ecmo.csv（内容已被改动，${tenth?.['sha256']}）`);
    expect(filesOf(join(workspace, 'reports'))).toEqual(reports);
    // The replaced file of October lies nowhere but in its sender's hands, who lays it into the inbox once more.
    writeFiles(inbox, {
      '2026-08/H1/again.csv': replaced,
      '2026-09/H1/ecmo.csv': csv([septemberCase]),
    });
    await go('2026-10');
    expect(readFileSync(altered, 'utf8')).toBe(replaced);
    expect(sha256File(at(ninth?.['sha256']))).toBe(ninth?.['sha256']);
    expect(filesOf(join(workspace, 'reports'))).toEqual(reports);
  });
});

describe('a warehouse that is lost', () => {
  it('is not made anew from a file that was altered: nothing is published', async () => {
    const { workspace, inbox, go, touch } = await workspaceOfTwoMonths();
    const publication = readFileSync(join(workspace, 'publication.json'));
    const [file] = await touch("SELECT sha256 FROM files WHERE month = '2026-10' ORDER BY file_id DESC");
    writeFileSync(join(workspace, 'publication.json'), publication);
    const sha = String(file?.['sha256']);
    const path = join(workspace, 'vault', sha.slice(0, 2), sha);
    writeFileSync(path, readFileSync(path, 'utf8').replace('心肺功能改善', '死亡'));
    rmSync(join(workspace, 'zhikong.duckdb'));
    rmSync(join(inbox, '2026-10/H1/ecmo.csv'));
    writeFiles(inbox, { '2026-10/H2/ecmo.csv': csv([ecmoRun('7')]) });
    const reports = filesOf(join(workspace, 'reports'));
    const refused = await go('2026-10').catch((error: InputError) => error);
    expect(refused).toMatchObject({ code: 'vault-incomplete', exit: 3 });
    expect((refused as InputError).text.en).toContain(`2026-10, H1, H1/ecmo.csv (altered, ${sha})`);
    expect(filesOf(join(workspace, 'reports'))).toEqual(reports);
    expect(existsSync(join(workspace, 'zhikong.duckdb'))).toBe(false);
  });
});
