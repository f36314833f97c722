import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { endOf } from './drive.js';
import { binPath, filesOf, freshWorkspaces } from './small-workspace.js';

const { workspace } = freshWorkspaces();

/** `run` under limits that bash sets first. */
const runUnder = (limit: string) =>
  endOf(
    'bash',
    [
      '-c',
      `${limit}; exec "$0" "$@"`,
      process.execPath,
      binPath,
      'run',
      '--month',
      '2026-10',
      '--workspace',
      workspace,
    ],
    process.env,
  );

describe('a limit that a run cannot keep to', () => {
  it.skipIf(process.platform === 'win32')(
    'on open files is told in both languages with what it needs, and with 3: 1 stands for work that is done',
    { timeout: 60_000 },
    async () => {
      const before = filesOf(workspace);
      const { code, said } = await runUnder('ulimit -n 64');
      expect(code, said).toBe(3);
      expect(said).toMatch(
        /^程序须能同时打开至少 512 个文件.*\n.* allowed 512 open files.*\n\[too-few-files\]\n$/,
      );
      expect(filesOf(workspace)).toEqual(before);
    },
  );

  it('on the memory of the database names the setting and what it allows, and leaves what is published', {
    timeout: 120_000,
  }, async () => {
    writeFileSync(join(workspace, 'zhikong.config.json'), '{"memory": "10MB"}');
    const before = filesOf(join(workspace, 'reports'));
    const { code, said } = await runUnder('true');
    expect(code, said).toBe(3);
    expect(said).toMatch(/内存不足.*（现为 9\.5 MiB）由 zhikong\.config\.json 的 memory 决定/);
    expect(said).toMatch(/Out of memory\..*now 9\.5 MiB, is the setting memory/);
    expect(said.endsWith('[out-of-memory]\n')).toBe(true);
    expect(said).not.toContain('CREATE');
    expect(filesOf(join(workspace, 'reports'))).toEqual(before);
    expect(existsSync(join(workspace, 'zhikong.lock'))).toBe(false);
  });

  it('on the memory of the database goes on with one thread where several need more, to the same figures', {
    timeout: 300_000,
  }, async () => {
    const settings = (of: object) =>
      writeFileSync(join(workspace, 'zhikong.config.json'), JSON.stringify(of));
    const figures = () => filesOf(join(workspace, 'reports/2026-10'))['centre/figures.csv'];
    settings({ threads: 1 });
    expect((await runUnder('true')).code).toBe(1);
    const undisturbed = figures();
    rmSync(join(workspace, 'reports/2026-10'), { recursive: true });
    // What one thread gets by with; sixteen each want buffers of their own.
    settings({ threads: 16, memory: '90MB' });
    const { code, said } = await runUnder('true');
    expect(code, said).toBe(1);
    expect(said).toContain('内存不够几个线程同时使用：改用一个线程，从头运行（较慢）。');
    expect(figures()).toBe(undisturbed);
  });
});
