import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../../pipeline/batch/run.js';
import { sha256File } from '../../../pipeline/read/receive.js';
import { Database } from '../../../pipeline/warehouse/database.js';
import { contractHash } from '../../../pipeline/workspace/contract-in-use.js';
import { contractNumber } from '../../../pipeline/workspace/newer-workspace.js';
import { smallBatch } from '../../faults/driver.js';
import { copyWorkspace, filesOf, makeWorkspace } from '../../faults/small-workspace.js';
import { zhikong } from '../command/buffer.js';
import { newFolder, remove } from '../fixture.js';

let [folder, made, workspace] = ['', '', ''];
beforeAll(async () => {
  folder = newFolder();
  [made, workspace] = [join(folder, 'made'), join(folder, 'workspace')];
  await makeWorkspace(made);
});
afterAll(() => remove(folder));
beforeEach(() => {
  rmSync(workspace, { recursive: true, force: true });
  copyWorkspace(made, workspace);
});

/** Every command that opens a workspace. */
const commands: readonly string[][] = [
  ['run', '--month', '2026-10'],
  ['status', '--month', '2026-09'],
  ['explain', 'ECMO-01', '--unit', 'H1', '--period', '2026'],
  ['comply', '--hospital', 'H1'],
  ['export', '--format', 'csv', '--out', '/nowhere'],
  ['verify'],
  ['purge', '--before', '2026-01-01', '--reason', 'old'],
  ['forget', '--patient', 'P1', '--reason', 'old'],
];

/** Changes a JSON file of the workspace as a newer program would have written it. */
function rewrite(name: string, change: (json: Record<string, unknown>) => Record<string, unknown>): void {
  const path = join(workspace, name);
  const json = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  writeFileSync(path, JSON.stringify(change(json)));
}

/** The warehouse, touched as another program would have left it, and published as that would have been, in format 1. */
async function touch(...statements: string[]): Promise<void> {
  const path = join(workspace, 'zhikong.duckdb');
  const settings = { folders: [`${workspace}/`], threads: 1, memory: '500MB', temp: folder };
  const database = await Database.open(path, settings);
  for (const sql of statements) await database.run(sql);
  await database.close(path);
  rewrite('publication.json', ({ program: _, contract: __, warehouse, ...json }) => ({
    ...json,
    format: 1,
    warehouse: { ...(warehouse as object), sha256: sha256File(path), bytes: statSync(path).size },
  }));
}

describe('a workspace that a newer program has written', () => {
  const newer: readonly (readonly [
    string,
    string,
    (json: Record<string, unknown>) => Record<string, unknown>,
  ])[] = [
    [
      'a publication of a later format',
      'publication.json',
      (json) => ({ ...json, format: 3, program: 'zhikong 9.9.9' }),
    ],
    [
      'a later contract in the same format',
      'publication.json',
      (json) => ({ ...json, program: 'zhikong 9.9.9', contract: { number: contractNumber + 1, hash: 'x' } }),
    ],
    ['a publication of a shape unheard of', 'publication.json', () => ({ format: 12, all: 'else' })],
    ['a history of a later format', 'history.json', (json) => ({ ...json, format: 3 })],
    ['a journal of a later format', 'publish.json', () => ({ format: 2, steps: [] })],
  ];

  it.each(newer)('%s: every command says so and changes nothing', async (_, name, change) => {
    rewrite(name, change);
    const before = filesOf(workspace);
    for (const args of commands) {
      const { exit, out, err } = await zhikong([...args, '--workspace', workspace]);
      expect({ args, exit, out }).toEqual({ args, exit: 3, out: '' });
      expect(err).toContain('[newer-workspace]');
      expect(err).toContain('这个工作区由更新版本的 zhikong');
      expect(err).toContain('请升级程序');
      expect(err).not.toContain('损坏');
    }
    expect(filesOf(workspace)).toEqual(before);
  });

  it('names the program that wrote it', async () => {
    rewrite('publication.json', (json) => ({ ...json, format: 3, program: 'zhikong 9.9.9' }));
    const { err } = await zhikong(['verify', '--workspace', workspace]);
    expect(err).toContain('（zhikong 9.9.9）');
  });

  it('is known by its warehouse alone, which is not made anew', async () => {
    await touch(`UPDATE contract SET number = ${contractNumber + 1}, hash = 'x', program = 'zhikong 9.9.9'`);
    rmSync(join(workspace, 'publication.json'));
    const before = readFileSync(join(workspace, 'zhikong.duckdb'));
    for (const args of [commands[0], commands[1], commands[2]]) {
      const { exit, err } = await zhikong([...(args ?? []), '--workspace', workspace]);
      expect({ args, exit }).toEqual({ args, exit: 3 });
      expect(err).toContain('[newer-workspace]');
    }
    expect(readFileSync(join(workspace, 'zhikong.duckdb')).equals(before)).toBe(true);
    expect(existsSync(join(workspace, 'publication.json'))).toBe(false);
  });

  it('is not what a damaged publication is', async () => {
    writeFileSync(join(workspace, 'publication.json'), '{"format": 2, "batch"');
    const { exit, err } = await zhikong(['run', '--month', '2026-10', '--workspace', workspace]);
    expect(exit).toBe(3);
    expect(err).toContain('[damaged-publication]');
  });
});

