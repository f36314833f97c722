import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DemoMonth } from '../../data-samples/generator/demo.js';
import { makeFolder, remove, rename, writeNew } from '../effects/effects.js';
import { InputError, isDiskFull } from '../message/errors.js';
import { vocabulary as v } from '../message/vocabulary.js';
import { headline } from '../technology/index.js';
import type { DemoFlags } from './flags.js';
import { runCommand } from './run-command.js';
import { jsonText, plain, type Terminal } from './terminal.js';

/** A file that explains the folder and marks it as a demo. */
const mark = 'zhikong-demo.txt';

/**
 * `zhikong demo`: puts a month of invented hospitals into a folder of its own, runs it as `zhikong run` does, and suggests what to try
 * next. The folder is a workspace with its inbox. The inbox of an earlier demo is kept, so that people can change a file and see the
 * effect.
 *
 * Exit 0 when the month is run, although `zhikong run` ends with 1 for its deliberate flaws.
 *
 * @throws {InputError} `no-folder` where a file stands in the folder's place; `not-a-demo` for a folder with other content, which is left
 *   untouched; `cannot-write`
 */
export async function demoCommand(flags: DemoFlags, demo: DemoMonth, terminal: Terminal): Promise<number> {
  const { lang, json } = flags;
  const out = join(flags.out); // Without ./
  layOut(out, demo);
  const said: string[] = [];
  const exit = await runCommand(
    {
      month: demo.month,
      workspace: out,
      lang,
      json,
      // The demo's month is over unless the clock is wrong, and then the demo must still run.
      future: true,
      reason: 'zhikong demo',
    },
    { ...terminal, out: (text) => said.push(text) },
  );
  const { month, explained, checked } = demo;
  const file = join(out, 'inbox', month, ...checked.file.split('/'));
  const next = [
    `explain ${headline} --unit ${explained} --period 2026`,
    `check ${argument(file)} --hospital ${checked.hospital} --month ${month}`,
  ];
  const program = process.env['npm_command'] === 'exec' ? 'npx zhikong' : 'zhikong';
  const inLanguage = lang === 'zh' ? '' : ` --lang ${lang}`;
  const commands = [
    `${program} ${next[0]} --workspace ${argument(out)}${inLanguage}`,
    `${program} ${next[1]}${inLanguage}`,
  ];
  if (json) terminal.out(`${jsonText({ folder: out, next: commands, run: JSON.parse(said.join('')) })}\n`);
  else terminal.out(`${said.join('')}${words[lang](demo, out, commands)}\n`);
  return exit === 1 ? 0 : exit;
}

const words = {
  zh: ({ hospitals }: DemoMonth, out: string, [explain, check]: readonly string[]) =>
    [
      `以上是 ${hospitals} 家虚构医院的一个月，其中有意放了错误，所以有${v.refused.zh}的文件和${v.heldBack.zh}的行。请用浏览器打开报告。`,
      `全部内容在 ${plain(out)} 中：收件箱在 ${plain(join(out, 'inbox'))}，改动其中的文件后再运行 demo 即按改动后的计算；不需要时整个删去即可。`,
      '接下来可以试：',
      '  一个数字里的每个病例：',
      `    ${explain}`,
      '  医院上报前的自查：',
      `    ${check}`,
    ].join('\n'),
  en: ({ hospitals }: DemoMonth, out: string, [explain, check]: readonly string[]) =>
    [
      `This was a month of ${hospitals} invented hospitals. It holds flaws on purpose, so files are refused and rows held back. Open the report in a browser.`,
      `Everything lies in ${plain(out)}. Its inbox is ${plain(join(out, 'inbox'))}: change a file there and run the demo again to see what comes of it. Delete the folder when you have done.`,
      'To try next:',
      '  every case of a figure:',
      `    ${explain}`,
      '  what a hospital learns before it submits:',
      `    ${check}`,
    ].join('\n'),
};

const markText = `此文件夹由 zhikong demo 生成，是一个示例工作区；其中的医院和患者都是虚构的。可以整个删去。
This folder was made by zhikong demo: a workspace to try. All hospitals and patients in it are invented. It may be deleted as a whole.
`;

/** Makes the folder with its inbox, which gets its name once it is complete. */
function layOut(out: string, { month, files }: DemoMonth): void {
  try {
    refuseOthers(out);
    makeFolder(out);
    if (!existsSync(join(out, mark))) writeNew(join(out, mark), markText);
    const inbox = join(out, 'inbox');
    if (existsSync(inbox)) return;
    const making = join(out, 'inbox.new');
    remove(making);
    for (const [path, bytes] of files) {
      const target = join(making, month, ...path.split('/'));
      makeFolder(dirname(target));
      writeNew(target, bytes);
    }
    rename(making, inbox);
  } catch (cause) {
    if (cause instanceof InputError || isDiskFull(cause)) throw cause;
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new InputError(
      'cannot-write',
      {
        zh: `必须能写入 ${plain(out)}，但系统报告 ${reason}。请检查是否有权写入，或用 --out 指定另一个文件夹。`,
        en: `${plain(out)} must be writable, but the system says ${reason}. Check that you may write there, or name another folder with --out.`,
      },
      { cause },
    );
  }
}

function refuseOthers(out: string): void {
  const found = statSync(out, { throwIfNoEntry: false });
  if (!found) return;
  if (!found.isDirectory())
    throw new InputError('no-folder', {
      zh: `--out 应为文件夹，但 ${plain(out)} 不是。请换一个文件夹。`,
      en: `--out must be a folder, but ${plain(out)} is none. Name another.`,
    });
  const names = readdirSync(out);
  if (names.length === 0 || names.includes(mark)) return;
  const shown = names.slice(0, 3).map(plain);
  throw new InputError('not-a-demo', {
    zh: `示例只写入新的、空的或它自己的文件夹，但 ${plain(out)} 里已有别的内容：${shown.join('、')}${names.length > 3 ? ' 等' : ''}。没有改动任何内容。请用 --out 指定另一个文件夹。`,
    en: `The demo is written into a folder that is new, empty or its own, but ${plain(out)} holds something else: ${shown.join(', ')}${names.length > 3 ? ' and others' : ''}. Nothing was changed. Name another folder with --out.`,
  });
}

/** A path as a shell argument, quoted where necessary. */
const argument = (path: string) => (/^[\p{L}\p{N}_./\\:~-]+$/u.test(path) ? path : `"${plain(path)}"`);
