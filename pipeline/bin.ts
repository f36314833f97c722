#!/usr/bin/env node
import { processTerminal } from './command/terminal.js';
import { endOnSignals } from './interruption.js';

// A reader that has seen enough, such as `| head`, closes the pipe: no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
// Whatever a batch writes is for its owner alone.
process.umask(0o077);
const terminal = processTerminal();
endOnSignals(terminal.err);
// Loading the rest takes long enough for a signal to come.
const { main } = await import('./cli.js').catch(notLoaded);
process.exitCode = await main(process.argv.slice(2), terminal);
// A signal that came while nothing could be heard is answered: the turn that ends here had looked for signals before, the next looks again.
for (let turn = 0; turn < 2; turn += 1) await new Promise(setImmediate);

/** Node by itself would end with 1, which stands for work that is done. */
function notLoaded(error: unknown): never {
  const { zh, en, code } = hasFewFiles()
    ? {
        zh: '程序须能同时打开至少 512 个文件，但系统的上限更低：程序没有启动，没有改动任何内容。请提高上限（如 ulimit -n 1024）后重新运行。',
        en: 'The program must be allowed 512 open files, but the limit of the system is lower: it did not start, and nothing was changed. Raise the limit, such as by ulimit -n 1024, and run again.',
        code: 'too-few-files',
      }
    : {
        zh: `程序的文件应当齐全，但有的无法载入：${(error as Error).message}。程序没有启动，没有改动任何内容。请重新安装。`,
        en: 'The files of the program must all be there, but some could not be loaded: it did not start, and nothing was changed. Install it again.',
        code: 'not-loaded',
      };
  terminal.err(`${zh}\n${en}\n[${code}]\n`);
  process.exit(3);
}

/** Where files are refused, Node says only sometimes that it is for their number; the limit is what the system reports. */
function hasFewFiles(): boolean {
  const { userLimits } = process.report.getReport() as {
    readonly userLimits?: { readonly open_files?: { readonly soft: number | 'unlimited' } };
  };
  return Number(userLimits?.open_files?.soft) < 512;
}