describe('a workspace that an older program has written', () => {
  /** Contract 1: no number, no contract of a batch, and figures with a column less. */
  const older = [
    "UPDATE contract SET hash = 'old'",
    'ALTER TABLE contract DROP COLUMN number',
    'ALTER TABLE contract DROP COLUMN program',
    'ALTER TABLE batches DROP COLUMN contract',
    'ALTER TABLE figures DROP COLUMN expected',
  ];

  it('answers what its rows can, and says what must come first for the rest', async () => {
    await touch(...older);
    const status = await zhikong(['status', '--month', '2026-09', '--workspace', workspace]);
    expect(status.err).toBe('');
    expect(status.out).toContain('H1');
    for (const args of [
      ['explain', 'ECMO-01', '--unit', 'H1', '--period', '2026'], // judges rows by this program's definitions
      ['export', '--format', 'csv', '--out', join(folder, 'out')], // needs a column that is not there
    ]) {
      const { exit, err } = await zhikong([...args, '--workspace', workspace]);
      expect({ args, exit }).toEqual({ args, exit: 2 });
      expect(err).toContain('[older-workspace]');
      expect(err).toContain('请先运行 zhikong run --month 2026-09');
    }
  });

  it('verifies once it is upgraded, and its old batch is explained where the list still adds up', async () => {
    await touch(...older);
    await run({ month: '2026-10', workspace }, smallBatch);
    const verified = await zhikong(['verify', '--workspace', workspace]);
    expect(verified.out).not.toContain('FAILED');
    expect(verified.exit).toBe(0);
    const publication = JSON.parse(readFileSync(join(workspace, 'publication.json'), 'utf8'));
    expect(publication).toMatchObject({
      format: 2,
      contract: { number: contractNumber, hash: contractHash },
    });
    // The same rules gave the same counts, so the old figure can be explained all the same.
    const args = ['explain', 'ECMO-01', '--unit', 'H1', '--period', '2026-09', '--month', '2026-09'];
    expect((await zhikong([...args, '--workspace', workspace])).exit).toBe(0);
  });

  it('keeps the contract of its warehouse when it is only purged', async () => {
    rewrite('publication.json', ({ program: _, contract: __, ...json }) => ({ ...json, format: 1 }));
    await run({ month: '2026-10', workspace }, smallBatch);
    const purged = await zhikong([
      'purge',
      '--before',
      '2024-01-01',
      '--reason',
      'old',
      '--workspace',
      workspace,
    ]);
    expect(purged.exit).toBe(0);
    const publication = JSON.parse(readFileSync(join(workspace, 'publication.json'), 'utf8'));
    expect(publication).toMatchObject({
      format: 2,
      contract: { number: contractNumber, hash: contractHash },
    });
    expect((await zhikong(['verify', '--workspace', workspace])).exit).toBe(0);
  });
});
