import { withdraw } from '../batch/withdraw.js';
import type { WithdrawFlags } from './flags.js';
import { plain, type Terminal } from './terminal.js';

/** `zhikong withdraw`: puts the form into the inbox; the next run of the month takes it in. */
export async function withdrawCommand(flags: WithdrawFlags, terminal: Terminal): Promise<number> {
  const { month, lang, json } = flags;
  const form = await withdraw({ ...flags, caseNo: flags.case });
  if (json) terminal.out(`${JSON.stringify({ month, form }, null, 2)}\n`);
  else
    terminal.out(
      lang === 'zh'
        ? `已写入撤回表 ${plain(form)}。它在下次运行 zhikong run --month ${month}（用同一个 --inbox）时生效：有这个病例的，自 ${month} 起不再计入；没有的，列为 withdraws-nothing。请勿删去该文件。\n`
        : `The withdrawal lies in ${plain(form)}. It takes effect with the next zhikong run --month ${month} (by the same --inbox): a case that is there counts no more from ${month} on, one that is not is listed as withdraws-nothing. Leave the file where it is.\n`,
    );
  return 0;
}
