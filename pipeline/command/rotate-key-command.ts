import { type Rotated, rotateKey } from '../batch/rotate-key.js';
import type { RotateFlags } from './flags.js';
import { plain, type Terminal } from './terminal.js';

/** `zhikong rotate-key`. Exit 0 when everything is hashed with the new key. */
export async function rotateKeyCommand(flags: RotateFlags, terminal: Terminal): Promise<number> {
  const rotated = await rotateKey(flags);
  terminal.out(flags.json ? `${JSON.stringify(rotated, null, 2)}\n` : `${words[flags.lang](rotated)}\n`);
  return 0;
}

const words = {
  zh: ({ before, after, place }: Rotated) =>
    [
      `密钥已更换：${before ?? '（旧版未记指纹）'} → ${after}，病例已由 vault/ 以新密钥重新散列；数字与报告不变`,
      `  新密钥在 ${plain(place)}，请立即备份并妥善保管。旧密钥不再使用；以前导出的病例不能再与新的对应。`,
    ].join('\n'),
  en: ({ before, after, place }: Rotated) =>
    [
      `Key replaced: ${before ?? '(an older program noted none)'} → ${after}; all cases were hashed anew from vault/, figures and reports are as they were`,
      `  The new key is in ${plain(place)}: back it up now. The former is used no longer; cases exported by it match no new ones.`,
    ].join('\n'),
};
