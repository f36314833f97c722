import { type ListStep, listSteps } from '../../current/whole-lists.js';
import type { AnyTable } from '../../define/table.js';
import type { Notice } from '../../message/notice.js';
import type { Database } from '../../warehouse/database.js';
import { addRowWarnings } from '../../warehouse/ledger.js';

/** Entries that are listed; of more, only their number is told. */
const SHOWN = 20;

/** Replaces a month's warnings about entries of older lists that its lists lack. */
export async function tellListChanges(database: Database, table: AnyTable, month: string): Promise<void> {
  if (table.spec.whole === undefined) return;
  await database.run(
    `DELETE FROM problems WHERE rule IN ('left-the-list', 'list-much-shorter')
     AND file_id IN (SELECT file_id FROM files WHERE month = $month AND table_name = $table)`,
    { month, table: table.name },
  );
  // A list that was replaced after newer ones had come speaks after them too, and may lack other entries as of each.
  const newer = await database.rows<{ month: string }>(
    'SELECT DISTINCT month FROM submissions WHERE table_name = $table AND month > $month ORDER BY month',
    { table: table.name, month },
  );
  const once = new Map<string, ListStep>();
  for (const asOf of [month, ...newer.map((of) => of.month)])
    for (const step of await listSteps(database, table, asOf)) {
      const { sender, hospital, isWhole, gone } = step;
      if (step.month === month && gone.length > 0)
        once.set(JSON.stringify([sender, hospital, isWhole, gone]), step);
    }
  await addRowWarnings(
    database,
    [...once.values()].map((step) => ({
      file_id: step.file_id,
      hospital_id: step.sender,
      line: null,
      fields: [],
      rule: step.isWhole ? 'left-the-list' : 'list-much-shorter',
      notice: listChange(step),
    })),
  );
}

function listChange({ isWhole, gone, before }: ListStep): Notice {
  const shown = gone.slice(0, SHOWN);
  const more = gone.length > SHOWN;
  const zh = `${shown.map(({ month, path, line }) => `${month}“${path}”第 ${line} 行`).join('、')}${more ? ` 等 ${gone.length} 项` : ''}`;
  const en = `${shown.map(({ month, path, line }) => `line ${line} of "${path}" of ${month}`).join(', ')}${more ? `, ${gone.length} in all` : ''}`;
  if (isWhole)
    return {
      message: {
        zh: `新名单整体替换旧名单，旧名单的 ${before} 项中有 ${gone.length} 项不在新名单里，不再采用：${zh}。`,
        en: `A newer list takes the place of the older, and ${gone.length} of its ${before} entries are not on it and hold no more: ${en}.`,
      },
      fix: {
        zh: '若仍有效，请补回后重新报送。',
        en: 'If they still hold, put them back and send the list again.',
      },
    };
  return {
    message: {
      zh: `新名单应整体替换旧名单，但旧名单的 ${before} 项中有 ${gone.length} 项不在新名单里，数量较多：${zh}；没有替换，旧名单其余各项仍采用。`,
      en: `A newer list takes the place of the older, but ${gone.length} of its ${before} entries are missing, which are many: ${en}; it only adds to the older one.`,
    },
    fix: {
      zh: '只是补充的，无需处理。应整体替换的，请核对名单是否完整；确已失效的，请在旧行填写失效日期后报送。',
      en: 'If it only adds, nothing is to be done. If it should take the place of the older, check whether it is whole; of what no longer holds send the rows with the day it ended.',
    },
  };
}
