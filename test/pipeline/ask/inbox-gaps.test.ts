import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InboxGaps } from '../../../pipeline/ask/inbox-gaps.js';
import { run } from '../../../pipeline/batch/run.js';
import { gapLines } from '../../../pipeline/command/gap-words.js';
import { smallBatch } from '../../faults/driver.js';
import { zhikong } from '../command/buffer.js';
import { csv, ecmoRun, newFolder, oneThreaded, remove, writeFiles } from '../fixture.js';

let folder = '';
let workspace = '';
beforeAll(() => {
  folder = newFolder();
  workspace = oneThreaded(join(folder, 'workspace'));
  writeFiles(join(workspace, 'inbox'), {
    '2026-05/H1/e.csv': monthly('05', 1),
    '2026-06/H1/e.csv': monthly('06', 12),
    '2026-07/H1/e.csv': monthly('07', 2),
    '2026-09/H1/e.csv': monthly('09', 1),
  });
});
afterAll(() => remove(folder));

/** As many cases of a month. */
const monthly = (month: string, count: number) =>
  csv(
    Array.from({ length: count }, (_, i) =>
      ecmoRun(`${month}-${i}`, {
        started_at: `2026-${month}-05 08:00`,
        ended_at: `2026-${month}-10 08:00`,
        discharged_at: `2026-${month}-20 08:00`,
      }),
    ),
  );
const go = (month: string) => run({ month, workspace }, smallBatch);
const counted = ({ data }: Awaited<ReturnType<typeof go>>) =>
  data.figures.find((f) => f.code === 'ECMO-01' && f.unit === 'H1' && f.period === '2026' && f.stratum === '')
    ?.denominator;
const nothing: InboxGaps = { neverRun: [], between: [], waiting: [], unseen: [] };
const status = async (month: string) => {
  const said = await zhikong(['status', '--workspace', workspace, '--month', month]);
  return { exit: said.exit, told: said.out.slice(said.out.indexOf('收件箱里有、数字里没有的')) };
};

describe('what lies in the inbox and is not in the figures', () => {
  it('is told by the run and by status: a month between others that nobody ran', async () => {
    expect((await go('2026-05')).gaps).toEqual({ ...nothing, waiting: ['2026-06', '2026-07', '2026-09'] });
    const july = await go('2026-07');
    // One case of May and two of July: June's twelve are missing, and that is said.
    expect(counted(july)).toBe(3);
    expect(july.gaps).toEqual({
      ...nothing,
      neverRun: ['2026-06'],
      between: ['2026-06'],
      waiting: ['2026-09'],
    });
    expect(gapLines(july.gaps, 'zh')[0]).toContain('从未运行的月份：2026-06。');
    const { exit, told } = await status('2026-07');
    expect(exit).toBe(1);
    expect(told).toContain('从未运行的月份：2026-06。');
    expect(told).toContain('最近一次之后还没有运行的月份：2026-09');
  }, 120_000);

  it('is nothing once the month was run', async () => {
    await go('2026-06');
    const july = await go('2026-07');
    expect(counted(july)).toBe(15);
    expect(july.gaps).toEqual({ ...nothing, waiting: ['2026-09'] });
  }, 120_000);

  it('is a file that came late, until its month is run once more', async () => {
    writeFiles(join(workspace, 'inbox'), { '2026-06/H2/e.csv': monthly('06', 1) });
    const { gaps } = await go('2026-07');
    expect(gaps.unseen).toEqual([{ month: '2026-06', files: ['H2/e.csv'] }]);
    expect((await status('2026-07')).told).toContain(
      '2026-06 的收件箱里有 1 个文件不曾被任何一次运行收入：H2/e.csv',
    );
    await go('2026-06');
    expect((await go('2026-07')).gaps.unseen).toEqual([]);
  }, 120_000);

  it('is what a backup did not have yet', async () => {
    const backup = join(folder, 'backup');
    cpSync(workspace, backup, { recursive: true });
    writeFiles(join(workspace, 'inbox'), { '2026-06/H1/e.csv': monthly('06', 11) });
    await go('2026-06');
    await go('2026-09');
    // The backup comes back; the inbox, which hospitals fill, is that of today.
    rmSync(join(backup, 'inbox'), { recursive: true });
    cpSync(join(workspace, 'inbox'), join(backup, 'inbox'), { recursive: true });
    rmSync(workspace, { recursive: true });
    cpSync(backup, workspace, { recursive: true });
    const { exit, told } = await status('2026-07');
    expect(exit).toBe(1);
    expect(told).toContain('2026-06 的收件箱里有 1 个文件不曾被任何一次运行收入：H1/e.csv');
    expect(told).toContain('还没有运行的月份：2026-09');
  }, 120_000);

  it('is not told of months whose cases were deleted, and of an inbox that is not there', async () => {
    writeFiles(join(workspace, 'inbox'), { '2023-05/H1/e.csv': monthly('05', 1) });
    expect((await status('2026-07')).told).toContain('2023-05');
    const purged = await zhikong([
      'purge',
      '--workspace',
      workspace,
      '--before',
      '2024-01-01',
      '--reason',
      '期满',
    ]);
    expect(purged.exit).toBe(0);
    writeFiles(join(workspace, 'inbox'), { '2023-06/H1/e.csv': monthly('06', 1) });
    expect((await status('2026-07')).told).not.toContain('2023');
    const elsewhere = await zhikong([
      'status',
      '--workspace',
      workspace,
      '--month',
      '2026-07',
      '--inbox',
      join(folder, 'none'),
    ]);
    expect([elsewhere.exit, elsewhere.out.includes('数字里没有')]).toEqual([0, false]);
  }, 120_000);
});
