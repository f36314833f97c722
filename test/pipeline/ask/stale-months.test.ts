import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../../pipeline/batch/run.js';
import { smallBatch } from '../../faults/driver.js';
import { zhikong } from '../command/buffer.js';
import { csv, ecmoDeath, ecmoRun, newFolder, oneThreaded, remove, writeFiles } from '../fixture.js';

/*
 * One hospital, a file a month. Of May's two runs both are effective until May is corrected: then one. June and July hold one effective
 * run each, so ECMO-01 of 2026 is 3/3 by June and 4/4 by July, and 2/3 and 3/4 after the correction.
 */
let workspace = '';
beforeEach(() => {
  workspace = oneThreaded(newFolder());
});
afterEach(() => remove(workspace));

const on = (month: string, day: number) => ({
  started_at: `2026-${month}-0${day} 08:00`,
  ended_at: `2026-${month}-1${day} 08:00`,
  discharged_at: `2026-${month}-2${day} 08:00`,
});
const put = (month: string, text: string) =>
  writeFiles(join(workspace, 'inbox', month), { 'H1/e.csv': text });
const month = async (name: string, asOf?: string) =>
  run({ workspace, month: name, ...(asOf === undefined ? {} : { asOf }) }, smallBatch);
const counted = ({ data }: Awaited<ReturnType<typeof month>>) => {
  const found = data.figures.find(
    ({ code, unit, period, stratum }) =>
      code === 'ECMO-01' && unit === 'H1' && period === '2026' && stratum === '',
  );
  return [found?.numerator, found?.denominator];
};
const ask = (...args: string[]) => zhikong([...args, '--workspace', workspace]);

async function threeMonths() {
  put('2026-05', csv([ecmoRun('1', on('05', 1)), ecmoRun('2', on('05', 2))]));
  put('2026-06', csv([ecmoRun('3', on('06', 1))]));
  put('2026-07', csv([ecmoRun('4', on('07', 1))]));
  for (const name of ['2026-05', '2026-06', '2026-07']) expect((await month(name)).stale).toEqual([]);
}

describe('a month', () => {
  it('is stale once an older one was corrected, and no more when it was run again', async () => {
    await threeMonths();
    put(
      '2026-05',
      csv([ecmoRun('1', on('05', 1)), ecmoDeath('2', { ...on('05', 2), died_at: '2026-05-12 09:00' })]),
    );
    const corrected = await month('2026-05');
    expect(counted(corrected)).toEqual([1, 2]);
    expect(corrected.stale).toEqual([
      { month: '2026-06', as_of: '2026-06-30' },
      { month: '2026-07', as_of: '2026-07-31' },
    ]);
    // The page of the month that changed them says so too.
    expect(corrected.data.toRenew.map(({ month }) => month)).toEqual(['2026-06', '2026-07']);
    const { exit, out } = await ask('status', '--month', '2026-07');
    expect(exit).toBe(1);
    expect(out).toContain('2026-06、2026-07 发布之后');
    const told = await ask('explain', 'ECMO-01', '--unit', 'H1', '--period', '2026', '--month', '2026-07');
    expect(told).toMatchObject({ exit: 2, err: expect.stringContaining('[stale-month]') });

    const june = await month('2026-06');
    expect(counted(june)).toEqual([2, 3]);
    expect(june.stale.map(({ month: name }) => name)).toEqual(['2026-07']);
    const july = await month('2026-07');
    expect(counted(july)).toEqual([3, 4]);
    expect(july.stale).toEqual([]);
    expect(
      (await ask('explain', 'ECMO-01', '--unit', 'H1', '--period', '2026', '--month', '2026-07')).exit,
    ).toBe(0);
  });

  it('is not stale for an earlier as-of day of another, nor for a newer month', async () => {
    await threeMonths();
    expect((await month('2026-05', '2026-05-11')).stale).toEqual([]);
    put('2026-08', csv([ecmoRun('5', on('08', 1))]));
    expect((await month('2026-08')).stale).toEqual([]);
  });

  it('stays fresh when old cases are deleted by rule', async () => {
    put(
      '2023-05',
      csv([
        ecmoRun('0', {
          started_at: '2023-05-01 08:00',
          ended_at: '2023-05-11 08:00',
          discharged_at: '2023-05-21 08:00',
        }),
      ]),
    );
    await month('2023-05');
    await threeMonths();
    expect((await ask('purge', '--before', '2024-01-01', '--reason', '保存期满')).exit).toBe(0);
    const { out } = await ask('status', '--month', '2026-07');
    expect(out).not.toContain('发布之后');
  });
});

describe('zhikong run --stale', () => {
  it('runs what is stale in order, each up to its own day, and says when there is nothing', async () => {
    await threeMonths();
    put('2026-05', csv([ecmoRun('1', on('05', 1))]));
    await month('2026-05');
    const { out } = await ask('run', '--stale');
    expect(
      [...out.matchAll(/(2026-\d\d) 批次完成（数据截至 (\S+)，/g)].map(([, name, day]) => `${name} ${day}`),
    ).toEqual(['2026-06 2026-06-30', '2026-07 2026-07-31']);
    expect(await ask('run', '--stale')).toMatchObject({
      exit: 0,
      out: expect.stringContaining('没有需要重新运行的月份'),
    });
  }, 600_000);
});
