import { withPublished } from '../batch/open-published.js';
import { issueLetter, prepareLetter } from '../letter/issue-letter.js';
import type { LetterFlags } from './flags.js';
import { jsonText, plain, type Terminal } from './terminal.js';

/** `zhikong letter CODE`: issues a letter on a missed figure or clause. Exit 0. */
export async function letterCommand(code: string, flags: LetterFlags, terminal: Terminal): Promise<number> {
  const { unit, lang, json, ...rest } = flags;
  const options = { ...rest, code, hospital: unit };
  const prepared = await withPublished(flags.workspace, (database) => prepareLetter(database, options), {
    judges: true,
  });
  const { letter, form, decision, month } = await issueLetter(options, prepared);
  if (json) {
    terminal.out(`${jsonText({ ...letter, form, decision, month })}\n`);
    return 0;
  }
  const { letterNo, said, cases } = letter;
  const counts = `${said.code} ${plain(unit)} ${said.period}  ${said.figure}`;
  terminal.out(
    lang === 'zh'
      ? `反馈函 ${letterNo}：${counts}，涉及 ${cases.length} 例，期限 ${said.due}。\n答复表 ${plain(form)}：请发给医院，填好后放回报送文件夹。\n决定写入 ${plain(decision)}，由下次 zhikong run --month ${month} 收入；请勿删去。\n`
      : `Letter ${letterNo}: ${counts}, ${cases.length} cases behind it, due ${said.due}.\nThe form is ${plain(form)}: send it to the hospital; it comes back with its files.\nThe decision lies in ${plain(decision)}, for the next zhikong run --month ${month}; leave it where it is.\n`,
  );
  return 0;
}
