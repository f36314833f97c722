import { spawn } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  binPath,
  compileDriver,
  copyWorkspace,
  filesOf,
  makeWorkspace,
  newPlace,
} from './small-workspace.js';

let [place, made, workspace] = ['', '', ''];
beforeAll(async () => {
  compileDriver();
  place = newPlace();
  [made, workspace] = [join(place, 'made'), join(place, 'workspace')];
  await makeWorkspace(made);
}, 300_000);
afterAll(() => rmSync(place, { recursive: true, force: true }));
beforeEach(() => {
  rmSync(workspace, { recursive: true, force: true });
  copyWorkspace(made, workspace);
});

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
