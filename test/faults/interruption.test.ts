import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../pipeline/batch/run.js';
import { csv, ecmoRun, writeFiles } from '../pipeline/fixture.js';
import { smallBatch } from './driver.js';
import { binPath, filesOf, freshWorkspaces } from './small-workspace.js';

const { place, made, workspace } = freshWorkspaces();

/** Runs a command line and sends it a signal as soon as something holds. */
async function stopped(args: readonly string[], signal: NodeJS.Signals, when: (err: string) => boolean) {
  const child = spawn(process.execPath, [binPath, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: place },
  });
  let [out, err, isSent] = ['', '', false];
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    err += String(chunk);
  });
  const look = setInterval(() => {
    if (isSent || !when(err)) return;
    isSent = true;
    child.kill(signal);
  }, 2);
  const exit = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(look);
  return { exit, out, err };
}

const isPublished = (path: string) =>
  /^(reports\/|zhikong\.duckdb|publication\.json|history\.json)/.test(path);
const published = () => Object.entries(filesOf(workspace)).filter(([path]) => isPublished(path));

describe('a signal', () => {
  it.each([
    ['SIGINT', 130, '读取'],
    ['SIGINT', 130, '计算'],
    ['SIGTERM', 143, '计算'],
    ['SIGHUP', 129, '报告'],
  ] as const)(
    '%s ends a run with %i and a sentence, no lock and nothing half done (during %s)',
    { timeout: 120_000 },
    async (signal, code, phase) => {
      const before = published();
      const args = ['run', '--month', '2026-10', '--workspace', workspace];
      const { exit, out, err } = await stopped(args, signal, (text) => text.includes(phase));
      expect({ exit, out }).toEqual({ exit: code, out: '' });
      expect(err).toContain(`已按要求中断（${signal}）：没有发布任何内容`);
      expect(err).toContain('nothing was published');
      expect(existsSync(join(workspace, 'zhikong.lock'))).toBe(false);
      expect(readdirSync(join(workspace, 'tmp'))).toEqual([]);
      expect(readdirSync(join(workspace, 'vault')).filter((name) => name.startsWith('incoming-'))).toEqual(
        [],
      );
      expect(published()).toEqual(before);
      expect(filesOf(workspace)['audit.jsonl']).toContain('"error":"interrupted"');
    },
  );

  it('that comes while a run is being published lets it be whole, says so and claims nothing else', {
    timeout: 120_000,
  }, async () => {
    const isSealed = () =>
      readdirSync(join(workspace, 'tmp')).some((name) =>
        existsSync(join(workspace, 'tmp', name, 'report/manifest.json')),
      );
    const args = ['run', '--month', '2026-10', '--workspace', workspace];
    const { exit, out, err } = await stopped(args, 'SIGINT', isSealed);
    // A row is held back and a file refused.
    expect({ exit, err: err.slice(err.indexOf('发布 …')) }).toEqual({
      exit: 1,
      err: expect.stringMatching(/^发布 …\n\n收到中断（SIGINT）时命令已经完成[\s\S]*\[already-done\]\n$/),
    });
    expect(out).toContain('2026-10 批次完成');
    expect(existsSync(join(workspace, 'reports/2026-10/manifest.json'))).toBe(true);
    expect(existsSync(join(workspace, 'zhikong.lock'))).toBe(false);
    expect(readdirSync(join(workspace, 'tmp'))).toEqual([]);
    expect(filesOf(workspace)['audit.jsonl']).not.toContain('"error":"interrupted"');
  });

  it('after a month that is published already says that it stands, and not that nothing was published', {
    timeout: 180_000,
  }, async () => {
    const august = (died: string) =>
      writeFiles(join(workspace, 'inbox/2026-08/H1'), {
        'ecmo.csv': csv([
          ecmoRun('H1-0', {
            started_at: '2026-08-05 08:00',
            ended_at: '2026-08-10 08:00',
            discharged_at: died,
          }),
        ]),
      });
    august('2026-08-20 08:00');
    for (const month of ['2026-08', '2026-09', '2026-10']) await run({ month, workspace }, smallBatch);
    august('2026-08-21 08:00');
    await run({ month: '2026-08', workspace }, smallBatch);
    const october = () => readFileSync(join(workspace, 'reports/2026-10/manifest.json'), 'utf8');
    const before = october();
    const inSecond = (err: string) => err.split('计算').length > 2;
    const args = ['run', '--stale', '--workspace', workspace];
    const { exit, out, err } = await stopped(args, 'SIGINT', inSecond);
    expect(exit).toBe(130);
    expect(out).toContain('2026-09 批次完成');
    expect(err).toContain('此前已完成的发布有效');
    expect(err).not.toContain('没有发布任何内容，已发布的结果没有改动');
    expect(october()).toBe(before);
    expect(existsSync(join(workspace, 'zhikong.lock'))).toBe(false);
  });

  it('ends verify the same way', { timeout: 120_000 }, async () => {
    const args = ['verify', '--workspace', workspace];
    const { exit, out, err } = await stopped(args, 'SIGINT', () =>
      existsSync(join(workspace, 'zhikong.lock')),
    );
    expect({ exit, out }).toEqual({ exit: 130, out: '' });
    expect(err).toContain('[interrupted]');
    expect(existsSync(join(workspace, 'zhikong.lock'))).toBe(false);
    expect(readdirSync(join(workspace, 'tmp'))).toEqual([]);
  });

  it('ends check the same way, without its folder', { timeout: 120_000 }, async () => {
    const mine = () => readdirSync(place).filter((name) => /^zhikong-[0-9a-f]{16}$/.test(name));
    const args = ['check', join(made, 'inbox/2026-10/H1/ecmo.csv'), '--hospital', 'H1'];
    const { exit, err } = await stopped(args, 'SIGINT', () => mine().length > 0);
    expect(exit).toBe(130);
    expect(err).toContain('[interrupted]');
    expect(mine()).toEqual([]);
  });
});
