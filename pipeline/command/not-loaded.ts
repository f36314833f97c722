import { DefinitionError, InputError } from '../message/errors.js';

/**
 * The error, with exit 3, for a part of the program that could not be loaded: Node itself would end with 1, which means done.
 * `bad-definition` where a declaration contradicts itself, `too-few-files` where the system allows too few open files, else `not-loaded`.
 */
export function notLoaded(cause: unknown): InputError {
  if (cause instanceof DefinitionError)
    return new InputError(
      'bad-definition',
      {
        zh: `定义必须自洽，但有一处不是：${cause.message}。程序没有启动，没有改动任何内容。请更正该定义后重新构建。`,
        en: `Definitions must not contradict themselves, but one does: ${cause.message}. The program did not start, and nothing was changed. Correct the definition and build again.`,
      },
      { exit: 3, cause },
    );
  if (hasFewFiles())
    return new InputError(
      'too-few-files',
      {
        zh: '程序须能同时打开至少 512 个文件，但系统的上限更低：程序没有启动，没有改动任何内容。请提高上限（如 ulimit -n 1024）后重新运行。',
        en: 'The program must be allowed 512 open files, but the limit of the system is lower: it did not start, and nothing was changed. Raise the limit, such as by ulimit -n 1024, and run again.',
      },
      { exit: 3, cause },
    );
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new InputError(
    'not-loaded',
    {
      zh: `程序的文件应当齐全，但有的无法载入：${reason}。程序没有启动，没有改动任何内容。请重新安装。`,
      en: `The files of the program must all be there, but some could not be loaded: ${reason}. It did not start, and nothing was changed. Install it again.`,
    },
    { exit: 3, cause },
  );
}

/** Whether few files may be open: Node does not always name that reason, so the system's limit is read. */
function hasFewFiles(): boolean {
  const { userLimits } = process.report.getReport() as {
    readonly userLimits?: { readonly open_files?: { readonly soft: number | 'unlimited' } };
  };
  return Number(userLimits?.open_files?.soft) < 512;
}
