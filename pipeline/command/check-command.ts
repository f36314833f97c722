import { draftMapping, selfCheck } from '../self-check/self-check.js';
import { checkText } from './check-text.js';
import type { CheckFlags } from './flags.js';
import { plain, type Terminal } from './terminal.js';

/**
 * `zhikong check`: what the centre will find in a hospital's files. Exit 1 when a file is refused or a row held back. With
 * `--suggest-mapping` only the draft goes to standard output, so that it can be saved as a file.
 */
export async function checkCommand(
  files: readonly string[],
  { suggestMapping, lang, json, ...flags }: CheckFlags,
  terminal: Terminal,
): Promise<number> {
  if (suggestMapping) {
    const { draft, unseen } = await draftMapping({ ...flags, files, lang });
    for (const { file, refusal } of unseen) terminal.err(`${plain(file)}: ${plain(refusal.texts[lang])}\n`);
    terminal.out(`${JSON.stringify(draft, null, 2)}\n`);
    terminal.err(`${draft.todo.length === 0 ? nothing[lang] : draft.todo.map(plain).join('\n')}\n`);
    return unseen.length > 0 ? 1 : 0;
  }
  const check = await selfCheck({ ...flags, files, lang });
  if (json) {
    const { problems, figures, settling } = check.data;
    const { hospital, month, asOf, latest, receipts } = check;
    terminal.out(
      `${JSON.stringify({ hospital, month, asOf, latest, files: check.files, receipts, problems, figures: figures.filter((f) => f.level === 'hospital' && f.unit === hospital), settling }, null, 2)}\n`,
    );
  } else terminal.out(`${checkText(check, lang)}\n`);
  return check.files.some(({ status, heldBack }) => status === 'refused' || heldBack > 0) ? 1 : 0;
}

const nothing = {
  zh: '所有列和取值都能识别，不需要映射文件。',
  en: 'Every column and code is recognised; no mapping file is needed.',
};
