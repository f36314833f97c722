import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { program } from '../effects/program.js';
import { InputError } from '../message/errors.js';

/**
 * The number of this program's contract: what files are staged by, and the form they are stored in. It increases with the first change
 * after a release, so that an older program recognises a newer warehouse and leaves it alone. `test/pipeline/workspace/contract.test.ts`
 * holds the contract of every release by its number.
 */
export const contractNumber = 2;

/** The newest format of each file beside the warehouse that this program reads, and the one it writes. */
export const formats = { 'publication.json': 2, 'publish.json': 1, 'history.json': 2 } as const;

/** What every format holds, even one that this program does not know. */
const anyFormat = z.looseObject({
  format: z.int(),
  program: z.string().optional().catch(undefined),
  contract: z.looseObject({ number: z.int() }).nullish().catch(undefined),
});

/**
 * Refuses a workspace that a newer program has written, before anything in it is made, changed or finished. An unreadable file is skipped
 * here: whoever needs it reports the damage.
 *
 * @throws {InputError} `newer-workspace`
 */
export function refuseNewer(root: string): void {
  for (const [name, format] of Object.entries(formats)) {
    const path = join(root, name);
    if (!existsSync(path)) continue;
    const found = anyFormat.safeParse(jsonIn(path)).data;
    if (found === undefined) continue;
    if (found.format > format || (found.contract?.number ?? 0) > contractNumber)
      throw newerWorkspace(found.program ?? null);
  }
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** @param by the program that wrote it, such as `zhikong 0.2.0`; null where it is not known */
export const newerWorkspace = (by: string | null): InputError => {
  const [zh, en] = by === null || by === program ? ['', ''] : [`（${by}）`, ` (${by})`];
  return new InputError(
    'newer-workspace',
    {
      zh: `这个工作区由更新版本的 zhikong${zh}写成，本程序（${program}，数据约定 ${contractNumber}）读不懂它，什么也没有改动、没有发布。请升级程序后再运行。`,
      en: `This workspace was written by a newer version of zhikong${en} than this program (${program}, contract ${contractNumber}), which cannot read it; nothing was changed or published. Upgrade the program and run again.`,
    },
    { exit: 3 },
  );
};
