import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { letters } from '../lists/letters.js';
import { CENTRE_FOLDER } from '../load/intake/inbox.js';
import { isMonthFolder } from '../load/intake/month-folder.js';
import { headerDictionaries } from '../mapping/dictionary.js';
import { readRecords } from '../read/read-file.js';
import { FileRefusal } from '../read/refusal.js';
import { fileSource } from '../read/source.js';
import { type Decision, decisionFile } from './decision.js';

/** A decision that lies in the inbox, whether a run has taken it in or not. */
export interface InboxDecision extends Pick<Decision, 'hospital' | 'letterNo' | 'act'> {
  /** The month of the folder. */
  readonly month: string;
  readonly code: string;
  readonly period: string;
  readonly due: string;
}

const dictionaries = headerDictionaries.filter(({ table }) => table === letters.name);

/** Every decision in the centre's folders of the inbox, by month and name; without files that a run would refuse. */
export async function decisionsIn(inbox: string): Promise<InboxDecision[]> {
  const found: InboxDecision[] = [];
  if (!existsSync(inbox)) return found;
  for (const month of readdirSync(inbox).filter(isMonthFolder).sort()) {
    const folder = join(inbox, month, CENTRE_FOLDER);
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder).sort())
      if (decisionFile.test(name))
        for (const decision of await readDecision(join(folder, name), month)) found.push(decision);
  }
  return found;
}

async function readDecision(path: string, month: string): Promise<InboxDecision[]> {
  const rows: InboxDecision[] = [];
  let columns: readonly (string | null)[] = [];
  try {
    await readRecords(
      fileSource(path),
      dictionaries,
      { hospitalFromFolder: false },
      {
        header: (header) => {
          columns = header.columns;
        },
        record: (_, cells) => {
          const cell = (name: keyof typeof letters.spec.fields) => cells[columns.indexOf(name)] ?? '';
          rows.push({
            month,
            hospital: cell('hospital_id'),
            letterNo: cell('letter_no'),
            act:
              letters.spec.fields.act.schema.safeParse(cell('act')).data === 'closed' ? 'closed' : 'issued',
            code: cell('code'),
            period: cell('period'),
            due: cell('due'),
          });
        },
        held: () => undefined,
        skipped: () => undefined,
      },
    );
  } catch (error) {
    if (!(error instanceof FileRefusal)) throw error;
  }
  return rows;
}
