import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Said } from './pipeline/command/buffer.js';

/** The program as it is delivered, compiled into a folder of its own, for tests that need a process of their own. */
export class BuiltProgram {
  readonly #folder = mkdtempSync(join(tmpdir(), 'zhikong-built-'));

  constructor() {
    const root = resolve('.');
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const options = [
      '-p',
      'tsconfig.build.json',
      '--declaration',
      'false',
      '--outDir',
      join(this.#folder, 'dist'),
    ];
    const { status, stdout } = spawnSync(process.execPath, [compiler, ...options], {
      cwd: root,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`the program does not compile: ${stdout}`);
    for (const name of ['node_modules', 'package.json'])
      symlinkSync(join(root, name), join(this.#folder, name));
  }

  /** Runs one command line in a process of its own. */
  run(
    args: readonly string[],
    { node = [] as readonly string[], environment = {} as NodeJS.ProcessEnv } = {},
  ): Said {
    const program = join(this.#folder, 'dist', 'pipeline', 'command', 'bin.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [...node, program, ...args], {
      cwd: this.#folder,
      encoding: 'utf8',
      env: { ...process.env, ...environment },
    });
    return { exit: status ?? -1, out: stdout, err: stderr };
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
