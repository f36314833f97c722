import { type Verification, verify } from '../batch/verify.js';
import type { VerifyFlags } from './flags.js';
import { plain, type Terminal } from './terminal.js';

/** `zhikong verify`. Exit 0 when everything is as published, 3 otherwise. */
export async function verifyCommand(flags: VerifyFlags, terminal: Terminal): Promise<number> {
  const found = await verify(flags.workspace);
  terminal.out(flags.json ? `${JSON.stringify(found, null, 2)}\n` : `${verificationText(found)}\n`);
  return found.ok ? 0 : 3;
}

/** Always in both languages, because damage concerns everyone. */
function verificationText({ ok, batch, audit, checks }: Verification): string {
  const lines = checks.flatMap(({ ok: holds, title, count, faults }) => [
    `${holds ? '完好 ok    ' : '有误 FAILED'}  ${plain(title.zh)} / ${plain(title.en)} (${count})`,
    ...faults.map(({ zh, en }) => `             ${plain(zh)}\n             ${plain(en)}`),
  ]);
  return [
    ...lines,
    '',
    `${ok ? '全部完好' : '有损坏，见上'} / ${ok ? 'everything is sound' : 'damage found, see above'}  ${batch ?? ''}`.trimEnd(),
    `审计链末端（请另行记下）/ end of the audit chain (note it elsewhere): ${audit.seq} ${audit.hash}`,
  ].join('\n');
}
