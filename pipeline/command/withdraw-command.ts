import { withdraw } from '../withdraw.js';
import type { WithdrawFlags } from './flags.js';
import { plain, type Terminal } from './terminal.js';

/** `zhikong withdraw`: the form is laid into the inbox; the next run of the month takes it in. */
export async function withdrawCommand(flags: WithdrawFlags, terminal: Terminal): Promise<number> {
  const { month, lang, json } = flags;
  const form = await withdraw({ ...flags, caseNo: flags.case });
  if (json) terminal.out(`${JSON.stringify({ month, form }, null, 2)}\n`);
  else
    terminal.out(
      lang === 'zh'
        ? `已写入撤回表 ${plain(form)}。运行 zhikong run --month ${month} 后，该病例自 ${month} 起不再计入。\n`
        : `The withdrawal lies in ${plain(form)}. Run zhikong run --month ${month}: from ${month} on the case counts no more.\n`,
    );
  return 0;
}
