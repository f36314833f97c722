import { describe, expect, it } from 'vitest';
import { Progress } from '../../../pipeline/command/progress.js';

/* What a person sees who waits: the share that is done and the time the rest takes at the pace so far. */

/** What is written while `steps` come, each so many seconds after the one before. */
function shown(
  live: boolean,
  steps: readonly (readonly [after: number, step: Parameters<Progress['show']>[0]])[],
) {
  let now = 0;
  const said: string[] = [];
  const terminal = { out: () => undefined, err: (text: string) => void said.push(text), live, width: 100 };
  const progress = new Progress(terminal, 'zh', () => now);
  for (const [after, step] of steps) {
    now += after * 1000;
    progress.show(step);
  }
  return said.map((text) => text.replace('\r\u001b[2K', ''));
}

const file = (done: number, part: 'receive' | 'take' = 'take') =>
  ({ phase: 'read', part, done, total: 40, label: `H${done}.csv` }) as const;

describe('progress on a terminal', () => {
  it('tells the part, the share, and after three seconds the time left', () => {
    expect(
      shown(true, [
        [0, file(0)],
        [2, file(10)],
        [3, file(20)],
        [85, file(30)],
      ]),
    ).toEqual([
      '读取 识读 [····················] 0/40 H0.csv',
      '读取 识读 [█████···············] 10/40 H10.csv',
      '读取 识读 [██████████··········] 20/40 约剩 0:05 H20.csv',
      '读取 识读 [███████████████·····] 30/40 约剩 0:30 H30.csv',
    ]);
  });

  it('begins anew with each part and phase, and guesses nothing of what has no size', () => {
    expect(
      shown(true, [
        [0, file(0, 'receive')],
        [60, file(0)],
        [2, file(20)],
        [60, { phase: 'compute' }],
      ]).slice(2),
    ).toEqual(['读取 识读 [██████████··········] 20/40 H20.csv', '计算']);
  });
});

it('is one line a phase elsewhere', () => {
  const steps = [
    file(0, 'receive'),
    file(1, 'receive'),
    file(0),
    { phase: 'compute' },
    { phase: 'report' },
  ] as const;
  expect(
    shown(
      false,
      steps.map((step) => [1, step] as const),
    ),
  ).toEqual(['读取 (40) …\n', '计算 …\n', '报告 …\n']);
});

it('says before anything is read that memory is scarce, and goes on', () => {
  const tight = { needed: 1.7e9, free: 0.9e9, memory: '200MB' };
  const said = shown(false, [
    [0, { phase: 'read', tight }],
    [0, file(0)],
  ]);
  expect(said[0]).toContain('可能需要 1.7 GB 内存，本机现有 0.9 GB：改用一个线程，数据库用 200MB');
  expect(said[1]).toBe('读取 (40) …\n');
});
